"""Steps 5 and 6: what to do next, whom to ask, and staying visible until the decision."""
