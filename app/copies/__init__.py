"""Filled copies that came back: taken in, put in doubt where a person must look, and settled by one."""
