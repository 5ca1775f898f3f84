"""Arranging an inspection, from a page or the command line: what it promises, and whether all of that is ready."""
