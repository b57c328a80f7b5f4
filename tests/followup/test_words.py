"""Why, in one sentence: it names the person, the reason for the person, and why now, in each language."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from afterword import shapes
from afterword.candidacy import reason
from afterword.candidacy.candidacy import Candidacy
from afterword.followup.plan import next_steps
from afterword.followup.step import why
from followup.scene import DANA_THERE, DECIDER, HELD, RUTH_THERE, THANKED, candidacy, on, plan, the

JOURNEYS = sorted((Path(__file__).parents[1] / "data" / "journeys").glob("*.json"))
ONE_REASON = {"followup.gift_note.gift_missing", "followup.approved"}


@pytest.mark.parametrize("language", reason.LANGUAGES)
@pytest.mark.parametrize("file", JOURNEYS, ids=lambda file: file.stem)
def test_every_step_of_a_journey_says_whom_and_why(file: Path, language: str) -> None:
    for journey in json.loads(file.read_text(encoding="utf-8")):
        if journey["expect"].get("error"):
            continue
        known, _ = shapes.convert(journey["candidacy"], Candidacy, "journey")
        people = {person.id: person.name or person.id for person in known.people}
        for step in next_steps(known, dt.datetime.fromisoformat(journey["now"]), language=language).steps:
            assert step.why.endswith((".", "?"))
            assert step.why == why(step.params["codes"], step.params, language)
            if step.to in people:
                assert people[step.to] in step.why
                assert len(step.params["codes"]) > 1 or step.why_code in ONE_REASON


def test_a_late_step_says_since_when_in_the_same_sentence() -> None:
    assert the(plan("2026-12-01 10:05", HELD, THANKED, DECIDER), "follow_up_1").why == (
        "No date was named, so you ask some days after the talk on Tue 17 Nov 2026; "
        "Dana Whitcombe was named as the one who decides or informs; "
        "the best time was until Fri 27 Nov, 15:00; it is still worth doing."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "You met on Tue 17 Nov, 15:00; Ruth Calloway interviewed you."),
        ("de", "Euer Gespräch war am Di. 17. Nov., 15:00; das Gespräch führte Ruth Calloway."),
        ("fr", "Votre rencontre a eu lieu le mar. 17 nov., 15:00 ; l'entretien était mené par Ruth Calloway."),
    ],
)
def test_the_reason_of_a_thank_you_as_it_is_read(language: str, said: str) -> None:
    found = next_steps(candidacy(HELD), HELD.at + dt.timedelta(minutes=5), language=language)
    assert the(found, "thank_you").why == said


def test_a_gift_note_passed_on_names_both() -> None:
    bare = on("letter_sent", "2026-11-17 17:30", "ruth", kind="thank_you", gift=None)
    people = [replace(RUTH_THERE, email=None), DANA_THERE]
    step = the(plan("2026-11-18 09:00", HELD, bare, people=people), "gift_note", "dana")
    assert step.why == (
        "Your thank-you to Ruth Calloway of Tue 17 Nov, 17:30 went without a gift; "
        "no e-mail of Ruth Calloway is known; Dana Whitcombe can pass it on."
    )
