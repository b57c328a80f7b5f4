"""Who does the work that waits: a thread here, workers in the large."""
