"""Whether a form came from our own page. One that can't show it is never acted on, and never loses what was typed."""

from __future__ import annotations

from flask import request
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms.validators import ValidationError


def token() -> str:
    """Return what a form of ours carries, and remember it in the browser's session."""
    made: str = generate_csrf()
    return made


def genuine() -> bool:
    """Whether the form that was sent carries what we gave this browser."""
    try:
        validate_csrf(request.form.get("csrf_token", ""))
    except ValidationError:
        return False
    return True
