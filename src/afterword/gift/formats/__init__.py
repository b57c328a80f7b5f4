"""What a shelf can be read from, one format a file.

Each file has `knows(text) -> bool`, whether a text looks like its format, and
`read(text, name, language) -> (gifts, problems)`. What one entry lacks is a problem; what makes
the whole file unusable raises BadInput.
"""
