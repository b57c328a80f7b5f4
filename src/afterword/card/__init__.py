"""Step 1: the lines of a card or a signature become a contact."""
