"""What a shelf can be read from: one format a file, all of the shape `read(text, name) -> (gifts, problems)`."""
