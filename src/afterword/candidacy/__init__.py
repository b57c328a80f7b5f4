"""The nouns that all steps share."""
