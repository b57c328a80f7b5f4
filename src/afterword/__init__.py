"""Afterword: what you say after the interview.

The six steps, in the order of the strategy: card, notes, gift, letter, followup (and staying
visible), reply. `afterword.api` is the public Python interface.
"""

__version__ = "0.1.0"
