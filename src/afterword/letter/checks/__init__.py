"""The checks of a letter, a family a file."""
