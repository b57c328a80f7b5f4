"""Reads shaped like the page that shows them, each bounded."""
