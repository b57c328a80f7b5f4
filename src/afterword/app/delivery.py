"""Hand reminders in: by the candidate's own mail account to its own address, and to the topic they named at ntfy."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
from django.utils import timezone, translation

from afterword.app import reminders, running
from afterword.app.access import zone_of
from afterword.app.config import chosen
from afterword.app.digest import digest, mail, prompt, words
from afterword.app.models import Candidate, MailAccount, Reminder, Reminding, Step
from afterword.app.owner import current
from afterword.app.reminders import AGAIN, Answer
from afterword.errors import AfterwordError
from afterword.outside import ntfy, secrets, smtp

State = Reminder.State
ENDS = {"accepted": State.SENT, "refused": State.FAILED, "later": AGAIN, "lost": AGAIN, "doubt": State.DOUBT}
"""What an answer of a server means for a reminder."""


def remind_all(now: dt.datetime, folder: Path) -> list[Reminder]:
    """Plan and send what is due for the owner in scope, in their language and zone; return what was touched.

    folder: of the data, where a system without a keyring keeps passwords.
    """
    if not Reminding.objects.exists():
        return []
    candidate = Candidate.objects.get(id=current())
    zone = zone_of(candidate)
    now = now.astimezone(zone)
    with timezone.override(zone), translation.override(candidate.language):
        return reminders.remind(now, by(candidate, now, folder))


def by(candidate: Candidate, now: dt.datetime, folder: Path) -> reminders.Send:
    """Return how reminders of this candidate are handed in."""
    choice = Reminding.objects.get()
    base = address(folder)

    def send(row: Reminder, before_send: Callable[[], None]) -> Answer:
        try:
            if row.channel == Reminder.Channel.MAIL:
                return _by_mail(candidate, row, now, base, folder, before_send)
            return _by_ntfy(candidate, choice, row, now, base, folder, before_send)
        except AfterwordError as error:
            return Answer(State.FAILED, error.code, dict(error.params))

    return send


def address(folder: Path) -> str:
    """Return where the app answers on this computer."""
    return f"http://{running.HOST}:{running.told(folder) or chosen.port}"


def topic_of(choice: Reminding) -> ntfy.Topic:
    """Return where the messages of a choice go."""
    return ntfy.Topic(choice.server, choice.topic, near=chosen.ntfy_hosts)


def _by_mail(
    candidate: Candidate, row: Reminder, now: dt.datetime, base: str, folder: Path, before_send: Callable[[], None]
) -> Answer:
    account = MailAccount.objects.first()
    if account is None:
        return Answer(State.FAILED, "app.reminders.no_account")
    if not account.address.isascii():
        return Answer(State.FAILED, "app.outbox.foreign_address", {"address": account.address})
    found = digest(candidate, now, base)
    if found is None:
        return Answer(State.QUIET)
    server = msgspec.convert(account.servers["smtp"], smtp.Server)
    secret = secrets.find(account.secret, folder) if server.user else ""
    if secret is None:
        return Answer(State.FAILED, "app.outbox.no_password")
    data = mail(found, candidate, account.address, row.id, now)
    answer = smtp.send(server, secret, account.address, account.address, data, before_send)
    return Answer(ENDS[answer.state], answer.code, {"words": answer.words} if answer.code else None)


def _by_ntfy(
    candidate: Candidate,
    choice: Reminding,
    row: Reminder,
    now: dt.datetime,
    base: str,
    folder: Path,
    before_send: Callable[[], None],
) -> Answer:
    if row.kind == "digest":
        found = digest(candidate, now, base)
        message = words(found, names=choice.names) if found else None
    else:
        step = Step.objects.filter(candidacy=row.candidacy_id, step=row.kind, after="").first()
        message = prompt(row, step, base, names=choice.names)
    if message is None:
        return Answer(State.QUIET)
    token = secrets.find(choice.secret, folder) or "" if choice.secret else ""
    answer = ntfy.publish(topic_of(choice), token, message, before_send)
    return Answer(ENDS[answer.state], answer.code, dict(answer.params or {}))
