"""The sample interview: a card, notes and a small shelf, all made up but for the public documents on it."""
