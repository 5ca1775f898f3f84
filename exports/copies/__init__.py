"""What stands on a copy, in which words and under which marks: writing makes it, reading holds what came back to it."""
