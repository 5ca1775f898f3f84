"""What is asked, of whom and when, and what comes back.

Questionnaires are data files; this package turns them into types, says which items apply, checks every answer at one
gate whatever way it came, and describes inspections. It imports nothing else of Heard.
"""
