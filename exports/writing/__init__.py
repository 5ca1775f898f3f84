"""Writes copies, as Word and as OpenDocument, from the same blocks."""
