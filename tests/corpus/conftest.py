"""Gives the corpus the shipped questionnaires and a copy of each."""

from __future__ import annotations

from tests.exports.conftest import copy, questionnaires

__all__ = ["copy", "questionnaires"]
