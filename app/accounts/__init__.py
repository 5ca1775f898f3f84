"""Who may see what: signing in and out, and the guard that stands before every page for staff.

Flask-Security keeps passwords (argon2id) and sessions; accounts themselves are in the store. People who answer a survey
have no account, and nothing of this runs on the pages that they see.
"""
