"""Step 4: the letter, written from a brief and checked against it."""
