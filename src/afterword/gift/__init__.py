"""Step 3: the one small piece of information worth sending."""
