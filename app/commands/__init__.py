"""The command line: one file for each noun that `heard` knows, and main.py that gathers them."""
