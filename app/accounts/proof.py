"""The proof that a form comes from a page of our own."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm

from app.refusals import refused


class ProofForm(FlaskForm):
    """Nothing but the proof; forms that ask for something build on it."""

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - the library's own signature
        """Whether the form is filled in and comes from a page of ours. The log says so where it does not."""
        valid: bool = super().validate(extra_validators)
        if self.csrf_token.errors:
            refused("form")
        return valid
