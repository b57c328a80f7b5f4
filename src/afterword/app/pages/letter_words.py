"""What the kinds and the states of letters are called."""

from typing import TYPE_CHECKING, Literal, cast, get_args

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from afterword.letter.kinds import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS: dict[str, "_StrPromise"] = {
    "thank_you": _("Thank-you letter"),
    "phone_screen_thanks": _("Thanks for the first call"),
    "one_way_note": _("Note after the recording"),
    "gift_note": _("Note with the gift"),
    "next_round_thanks": _("Thanks for the next round"),
    "follow_up_1": _("First follow-up"),
    "follow_up_2": _("Second follow-up"),
    "follow_up_3": _("Last follow-up"),
    "visibility": _("Note to stay in touch"),
    "rejection_thanks": _("Thanks after a no"),
    "offer_answer": _("Answer to the offer"),
    "competing_offer": _("Word of another offer"),
    "withdrawal": _("Withdrawal"),
    "call_script": _("Words for a call"),
    "voicemail": _("Voicemail"),
    "short_message": _("Short message"),
}

FOR_WHAT: dict[str, "_StrPromise"] = {
    "thank_you": _("Thanks and your interest first, then one thing of the talk, then the gift and why you send it."),
    "phone_screen_thanks": _("Three sentences on the same day."),
    "one_way_note": _("Three sentences to whoever coordinates it."),
    "gift_note": _("One thing you talked about, and the gift that goes with it. Nothing is asked."),
    "next_round_thanks": _("Shorter than the first, with something new from this round."),
    "follow_up_1": _("Who you are, that you are still interested, and one polite question on where things stand."),
    "follow_up_2": _("Short, and it may carry one more useful thing."),
    "follow_up_3": _("It leaves the door open. It is the last time you ask."),
    "visibility": _("One fresh gift, and no question."),
    "rejection_thanks": _("Thanks without a reproach; feedback is asked for once at most."),
    "offer_answer": _("Your answer, with thanks."),
    "competing_offer": _("The true date by which you must answer elsewhere, and that you would rather come to them."),
    "withdrawal": _("A kind word that you step back, so that nobody waits for you."),
    "short_message": _("Two or three sentences where you already write to each other."),
}
"""What each letter does, for who writes it. Calls have a page of their own."""

MOVES: dict[str, "_StrPromise"] = {
    "thanks": _("Thanks"),
    "recall": _("From your talk"),
    "bridge": _("Why this"),
    "gift": _("Enclosed"),
    "fit": _("What you bring"),
    "interest": _("Your interest"),
    "forward": _("Looking ahead"),
    "close": _("A kind end"),
    "introduce": _("Who you are"),
    "status_question": _("Your question"),
    "decline": _("Stepping back"),
    "answer": _("Your answer"),
    "pass_on": _("To be passed on"),
    "note": _("Your own words"),
}
"""What each move of a letter does, for its margin."""

LOCALES: dict[str, "_StrPromise"] = {
    "en_US": _("American English"),
    "en_GB": _("British English"),
    "de": _("German"),
    "fr": _("French"),
}
"""The languages that letters are written in."""

HOW: dict[str, "_StrPromise"] = {
    "written": _("The draft"),
    "reworded": _("Another wording"),
    "sentence": _("One sentence worded differently"),
    "typed": _("Changed by hand"),
    "taken": _("Taken from your assistant"),
}
"""What made each text of a draft."""

STATES: dict[str, "_StrPromise"] = {
    "draft": _("Draft"),
    "approved": _("Read and approved"),
    "handed_over": _("Opened in your mail"),
    "sent": _("Sent"),
    "cancelled": _("Cancelled"),
}

Written = Literal["email", "paper"]
"""How a letter goes."""


def written(kind: str) -> Kind:
    """Return the kind of a letter that is written. Raises Http404 for another."""
    if kind not in FOR_WHAT:
        raise Http404
    return cast("Kind", next(known for known in get_args(Kind) if known == kind))
