"""What reading a card, a mail or an invitation gives."""

from dataclasses import dataclass

from afterword.candidacy.contact import Contact
from afterword.candidacy.problem import Problem


@dataclass(frozen=True, slots=True)
class CardReading:
    """The people found, and what was noticed on the way.

    signature_lines: numbers, from 1, of the lines of a mail or text that are its signature
    """

    contacts: tuple[Contact, ...] = ()
    signature_lines: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
