"""The main job on examples/case-1: card photo, notes, shelf -> contact, interests, gift, letter, plan.

    python tools/demo.py [--out DIR]

Writes letter.eml and plan.ics to DIR (demo). Ends with 1 where the letter does not pass its own
checks, with 2 where DIR cannot be written.
"""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from afterword import api, shapes
from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy, Person, PersonPhone
from afterword.candidacy.contact import Contact
from afterword.candidacy.events import Event
from afterword.followup.step import Plan
from afterword.gift.gift import Choices, Context
from afterword.letter.brief import Candidate, Proof, Talk
from afterword.letter.gather import gather
from afterword.letter.letter import Letter
from afterword.notes.interest import Fact
from afterword.notes.ledger import Ledger

ROOT = Path(__file__).parent.parent
CASE = ROOT / "examples" / "case-1"


def main() -> int:
    parser = argparse.ArgumentParser(description="One interview, from a card photo to a plan.")
    parser.add_argument("--out", type=Path, default=ROOT / "demo", metavar="DIR")
    out = parser.parse_args().out
    facts = json.loads((CASE / "candidate.json").read_text())
    now = dt.datetime.fromisoformat(facts["now"])

    heading("1  Card: who was it?")
    contact = api.read_card([("card.jpg", (CASE / "card.jpg").read_bytes())]).contacts[0]
    show(contact_lines(contact))

    heading("2  Notes: what did she care about?")
    ledger = api.read_interests((CASE / "notes.md").read_bytes(), "notes.md", now=now)
    show(ledger_lines(ledger))

    heading("3  Gift: the one small thing worth sending")
    context, _ = shapes.read((CASE / "context.json").read_bytes(), Context, "context.json")
    shelf = ROOT / "examples" / "shelf.html"
    choices = api.choose_gifts(ledger.interests[0].subject, [(shelf.name, shelf.read_bytes())], context, now=now)
    show(gift_lines(choices))

    heading("4  Letter")
    talk, _ = shapes.convert(facts["interview"], Talk, "candidate.json")
    candidate, _ = shapes.convert(facts["candidate"], Candidate, "candidate.json")
    brief = gather(
        "thank_you",
        candidate=candidate,
        contact=contact,
        interests=ledger.interests,
        gift=choices.gifts[0].gift,
        talk=talk,
        role=facts["role"],
        decision_date=next(
            (dt.date.fromisoformat(fact.value) for fact in ledger.facts if fact.kind == "decision_date" and fact.value),
            None,
        ),
        evidence=[Proof(**proof) for proof in facts["evidence"]],
        own_words=facts["own_words"],
        gift_note=facts["gift_note"],
    )
    letter = api.compose_letter(brief)
    show([f"Subject: {letter.subject}", "", letter.body, "", *finding_lines(letter)])

    heading("5, 6  Plan: what next, to whom, and when")
    candidacy = candidacy_of(contact, ledger.facts, facts)
    plan = api.next_steps(candidacy, now)
    show(plan_lines(plan, candidacy))

    try:
        out.mkdir(exist_ok=True)
        (out / "letter.eml").write_bytes(api.letter_as_mail(letter, brief))
        (out / "plan.ics").write_bytes(api.plan_calendar(plan, candidacy, now))
    except OSError as error:
        params = {"detail": error.strerror}
        print(
            f"{out}: {reason.message('input.not_writable', params)} {reason.mend('input.not_writable', params)}",
            file=sys.stderr,
        )
        return 2
    print(f"\nWritten: {out}/letter.eml, {out}/plan.ics")
    return 1 if any(finding.severity == "block" for finding in letter.checks) else 0


def candidacy_of(contact: Contact, found: Iterable[Fact], facts: dict[str, Any]) -> Candidacy:
    """The candidacy as it stands after the interview, with the facts that the notes hold."""
    hiring = facts["hiring"]
    ended = dt.datetime.fromisoformat(facts["interview"]["at"])
    events = [Event("held", "interview_held", ended, ("ruth",), {"round": 1, "format": "onsite"})]
    for fact in found:
        if fact.kind == "decision_date":
            events.append(Event("date", "decision_date_named", ended, ("ruth",), {"date": fact.value}))
        if fact.kind == "decider" and fact.value == hiring["name"]:
            events.append(Event("decider", "decider_named", ended, ("dana",)))
    ruth = Person(
        "ruth",
        contact.name,
        ("interviewer",),
        contact.emails[0].value,
        tuple(PersonPhone(phone.value, phone.kind) for phone in contact.phones),
    )
    dana = Person("dana", hiring["name"], ("hr",), hiring["email"], (PersonPhone(hiring["phone"]),))
    return Candidacy(
        company=contact.company,
        role=facts["role"],
        country=facts["country"],
        subdivision=facts["subdivision"],
        timezone=facts["timezone"],
        people=(ruth, dana),
        events=tuple(events),
    )


def contact_lines(contact: Contact) -> Iterable[str]:
    yield f"{contact.name}, {contact.title}, {contact.company}"
    yield from (f"{email.value}  ({email.confidence:.0%})" for email in contact.emails)
    yield from (f"{phone.value}  {phone.kind}  ({phone.confidence:.0%})" for phone in contact.phones)


def ledger_lines(ledger: Ledger) -> Iterable[str]:
    for rank, interest in enumerate(ledger.interests, start=1):
        yield f"{rank}. {interest.subject}  ({interest.kind}, best guess {interest.confidence:.0%})"
        yield from (f"     {item.words}: “{item.quote}”" for item in interest.evidence)
    yield from (f"{fact.kind}: {fact.value}" for fact in ledger.facts)


def gift_lines(choices: Choices) -> Iterable[str]:
    for choice in choices.gifts[:3]:
        yield f"{choice.score:.2f}  {choice.title}"
        yield f"      {choice.why}"
    yield from (f"refused: {refusal.title}: {refusal.reason}" for refusal in choices.refused)


def finding_lines(letter: Letter) -> Iterable[str]:
    yield f"({letter.own:.0%} of it could stand in no other letter; {len(letter.checks)} findings)"
    yield from (f"{finding.severity}: {finding.message}" for finding in letter.checks)


def plan_lines(plan: Plan, candidacy: Candidacy) -> Iterable[str]:
    names = {person.id: person.name for person in candidacy.people}
    for step in plan.steps:
        after = f"  (only after {step.after}, unanswered)" if step.after else ""
        yield f"{step.due:%a %d %b %H:%M}  {step.step} to {names.get(step.to or '', step.to)} by {step.channel}{after}"
        yield f"      {step.why}"
    yield from (f"note: {warning.message}" for warning in plan.warnings)


def heading(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}")


def show(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
