"""Turns submissions into findings, and findings into lines of enquiry.

A snapshot freezes what was opened; counts, intervals, comparisons and themes are worked out from it; findings hold what
stands out after false discoveries are held; lines of enquiry put them as questions that inspectors can test. Functions
from values to values: nothing here knows the web, the database or the clock.
"""
