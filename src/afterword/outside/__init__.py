"""The outside world: one outside thing a file, no database and no web framework."""
