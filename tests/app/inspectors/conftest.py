"""Gives tests of the inspectors’ pages an installation, its application and a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.staffed import Clock, an_application, an_installation

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from app.installation import Installation


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands in the open inspection's week."""
    return Clock()


@pytest.fixture
def installation(tmp_path: Path, clock: Clock) -> Installation:
    """Give an installation of the test's own."""
    return an_installation(tmp_path, clock)


@pytest.fixture
def app(installation: Installation) -> Flask:
    """Give the application."""
    return an_application(installation)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser that nobody has signed in with."""
    return app.test_client()
