"""The proof that a form comes from a page of our own, for pages that ask for nothing else."""

from __future__ import annotations

from flask_wtf import FlaskForm


class ProofForm(FlaskForm):
    """Nothing but the proof."""
