"""What may mean that somebody is not safe: found before it is sealed, told of at once, read and decided by a person."""
