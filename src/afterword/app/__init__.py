"""The Django app: rows, actions that change them, queries that read them, and pages."""
