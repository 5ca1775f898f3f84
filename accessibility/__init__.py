"""Makes what is asked readable, hearable and reachable.

Rules of easy read that can be checked, the pictures that stand beside the words, and recordings of the words. It knows
questionnaires from `surveys` and nothing of pages, documents or the analysis of answers.
"""
