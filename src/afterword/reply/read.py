"""A mail that came in, read: what it is, what it says, which letter it answers."""

import re
from collections.abc import Sequence
from email.utils import parseaddr
from functools import cache

from afterword import tables
from afterword.candidacy.problem import problem
from afterword.reply.automatic import is_automatic, is_bulk, is_generated
from afterword.reply.away import return_date
from afterword.reply.bounce import is_abuse_report, is_bounce
from afterword.reply.folding import folded
from afterword.reply.invitation import invited_to
from afterword.reply.links import answered, returned
from afterword.reply.mail import Mail, open_mail
from afterword.reply.new_words import new_words
from afterword.reply.outcome import Judgement, judge, reads_automatic
from afterword.reply.reply import Outcome, Reply


def read(mail: bytes, me: Sequence[str] = (), *, language: str = "en") -> Reply:
    """What the mail of these bytes is.

    me: the candidate's own addresses; a mail from one of them is their own copy
    language: of the problems told, not of the mail
    Raises BadInput where it is no mail, TooLarge where it is too big.
    """
    opened = open_mail(mail, language)
    text = new_words(opened.text, opened.sender_name or None)
    own = {parseaddr(address)[1].casefold() for address in me} - {""}
    if opened.sender in own:
        return Reply("own_copy", None, 0.99, text, None, answered(opened), opened.problems)
    if is_bounce(opened):
        return Reply("bounce", None, 0.97, text, None, returned(opened), opened.problems)
    if is_abuse_report(opened):
        return Reply("other", None, 0.95, text, None, (), opened.problems)
    if is_automatic(opened):
        return _automatic(opened, text, language)
    return _from_people(opened, text)


def _automatic(mail: Mail, text: str, language: str) -> Reply:
    """An automatic reply, with the day of return where it names one."""
    offset = mail.utc_offset
    month_first = offset is not None and -11 <= offset.total_seconds() / 3600 <= -3  # the Americas write 8/14
    subject = mail.subject.partition(":")[2] or mail.subject
    told = (text, mail.text, subject)  # the new words first: an older mail below may name other days
    days = (return_date(words, mail.date, month_first=month_first) for words in told)
    back = next((day for day in days if day), None)
    problems = mail.problems if back else (*mail.problems, problem("reply.no_return_date", language))
    return Reply("auto_reply", None, 0.95, text, back, answered(mail), problems)


def _from_people(mail: Mail, text: str) -> Reply:
    """A reply, an invitation, or a mail that has nothing to do with the candidacy."""
    links = answered(mail)
    threaded = bool(links) or bool(_answer().match(folded(mail.subject)))
    says = judge(text if threaded else f"{mail.subject}.\n\n{text}")
    title = invited_to(mail)
    if title is not None:
        return _invitation(mail, text, title, says)
    decided = says.outcome not in {None, "acknowledgement"} and says.confidence >= _decision()
    if (is_generated(mail) or reads_automatic(text)) and not decided:
        return Reply("auto_reply" if says.about or threaded else "other", None, 0.8, text, None, links, mail.problems)
    if threaded and not says.outcome:
        # friendly words that fit no phrase; a question is for the person to judge
        outcome: Outcome | None = "acknowledgement" if text and "?" not in text and not says.doubt else None
        return Reply("reply", outcome, 0.35, text, None, links, mail.problems)
    if threaded or _concerns(mail, says, decided):
        return Reply("reply", says.outcome, says.confidence, text, None, links, mail.problems)
    return Reply("other", None, 0.7, text, None, links, mail.problems)


def _concerns(mail: Mail, says: Judgement, decided: bool) -> bool:
    """Whether a mail that answers nothing is about a candidacy all the same."""
    if is_bulk(mail):
        return says.about and decided
    if says.doubt:
        return says.about
    return says.outcome is not None and (says.about or (decided and says.outcome != "interview"))


def _invitation(mail: Mail, text: str, title: str, says: Judgement) -> Reply:
    """An invitation; what they ask a candidate to is an interview unless the words say more."""
    outcome: Outcome = "offer" if says.outcome == "offer" else "interview"
    sure = says.confidence if says.outcome == outcome else 0.7 if judge(title).about else 0.6
    return Reply("invitation", outcome, sure, text, None, answered(mail), mail.problems)


@cache
def _answer() -> re.Pattern[str]:
    """The beginning of a subject that answers."""
    return re.compile(folded(tables.table("reply/signs.toml")["reply"]["answers"]))


def _decision() -> float:
    """From which confidence on a mail that answers nothing is a decision."""
    decision: float = tables.table("reply/weights.toml")["judge"]["decision"]
    return decision
