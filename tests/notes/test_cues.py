import itertools

import pytest

from afterword import tables
from afterword.notes import cues


@pytest.mark.parametrize(
    ("text", "voice", "cue"),
    [
        ("Ruth lit up when we got to passkeys", "noted", "lit_up"),
        ("came back to the robots when we were standing", "noted", "came_back_unprompted"),
        ("Dana came back twice to how they hand over", "noted", "came_back_unprompted"),
        ("sails on weekends, talked about it a while", "noted", "told_a_story"),
        ("asked me twice about the app", "noted", "asked_twice"),
        ("she wants to know more about the zines", "noted", "asked_to_hear_more"),
        ("told me the whole story of last winter", "noted", "told_a_story"),
        ("he drew the approval chain", "noted", "drew_or_showed"),
        ("shared tablets are the sore spot", "noted", "disclosed_a_problem"),
        ("terminology is his hobbyhorse", "noted", "strong_word"),
        ("smiled politely", "noted", "polite_only"),
        ("went through the usual list: Excel", "noted", "checklist"),
        ("couldn't care less about Jira", "noted", "negated"),
        ("I'd love to hear how you did that", "said", "asked_to_hear_more"),
        ("What keeps me up at night is the cold chain", "said", "disclosed_a_problem"),
        ("Mentoring is close to my heart", "said", "strong_word"),
        ("Coming back to the alarms", "said", "came_back_unprompted"),
        ("Let me show you the chart", "said", "drew_or_showed"),
    ],
)
def test_a_phrase_shows_its_cue(text: str, voice: cues.Voice, cue: str) -> None:
    assert cue in {hit.cue for hit in cues.find(text, voice)}


@pytest.mark.parametrize(
    "text", ["she was not interested in chatbots", "he didn't light up at", "never excited about it"]
)
def test_a_denied_cue_is_negated(text: str) -> None:
    assert {hit.cue for hit in cues.find(text, "noted")} <= {"negated"}


def test_every_cue_of_the_table_is_one_of_the_contract_and_has_a_weight() -> None:
    weights = tables.table("notes/weights.toml")
    for cue in tables.table("notes/cues.toml"):
        assert cue in weights["cue"] or cue in weights["against"]


def test_hits_do_not_overlap() -> None:
    hits = cues.find("asked me twice about it, asked again, wanted to know more about the app, lit up", "noted")
    assert len(hits) >= 3
    assert all(left.end <= right.start for left, right in itertools.pairwise(hits))


def test_letters_that_grow_in_small_keep_places_true() -> None:
    text = "İİİ lit up at passkeys"
    assert text[cues.find(text, "noted")[0].start :].startswith("lit up")
