"""Rows, one noun a file."""

from afterword.app.models.access import MailAccount, Token
from afterword.app.models.blob import Mail, Picture
from afterword.app.models.candidacy import Candidacy, Participation
from afterword.app.models.candidate import Candidate
from afterword.app.models.event import Event
from afterword.app.models.feed import Feed
from afterword.app.models.interview import Attendance, Interest, Interview, Note
from afterword.app.models.letter import Approval, Letter, Outbox, Revision
from afterword.app.models.look import Look
from afterword.app.models.own_model import ModelDraft, OwnModel
from afterword.app.models.past_step import PastStep
from afterword.app.models.person import Person
from afterword.app.models.reminding import Reminder, Reminding
from afterword.app.models.shelf import Article, GiftGiven, Import, Posting, ShelfItem, Vector
from afterword.app.models.step import Step
from afterword.app.models.user import User

__all__ = [
    "Approval",
    "Article",
    "Attendance",
    "Candidacy",
    "Candidate",
    "Event",
    "Feed",
    "GiftGiven",
    "Import",
    "Interest",
    "Interview",
    "Letter",
    "Look",
    "Mail",
    "MailAccount",
    "ModelDraft",
    "Note",
    "Outbox",
    "OwnModel",
    "Participation",
    "PastStep",
    "Person",
    "Picture",
    "Posting",
    "Reminder",
    "Reminding",
    "Revision",
    "ShelfItem",
    "Step",
    "Token",
    "User",
    "Vector",
]
