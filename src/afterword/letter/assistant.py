"""The brief as a prompt for any chat assistant: what it may use, what it must not, the shape of the letter.

What an assistant does not need stays here: addresses, numbers, letters to others, names of other candidacies.
What comes back is checked like any foreign letter.
"""

import json
from random import Random
from typing import Any

from afterword import tables
from afterword.gift.gift import Gift
from afterword.letter import giving, moves, topics
from afterword.letter.answer import Answer, read_answer
from afterword.letter.brief import RESERVED_IDS, Brief
from afterword.letter.facts import Facts, addressee, clean, facts
from afterword.letter.locales import nearest
from afterword.letter.names import one_line
from afterword.letter.salutation import salutation
from afterword.letter.wordings import wordings

__all__ = ["Answer", "assistant_prompt", "messages", "read_answer", "schema"]

_STEPS = {
    "thank_you": "thanks interest recall bridge gift note fit forward",
    "phone_screen_thanks": "thanks recall interest forward",
    "one_way_note": "introduce thanks interest forward",
    "gift_note": "recall bridge gift note",
    "next_round_thanks": "thanks recall bridge gift note interest forward",
    "follow_up_1": "introduce interest fit status_question close",
    "follow_up_2": "introduce recall bridge gift note interest status_question close",
    "follow_up_3": "introduce interest close",
    "visibility": "recall bridge gift note close",
    "rejection_thanks": "thanks recall note forward close",
    "offer_answer": "thanks answer note forward",
    "competing_offer": "introduce note interest status_question close",
    "withdrawal": "decline thanks note close",
    "call_script": "introduce interest status_question close",
    "voicemail": "introduce interest status_question close",
    "short_message": "thanks recall interest",
}

MOST_SENTENCES, LONGEST_SENTENCE, LONGEST_SUBJECT, MOST_USES = 14, 400, 60, 4
"""Bounds of an answer in JSON; sentences and subject in characters. Without them a model may run on until it is cut."""


def assistant_prompt(brief: Brief) -> str:
    """The prompt, in English. Raises BadInput for names that are none."""
    brief, known, said = _told(brief)
    data = json.dumps(_data(brief, known), ensure_ascii=False, indent=2)
    prompt: str = tables.table("letter/wording/assistant.toml")["prompt"]
    return prompt.strip().format(**said, fence=_fence(data), data=data)


def messages(brief: Brief) -> list[dict[str, str]]:
    """The same for a program that answers in JSON as `schema` says: the rules, then the data.

    Raises BadInput for names that are none.
    """
    brief, known, said = _told(brief)
    data = json.dumps(_data(brief, known, ids=True), ensure_ascii=False)
    system: str = tables.table("letter/wording/assistant.toml")["system"]
    return [
        {"role": "system", "content": system.strip().format(**said, names=", ".join(_names(brief)))},
        {"role": "user", "content": data},
    ]


def schema(brief: Brief) -> dict[str, Any]:
    """The JSON Schema of the answer: {"subject", "sentences": [{"move", "text", "uses"}]}, every length bounded."""
    sentence: dict[str, Any] = {
        "move": {"type": "string", "enum": _names(brief)},
        "text": {"type": "string", "maxLength": LONGEST_SENTENCE},
        "uses": {"type": "array", "maxItems": MOST_USES, "items": {"type": "string", "enum": ids(brief)}},
    }
    return _object(
        subject={"type": "string", "maxLength": LONGEST_SUBJECT},
        sentences={"type": "array", "maxItems": MOST_SENTENCES, "items": _object(**sentence)},
    )


def ids(brief: Brief) -> list[str]:
    """What the `uses` of a sentence may name."""
    found = [topic.id for topic in topics.usable(brief)] + [proof.id for proof in brief.evidence]
    found += [brief.gift.id] if brief.gift else []
    return list(dict.fromkeys([*found, *RESERVED_IDS]))


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _told(brief: Brief) -> tuple[Brief, Facts, dict[str, object]]:
    """The brief with clean names, what is known, and what both prompts say of them."""
    brief = clean(brief)
    table = tables.table("letter/wording/assistant.toml")
    bank = wordings("en")
    locale = nearest(brief.locale)
    spoken = "en_US" if not locale.startswith("en") else locale
    words = bank.words_in(spoken)
    greeting = salutation(brief.recipient, brief, wordings(locale[:2]).words_in(locale))
    known = facts(brief, words, "en", Random(0))
    kind = moves.kind_on(brief)
    low, high = moves.window(kind, brief.tone)
    return (
        brief,
        known,
        {
            "kind": table["kinds"][kind],
            "language": table["language"][locale],
            "low": low,
            "high": high,
            "tone": brief.tone,
            "moves": "\n".join(f"{at}. {table['steps'][name]}" for at, name in enumerate(_names(brief), 1)),
            "rules": _rules(brief, known, table["rules"], greeting),
        },
    )


def _names(brief: Brief) -> list[str]:
    """The moves of the kind, those left out that the brief has nothing for."""
    empty = {
        "recall": not topics.usable(brief),
        "bridge": brief.gift is None,
        "gift": brief.gift is None,
        "note": not (brief.own_words or (brief.gift and brief.gift.note)),
        "fit": not brief.evidence,
    }
    names = [name for name in _STEPS[moves.kind_on(brief)].split() if not empty.get(name)]
    return ["pass_on", *names] if brief.pass_on else names


def _rules(brief: Brief, known: Facts, texts: dict[str, str], greeting: str) -> str:
    names = ["said" if known.met else "told", "names", "no_answer", "no_pressure", "plain"]
    names += ["read"] if brief.gift else []
    names += ["day"] if known.slots["when"].text else []
    day = known.slots["when"].text.strip()
    return "\n".join(f"- {texts[name].format(greeting=greeting, day=day)}" for name in names)


def _data(brief: Brief, known: Facts, *, ids: bool = False) -> dict[str, Any]:
    """What may be used; nothing empty, sensitive or nobody's business. ids: for `uses`."""
    reader = addressee(brief)
    data = {
        "me": brief.candidate.name,
        "reader": {"name": reader.name, "role": reader.role, "relation": brief.recipient.relation},
        "role": brief.role,
        "company": brief.company,
        "interviewers": _others(brief, reader.name),
        "interview": {"day": known.slots["when"].text.strip(), "detail": brief.interview and brief.interview.detail},
        "subjects": [
            {
                "id": topic.id if ids else None,
                "about": one_line(topic.text),
                "words": topic.words,
                "by": topic.said_by,
                "quotation": topic.quote,
            }
            for topic in topics.usable(brief)
            if known.met or topic.words != "observed"
        ],
        "gift": {"id": brief.gift.id if ids else None, **_gift(brief.gift)} if brief.gift else None,
        "facts_about_me": [
            {"id": proof.id, "fact": one_line(proof.text)} if ids else one_line(proof.text) for proof in brief.evidence
        ],
        "decision_date": _filled(known, "decision", "passed"),
        "deadline": _filled(known, "deadline"),
        "answer": brief.answer,
        "sent_before": [{"kind": letter.kind, "gift": letter.gift} for letter in brief.previous],
        "attachments": list(brief.attachments),
        "own_words": brief.own_words,
    }
    kept: dict[str, Any] = _without_empty(data)
    return kept


def _others(brief: Brief, reader: str | None) -> list[str]:
    """Who else was there, where the letter speaks for all of them."""
    if brief.recipient.relation not in {"lead", "hr", "recruiter"}:
        return []
    return [person.name for person in brief.interviewers if person.name != reader]


def _gift(gift: Gift) -> dict[str, Any]:
    """A gift with numbers only where they may be passed on."""
    return {
        "kind": gift.kind,
        "title": gift.title,
        "author": gift.author,
        "publisher": gift.publisher,
        "date": gift.date,
        "url": gift.url,
        "read": gift.read,
        "self": gift.self or None,
        "note": gift.note,
        "passage": gift.passage and gift.passage.text,
        "place": gift.place,
        "phone": gift.phone if giving.passed_on(gift) else None,
        "source": gift.source,
        "figure": gift.figure and {"value": gift.figure.value, "unit": gift.figure.unit, "year": gift.figure.year},
        "items": [
            {
                "name": item.name,
                "why": item.note,
                "address": item.address,
                "url": item.url,
                "phone": item.phone if giving.passed_on(item) else None,
            }
            for item in gift.items[: giving.MOST_ITEMS]
        ],
    }


def _filled(known: Facts, *names: str) -> str | None:
    return next((known.slots[name].text for name in names if name in known.slots), None)


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        cleaned = {key: _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def _fence(data: str) -> str:
    """A line that does not occur in the data."""
    fence = "====="
    while fence in data:
        fence += "="
    return fence
