"""The demonstration: an invented area with invented people, so that a newcomer sees the whole job done.

Who they are, what they answer and what they write are data files beside the code (people.yaml, planted.yaml,
comments.yaml). docs/demonstration.md says which problems are planted, so that anyone can check that the lines of
enquiry find them. Nothing in here is used for a real inspection.
"""
