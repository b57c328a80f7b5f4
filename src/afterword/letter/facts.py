"""A brief as the clauses see it: slots with the ids behind them, and flags."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from afterword.candidacy import reason
from afterword.errors import BadInput
from afterword.letter import dates, giving, names, topics
from afterword.letter.brief import Brief, Proof, Recipient, Talk, Topic
from afterword.letter.letter import Finding
from afterword.letter.locales import nearest
from afterword.letter.names import one_line
from afterword.letter.plain import plain
from afterword.letter.wordings import Fill, elided

_IN_THE_TALK = frozenset({"interviewer", "lead", "hiring_manager"})
_AD_MARKS = r"\s*\((?:all genders|(?:[mwdfhxi]|gn|div)(?:\s*[/|*,]\s*(?:[mwdfhxi]|gn|div))+)\)"
_OUTSIDE = frozenset({"hr", "recruiter", "mailbox", "assistant"})
"""Who need not have been in a talk of which nobody is named."""
_SCREENS = frozenset({"phone_screen_thanks", "one_way_note"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be said. recall: subjects in the order to try, that of the gift first.

    left_out: what the brief holds and the letter must not say, with the reason.
    """

    slots: dict[str, Fill]
    flags: frozenset[str]
    recall: tuple[Topic, ...]
    met: bool
    words: Mapping[str, Any]
    left_out: tuple[Finding, ...]


def facts(brief: Brief, words: Mapping[str, Any], language: str, rng: Random, carries_gift: bool = True) -> Facts:
    """The facts of a brief whose names are checked already (`clean`). words: of the letter's locale."""
    left_out: list[Finding] = []
    reader = addressee(brief)
    met = _was_there(brief, reader)
    subjects = topics.usable(brief)
    hidden = [topic.text for topic in brief.topics if topic.sensitive]
    left_out.extend(told("compose.sensitive", language, quote=text) for text in hidden)
    today = _sent_on(brief)
    near = today or (brief.interview and brief.interview.at and brief.interview.at.date()) or dt.date.min
    slots = _people(brief, reader, words) | _firm(brief, words) | _days(brief, words, left_out, language)
    slots["the_talk"] = Fill(words["our_talk" if met else "the_interview"], ("interview",))
    slots |= giving.slots(brief, words, near, rng) | _own(brief, subjects, words)
    left_out.extend(_missing(brief, language) if carries_gift else [])
    flags = {brief.tone, brief.kind, reader.relation, nearest(brief.locale), *giving.flags(brief)}
    flags.add("met" if met else "not_met")
    flags |= {"absent"} if reader.relation in _OUTSIDE and not brief.interviewers else set()
    flags |= {"between"} if _in_between(brief) else set()
    flags |= {"meets"} if _meets(brief, subjects) else set()
    flags |= {"topic"} if any(topics.slots(topic, met, words) for topic in subjects) else set()
    flags |= {"state"} if "i_fact" in slots and _is_state(slots["i_fact"].text, words) else set()
    flags |= {brief.answer} if brief.answer else set()
    if brief.interview and brief.interview.format:
        flags.add("onsite" if brief.interview.format == "onsite" else f"by_{brief.interview.format}")
    return Facts(
        slots,
        frozenset(flags | {name for name, fill in slots.items() if fill.text}),
        topics.to_recall(brief, subjects),
        met,
        words,
        tuple(left_out),
    )


def clean(brief: Brief) -> Brief:
    """The brief with its names fit for a letter and nothing blank. Raises BadInput for a name that is none."""
    reader = brief.recipient
    named = replace(
        brief,
        candidate=replace(
            brief.candidate,
            name=_required(brief.candidate.name),
            phone=names.checked_number(brief.candidate.phone, "candidate.phone"),
        ),
        recipient=replace(
            reader,
            name=names.checked_name(reader.name, "recipient.name"),
            given=names.checked_name(reader.given, "recipient.given"),
            family=names.checked_name(reader.family, "recipient.family"),
            honorific=names.checked_name(reader.honorific, "recipient.honorific"),
            known_as=names.checked_name(reader.known_as, "recipient.known_as"),
        ),
        interviewers=tuple(
            replace(person, name=name)
            for at, person in enumerate(brief.interviewers)
            if (name := names.checked_name(person.name, f"interviewers[{at}].name"))
        ),
        role=names.checked_name(without_ad_marks(brief.role), "role"),
        company=names.checked_name(brief.company, "company"),
        topics=tuple(replace(topic, text=topic.text.strip().rstrip(" .,;:")) for topic in brief.topics),
    )
    return plain(named)


def without_ad_marks(role: str | None) -> str | None:
    """A role as it is said, without the "(m/w/d)" of its advertisement."""
    return re.sub(_AD_MARKS, "", role, flags=re.IGNORECASE) if role else role


def addressee(brief: Brief) -> Recipient:
    """Whom the letter speaks to: with pass_on, the person behind the coordinator."""
    if brief.pass_on and brief.interviewers and brief.recipient.relation not in _IN_THE_TALK:
        person = brief.interviewers[0]
        if person.name == names.full(brief.recipient):
            return brief.recipient
        return Recipient(name=person.name, role=person.role, company=brief.company)
    return brief.recipient


def told(code: str, language: str, quote: str | None = None, severity: Any = "info", **params: object) -> Finding:
    """A finding of the composer itself, about the brief."""
    full = f"letter.{code}"
    params = {"quote": quote, **params}
    return Finding(
        code, severity, True, quote, reason.message(full, params, language), reason.mend(full, params, language), params
    )


def _required(name: str) -> str:
    checked = names.checked_name(name, "candidate.name")
    if checked is None:
        raise BadInput("letter.compose.no_candidate", where="candidate.name")
    return checked


def _was_there(brief: Brief, reader: Recipient) -> bool:
    """Whether the reader took part in the talk, so that the letter may say "you mentioned"."""
    if reader is not brief.recipient or reader.relation in _IN_THE_TALK or brief.kind in _SCREENS:
        return True
    names_there = {person.name for person in brief.interviewers}
    return not names_there or names.full(reader) in names_there


def _in_between(brief: Brief) -> bool:
    """Whether the reader recruits for the firm and is not of it: an agency."""
    theirs, firm = (brief.recipient.company or "").casefold(), (brief.company or "").casefold()
    return brief.recipient.relation == "recruiter" and bool(theirs and firm) and theirs != firm


def _people(brief: Brief, reader: Recipient, words: Mapping[str, Any]) -> dict[str, Fill]:
    there = tuple(person.name for person in brief.interviewers)
    rest = tuple(name for name in there if name != names.full(reader))
    slots = {"candidate": Fill(brief.candidate.name, ("candidate",))}
    if brief.candidate.phone:
        slots["phone"] = Fill(names.phone(brief.candidate.phone), ("candidate",))
    if there:
        slots["interviewers"] = Fill(names.listed(there, words["and"]), ("interview",))
    if rest and brief.recipient.relation == "lead" and not brief.siblings:
        slots["others"] = Fill(names.listed(rest, words["and"]), ("interview",))
    if name := names.full(reader):
        slots["reader"] = Fill(name, ("recipient",))
    return slots


def _firm(brief: Brief, words: Mapping[str, Any]) -> dict[str, Fill]:
    """The role and the company; about_role, for_role, at_company: with a leading space, or empty.

    of_role: "d'analyste", where the language joins its "of".
    """
    slots = {name: Fill("") for name in ("about_role", "for_role", "at_company")}
    if brief.company:
        slots["company"] = Fill(brief.company, ("company",))
        form = next((form for start, form in words.get("at_places", ()) if re.match(start, brief.company)), None)
        form = words["at_company"] if form is None else form
        slots["at_company"] = Fill(form.format(company=brief.company), ("company",))
    if brief.role:
        alone = brief.role.lower().endswith(tuple(words["role_words"]))
        named = elided(words["the_role_alone" if alone else "the_role"].format(role=brief.role), words)
        slots["role"] = Fill(brief.role, ("role",))
        slots["the_role"] = Fill(named, ("role",))
        if "as_role" in words and not alone:
            slots["as_role"] = Fill(words["as_role"].format(role=brief.role), ("role",))
        slots["about_role"] = Fill(words["about_role"].format(role=named), ("role",))
        slots["for_role"] = Fill(words["for_role"].format(role=named), ("role",))
        if "of" in words:
            slots["of_role"] = Fill(topics.of(brief.role, words), ("role",))
    return slots


def _days(brief: Brief, words: Mapping[str, Any], left_out: list[Finding], language: str) -> dict[str, Fill]:
    """when: " on Tuesday" or empty; days: "Tuesday's"; decision, passed: the stated date ahead or behind."""
    at = brief.interview.at if brief.interview else None
    slots = {"when": Fill("")}
    if at is not None:
        slots["when"] = Fill(f" {dates.when(at, brief.send_at, words)}", ("interview",))
        days = dates.possessive(at, brief.send_at, words)
        if days:
            slots["days"] = Fill(elided(days, words), ("interview",))
    today = _sent_on(brief)
    if brief.interview:
        slots |= _detail(brief.interview, words)
    if brief.decision_date:
        day = brief.decision_date
        near = today or (at.date() if at else day)
        if at and day < at.date():
            left_out.append(told("compose.decision_before_talk", language, severity="warn", date=day, talk=at.date()))
        else:
            ahead = today is None or day >= today
            name = "decision" if ahead else "passed"
            slots[name] = Fill(dates.written(day, words, near), ("decision_date",))
    if brief.deadline:
        near = today or brief.deadline
        slots["deadline"] = Fill(dates.written(brief.deadline, words, near), ("deadline",))
    slots |= _before(brief, words, today)
    return slots


def _sent_on(brief: Brief) -> dt.date | None:
    """The day of sending where the talk was, if it is known and not before the talk."""
    if brief.interview and brief.interview.at:
        return dates.sent_on(brief.interview.at, brief.send_at)
    return brief.send_at.date() if brief.send_at else None


def _detail(talk: Talk, words: Mapping[str, Any]) -> dict[str, Fill]:
    """The number of the round, and the one thing remembered: a place ("in the new lab") or a thing ("the tour")."""
    slots = {}
    if talk.round and 1 < talk.round <= len(words["rounds"]):
        slots["round"] = Fill(words["rounds"][talk.round - 1], ("interview",))
    text = one_line(talk.detail or "").rstrip(".")
    if re.match(words["patterns"]["place"], text):
        slots["detail_place"] = Fill(text, ("interview",))
    elif re.match(words["patterns"]["thing"], text):
        slots["detail_thing"] = Fill(topics.as_object(text, words), ("interview",))
    return slots


def _before(brief: Brief, words: Mapping[str, Any], today: dt.date | None) -> dict[str, Fill]:
    """What was sent to this reader before."""
    if not brief.previous:
        return {}
    last = max(brief.previous, key=lambda letter: letter.sent_at)
    day = last.sent_at.date()
    written = dates.written(day, words, today or day)
    slots = {"wrote_on": Fill(f" {words['on_date'].format(day=written)}", ("previous",))}
    if "owned_on" in words:
        slots["of_letter"] = Fill(words["owned_on"].format(day=written), ("previous",))
    gifts = [letter.gift for letter in brief.previous if letter.gift]
    if gifts:
        before, after = words["quotes"]
        slots["sent_gift"] = Fill(f"{before}{one_line(gifts[-1])}{after}", ("previous",))
    return slots


def _own(brief: Brief, subjects: tuple[Topic, ...], words: Mapping[str, Any]) -> dict[str, Fill]:
    """The one fact about the candidate, and their own sentence."""
    slots: dict[str, Fill] = {}
    proofs = [proof for proof in brief.evidence if one_line(proof.text)]
    if proofs:
        proof = max(proofs, key=lambda proof: _common(proof, subjects))
        if noun := as_noun(proof.text, words):
            slots["noun_fact"] = Fill(noun, (proof.id,))
            if "," not in noun:
                slots["noun_inside"] = Fill(noun, (proof.id,))
        sentence = as_sentence(proof.text, words)
        slots["fact"] = Fill(sentence, (proof.id,))
        if sentence.count(".") == 1:
            slots |= _within_a_sentence(sentence.rstrip("."), proof, words)
    if brief.own_words and one_line(brief.own_words):
        slots["own_words"] = Fill(brief.own_words.strip(), ("candidate",))
    return slots


def _common(proof: Proof, subjects: tuple[Topic, ...]) -> int:
    """How many content words a fact shares with what was talked about."""
    about = topics.stems([text for topic in subjects for text in (topic.text, topic.quote)])
    return len(topics.stems([proof.text]) & about)


def _meets(brief: Brief, subjects: tuple[Topic, ...]) -> bool:
    """Whether some fact has to do with the work that was talked about."""
    work = tuple(topic for topic in subjects if topic.kind != "personal" and topic.words != "observed")
    return any(_common(proof, work) for proof in brief.evidence)


def _is_state(fact: str, words: Mapping[str, Any]) -> bool:
    """Whether a fact says what the candidate is or can, not what was done."""
    return bool(re.match(words["patterns"].get("state", r"(?!)"), fact, re.IGNORECASE))


def as_noun(text: str, words: Mapping[str, Any]) -> str | None:
    """A fact that is no sentence, "Six years on a surgical ward", as it stands inside one; None for others."""
    text = one_line(text).rstrip(".")
    found = re.match(words["patterns"].get("noun", r"(?!)"), text, re.IGNORECASE)
    return text[0].lower() + text[1:] if found else None


def _within_a_sentence(sentence: str, proof: Proof, words: Mapping[str, Any]) -> dict[str, Fill]:
    """i_fact: "I moved the desks", fit for the middle of a sentence; bare_fact: what has no verb, as it was noted."""
    if not re.match(words["patterns"].get("i", f"{words['me']} "), sentence, re.IGNORECASE):
        return {"bare_fact": Fill(one_line(proof.text).rstrip("."), (proof.id,))}
    inside = sentence if words["me"] == "i" else sentence[0].lower() + sentence[1:]
    return {"i_fact": Fill(inside, (proof.id,))}


def as_sentence(text: str, words: Mapping[str, Any]) -> str:
    """A fact as a sentence of its own: "moved the desks" gets its "I", a full sentence stays as it is."""
    text = one_line(text)
    for start, instead in words.get("first_person", ()):
        text = re.sub(start, instead, text[0].lower() + text[1:]) if re.match(start, text, re.IGNORECASE) else text
    first = text[0].lower() + text[1:]
    if re.match(words["patterns"].get("quality", r"(?!)"), first):
        first = f"{words['am']} {first}"
    if re.match(words["patterns"]["verb"], first) and not first.startswith(f"{words['me']} "):
        text = elided(f"{words['me']} {first}", words)
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else f"{text}."


def _missing(brief: Brief, language: str) -> list[Finding]:
    """What the person could add or must see: it is told, the letter is written all the same."""
    found = []
    gift = brief.gift
    if gift and gift.kind == "promised" and not (gift.url or brief.attachments):
        found.append(told("compose.promise_empty", language, quote=gift.title, severity="warn"))
    if gift:
        numbers = giving.withheld(gift)
        found.extend(told("compose.no_consent", language, quote=number, severity="warn") for number in numbers)
    return found
