from hypothesis import given, settings
from hypothesis import strategies as st

from afterword import tables
from afterword.notes import ranking
from afterword.notes.interest import At, Cue, Words
from afterword.notes.mention import Mention

POSITIVE: list[Cue] = ["lit_up", "asked_to_hear_more", "asked_twice", "told_a_story", "time_spent"]


def mention(subject: str, cue: Cue | None = "lit_up", words: Words = "noted", order: int = 0) -> Mention:
    return Mention(subject, cue, words, f"about {subject}", At(line=1), "Ruth", order)


def test_wordings_of_one_subject_come_together() -> None:
    groups = ranking.subjects(
        [mention("the passkey rollout"), mention("rolling out passkeys to the warehouse crew"), mention("badges")]
    )
    assert [len(group) for group in groups] == [2, 1]
    assert ranking.name(groups[0]) == "rolling out passkeys to the warehouse crew"


def test_a_shared_common_word_is_not_enough() -> None:
    assert len(ranking.subjects([mention("driver app"), mention("driver shortage")])) == 2


@settings(max_examples=60)
@given(st.lists(st.sampled_from(POSITIVE), min_size=1, max_size=6), st.sampled_from(POSITIVE))
def test_another_sign_never_lowers_a_score(signs: list[Cue], more: Cue) -> None:
    group = [mention("badges", cue) for cue in signs]
    before, after = ranking.score(group), ranking.score([*group, mention("badges", more)])
    assert 0 <= before < after < 1


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(POSITIVE), min_size=1, max_size=6),
    st.sampled_from(sorted(tables.table("notes/weights.toml")["against"])),
)
def test_a_sign_against_lowers_it(signs: list[Cue], against: Cue) -> None:
    group = [mention("badges", cue) for cue in signs]
    assert ranking.score([*group, mention("badges", against)]) < ranking.score(group)


def test_a_thing_only_seen_is_a_weak_guess() -> None:
    (interest,) = ranking.interests([[mention("bread", None, "observed")]], 5, "en")
    assert interest.confidence < 0.4
    assert interest.why_code == "notes.why.seen"


def test_a_subject_only_talked_about_is_no_interest() -> None:
    assert ranking.interests([[mention("Excel", "checklist")], [mention("dates", None)]], 5, "en") == ()


def test_the_reasons_are_told_the_strongest_first() -> None:
    (interest,) = ranking.interests([[mention("badges", "told_a_story"), mention("badges", "lit_up")]], 5, "en")
    assert interest.why == "Best guess: lit up, told a story about it."
    assert [evidence.cue for evidence in interest.evidence] == ["lit_up", "told_a_story"]


def test_at_most_top() -> None:
    groups = [[mention(name)] for name in ("badges", "tablets", "passkeys")]
    assert [interest.id for interest in ranking.interests(groups, 2, "en")] == ["i1", "i2"]
