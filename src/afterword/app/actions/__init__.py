"""What a person does, one verb a file: each owns its transaction and calls nothing outside of it."""
