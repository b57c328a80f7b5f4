"""What reading a card, a mail or an invitation gives."""

from dataclasses import dataclass

from afterword.candidacy.contact import Contact
from afterword.candidacy.problem import Problem
from afterword.card.invitation import Invitation


@dataclass(frozen=True, slots=True)
class CardReading:
    """The people found, and what was noticed on the way.

    signature_lines: numbers, from 1, of the lines of a mail or text that are its signature;
    invitations: the talks that calendar files arrange
    """

    contacts: tuple[Contact, ...] = ()
    signature_lines: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    invitations: tuple[Invitation, ...] = ()
