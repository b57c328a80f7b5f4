"""The words of pages for what the rows keep as codes: steps, roles, what happened."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from afterword.app.language import language
from afterword.app.models import Event, Reminder
from afterword.candidacy import reason

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ROLES: "Mapping[str, _StrPromise]" = {
    "interviewer": gettext_lazy("Interviewer"),
    "lead": gettext_lazy("Led the interview"),
    "hr": gettext_lazy("In charge of hiring"),
    "recruiter": gettext_lazy("Recruiter"),
    "agency": gettext_lazy("Agency"),
    "hiring_manager": gettext_lazy("Hiring manager"),
    "mailbox": gettext_lazy("A shared mailbox"),
    "assistant": gettext_lazy("Assistant"),
}

STEPS: "Mapping[str, _StrPromise]" = {
    "prepare": gettext_lazy("The sheet before"),
    "capture_prompt": gettext_lazy("Write it down"),
    "thank_you": gettext_lazy("Thank-you letter"),
    "phone_screen_thanks": gettext_lazy("Thanks for the call"),
    "one_way_note": gettext_lazy("Note after the recording"),
    "gift_note": gettext_lazy("The gift that was missing"),
    "next_round_thanks": gettext_lazy("Thanks for the next round"),
    "follow_up_1": gettext_lazy("Ask how things stand"),
    "follow_up_2": gettext_lazy("Ask once more"),
    "follow_up_3": gettext_lazy("A last note"),
    "visibility": gettext_lazy("Something worth reading"),
    "rejection_thanks": gettext_lazy("Thanks for the answer"),
    "offer_answer": gettext_lazy("Answer the offer"),
    "competing_offer": gettext_lazy("The other offer"),
    "withdrawal": gettext_lazy("Withdraw"),
    "ask_person": gettext_lazy("A question for you"),
}

STOPS: "Mapping[str, _StrPromise]" = {
    "offer": gettext_lazy("They made an offer."),
    "rejection": gettext_lazy("They said no."),
    "withdrawal": gettext_lazy("You withdrew."),
    "no_contact": gettext_lazy("They asked not to be contacted."),
}

HAPPENED: "Mapping[str, _StrPromise]" = {
    "interview_scheduled": gettext_lazy("Interview arranged"),
    "interview_moved": gettext_lazy("Interview moved"),
    "interview_cancelled": gettext_lazy("Interview cancelled"),
    "interview_held": gettext_lazy("Interview"),
    "screen_held": gettext_lazy("First call with a recruiter"),
    "one_way_held": gettext_lazy("Recorded interview"),
    "card_taken": gettext_lazy("Card kept"),
    "note_written": gettext_lazy("Notes written"),
    "person_added": gettext_lazy("Person added"),
    "decision_date_named": gettext_lazy("They named a date for the decision"),
    "will_contact_named": gettext_lazy("They will be in touch themselves"),
    "decider_named": gettext_lazy("Who decides was named"),
    "letter_approved": gettext_lazy("Letter approved"),
    "handed_over": gettext_lazy("Letter opened in your own mail"),
    "letter_sent": gettext_lazy("Letter sent"),
    "gift_given": gettext_lazy("Gift given"),
    "call_made": gettext_lazy("Call"),
    "voicemail_left": gettext_lazy("Voicemail left"),
    "touch_done_elsewhere": gettext_lazy("Done elsewhere"),
    "reply_received": gettext_lazy("They wrote"),
    "auto_reply_received": gettext_lazy("An automatic reply came"),
    "bounced": gettext_lazy("A letter came back"),
    "reply_judged": gettext_lazy("Their answer"),
    "no_contact_asked": gettext_lazy("They asked not to be contacted"),
    "competing_offer": gettext_lazy("Another offer"),
    "offer": gettext_lazy("They made an offer"),
    "rejection": gettext_lazy("They said no"),
    "withdrawal": gettext_lazy("You withdrew"),
    "snoozed": gettext_lazy("Put off"),
    "skipped": gettext_lazy("Passed over"),
    "setting_changed": gettext_lazy("Setting changed"),
    "retracted": gettext_lazy("Taken back"),
}

CHANGED: "Mapping[str, _StrPromise]" = {
    "rehearsed": gettext_lazy("Call rehearsed"),
    "ask": gettext_lazy("Whom to ask was chosen"),
}
"""Settings that were changed, where they have words of their own."""

CALLS: "Mapping[str, _StrPromise]" = {
    "spoke": gettext_lazy("Spoke"),
    "voicemail": gettext_lazy("Left a voicemail"),
    "no_answer": gettext_lazy("No answer"),
    "call_back": gettext_lazy("They call back"),
}
"""What comes of a call, as a button says it."""

OUTCOMES: "Mapping[str, _StrPromise]" = {
    "acknowledgement": gettext_lazy("they have it, no answer yet"),
    "question": gettext_lazy("a question to you"),
    "new_date": gettext_lazy("a new date"),
    "interview": gettext_lazy("a next talk or a task"),
    "offer": gettext_lazy("an offer"),
    "rejection": gettext_lazy("a no"),
    "hard": gettext_lazy("the address does not take mail"),
    "soft": gettext_lazy("the mailbox took nothing just then"),
}


REMINDERS: "Mapping[str, _StrPromise]" = {
    "digest": gettext_lazy("The day’s list"),
    "prepare": gettext_lazy("The sheet before"),
    "capture_prompt": gettext_lazy("Write it down"),
}

DAYS = ("date", "until", "deadline", "return_date", "by", "from")
"""Where events keep the day they name."""


def happened(event: Event, names: Mapping[str, str]) -> str:
    """Return one line for an event: what it was, with whom, what came of it, and the day it names.

    names: of people by their ids; an id without one stays unsaid
    """
    what = str(CHANGED.get(str(event.data.get("key")), HAPPENED.get(event.type, event.type)))
    kind = event.data.get("kind") if event.type != "bounced" else None
    step = STEPS.get(str(kind or event.data.get("step") or ""))
    outcome = str(event.data.get("outcome") or event.data.get("kind") or "")
    came = str(OUTCOMES.get(outcome, "")) or _within(str(CALLS.get(outcome, "")))
    came = gettext("it is somebody else") if event.data.get("wrong") else came
    who = ", ".join(name for id in event.who if (name := names.get(id)))
    line = ": ".join(filter(None, [f"{what} ({step})" if step else what, who]))
    return ", ".join(filter(None, [line, came, _day(event)]))


def _within(words: str) -> str:
    """The words of a button inside a line."""
    return words[:1].lower() + words[1:]


def _day(event: Event) -> str:
    """The day that an event names: of a decision, of a return, until when."""
    named = next((event.data[key] for key in DAYS if isinstance(event.data.get(key), str)), "")
    try:
        moment = dt.datetime.fromisoformat(named)
    except ValueError:
        return ""
    local = timezone.localtime(moment) if moment.tzinfo else moment
    return date_format(local, "j F Y")


def outcome_of(row: Reminder) -> str:
    """Return in words what became of a reminder."""
    states = Reminder.State
    if row.state == states.FAILED and row.told:
        return in_words(row.told["code"], row.told.get("params", {}))
    told = {
        states.SENT: gettext("Sent."),
        states.MISSED: gettext("Afterword was not running then, so it was not sent."),
        states.FAILED: gettext("It could not be sent."),
    }
    return told.get(states(row.state), gettext("On its way."))


def in_words(code: str, params: Mapping[str, object]) -> str:
    """Return what a code says and its mend, in the language in use."""
    parts = (reason.message(code, params, language()), reason.mend(code, params, language()))
    return " ".join(filter(None, parts))
