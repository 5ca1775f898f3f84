"""What a respondent sees: the way in, one question a page, check, sent, and pages about help and privacy."""
