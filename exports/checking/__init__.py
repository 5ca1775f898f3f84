"""Holds Word documents that go out to the rules for them."""
