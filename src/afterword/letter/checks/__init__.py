"""The checks of a letter, a family a file.

A check is a small pure function from what it sees to what it found; to add one, write it in its
family, name it in CHECKS and give it a text in says/. Copy `subject.check_length`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from afterword.candidacy import reason
from afterword.letter.checks import (
    ask,
    call,
    gift,
    header,
    move,
    names,
    panel,
    plan,
    spelling,
    style,
    subject,
    time,
    tone,
    truth,
    words,
)
from afterword.letter.checks import text as text_checks
from afterword.letter.checks.seen import Found, Seen
from afterword.letter.kinds import Kind
from afterword.letter.letter import Finding, MoveText
from afterword.letter.text import LetterText

if TYPE_CHECKING:
    from afterword.letter.brief import Brief

Check = Callable[[Seen], Iterator[Found]]

CHECKS: tuple[Check, ...] = (
    text_checks.check_placeholder, header.check_unsafe,
    names.check_right_person, names.check_right_company, names.check_right_role,
    names.check_impersonal, names.check_honorific,
    truth.check_contact_consent, truth.check_mentioned, truth.check_read_claim, truth.check_attachment,
    truth.check_facts_numbers, truth.check_facts_dates, truth.check_facts_times, truth.check_facts_links,
    truth.check_facts_quotes, truth.check_facts_names,
    time.check_day_ahead, time.check_day_words, time.check_weekday, time.check_weekday_of_date,
    move.check_thanks, move.check_gift_first, move.check_recall, move.check_bridge, move.check_interest, move.check_fit,
    gift.check_no_value, gift.check_one, gift.check_not_homework, gift.check_given_before, gift.check_open,
    ask.check_none_in_thanks,
    tone.check_salary, tone.check_pressure, tone.check_presume, tone.check_private, tone.check_slang_caps,
    tone.check_apology, tone.check_flattery,
    panel.check_distinct, plan.check_window, plan.check_count,
    style.check_length, style.check_boilerplate, style.check_rhythm, spelling.check_spelling, spelling.check_slips,
    subject.check_missing, subject.check_generic, subject.check_specific, subject.check_length,
    call.check_identity, call.check_number, call.check_length,
    text_checks.check_languages,
)  # fmt: skip
"""Every check, in the order its findings are shown within one severity."""

ORDER = ("block", "warn", "info")
_NAMED = {"day": "letter.days", "languages": "letter.tongues"}
"""Parameters that are a code or codes, and where their texts stand."""


def run(
    text: LetterText,
    brief: Brief | None,
    *,
    kind: Kind,
    locale: str,
    moves: tuple[MoveText, ...] | None = None,
    language: str = "en",
    also: tuple[Check, ...] = (),
) -> tuple[Finding, ...]:
    """What is wrong with a letter, the worst first.

    brief: what is true; without one only what the text alone can show is found. moves: as declared by
    the composer; None for a letter from elsewhere. language: of the messages, not of the letter.
    also: checks for this occasion only.
    """
    seen = Seen(text, brief, kind, locale, words.tongues_of(text.paragraphs, least=3), moves)
    found = [fault for check in (*CHECKS, *also) for fault in check(seen)]
    found.sort(key=lambda fault: ORDER.index(fault.severity))
    return tuple(_told(fault, language) for fault in found)


def _told(found: Found, language: str) -> Finding:
    code = f"letter.{found.say or found.id}"
    params = {"quote": found.quote, **found.params}
    for name, texts in _NAMED.items():
        if name in params:
            codes = [params[name]] if isinstance(params[name], str) else params[name]
            params[name] = [reason.message(f"{texts}.{one}", {}, language) for one in codes]
    return Finding(
        id=found.id,
        severity=found.severity,
        override=found.override,
        quote=found.quote,
        message=reason.message(code, params, language),
        mend=reason.mend(code, params, language),
        params=params,
    )
