"""The smallest page that Flask can answer: one line of text, as the measure of what any page costs on this machine."""

from __future__ import annotations

from flask import Flask


def application() -> Flask:
    """Make an application with this one page."""
    app = Flask(__name__)

    @app.get("/readyz")
    def page() -> str:
        return "ready\n"

    return app
