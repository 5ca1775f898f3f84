"""What is kept: every SQL statement is here, takes and returns the types of surveys, and seals what people say."""
