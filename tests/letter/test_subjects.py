"""Subject lines are particular, short, and never feign a reply."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cast
from afterword.letter.brief import Brief, Candidate, Recipient, Sibling
from afterword.letter.compose import compose
from afterword.letter.subjects import LONGEST, shortened
from letter.briefs import AMERICAN, BRIEF, DANA, EXAMPLES, PASSKEYS, changed, few, read

SEEDS = range(15)


@pytest.mark.slow
def test_every_kind_has_a_short_line_that_is_no_reply() -> None:
    for path in EXAMPLES:
        for seed in SEEDS:
            subject = compose(read(path), seed=seed).subject
            assert 0 < len(subject) <= LONGEST
            assert not re.match(r"re:|fwd?:|thank you\W*$", subject, re.IGNORECASE)
            assert subject[0] == subject[0].upper()


def test_the_subject_of_the_talk_stands_in_it_and_the_gift_does_not() -> None:
    for seed in SEEDS:
        subject = compose(BRIEF, seed=seed).subject
        assert "rolling out passkeys" in subject.lower()
        assert "Floor Crew" not in subject


def test_nothing_of_the_talk_goes_to_who_was_not_there() -> None:
    for seed in SEEDS:
        assert "passkeys" not in compose(changed(recipient=DANA), seed=seed).subject


def test_a_private_or_merely_seen_subject_stays_out_of_the_inbox() -> None:
    from dataclasses import replace

    for topic in (replace(PASSKEYS, sensitive=True), replace(PASSKEYS, words="observed", quote=None)):
        assert all("passkeys" not in compose(changed(topics=(topic,)), seed=seed).subject for seed in SEEDS)


def test_a_line_that_another_of_the_panel_has_is_not_used_again() -> None:
    used = tuple(Sibling("Jo Park", compose(BRIEF, seed=seed).subject) for seed in SEEDS)
    assert compose(changed(siblings=used)).subject not in {sibling.subject for sibling in used}


def test_with_nothing_known_the_candidate_is_named() -> None:
    assert cast.AMARA in compose(Brief("follow_up_1", Candidate(cast.AMARA), Recipient())).subject


def test_a_long_subject_is_cut_where_a_phrase_ends() -> None:
    assert list(shortened("rolling out passkeys to the crew in Tacoma", AMERICAN)) == [
        "rolling out passkeys to the crew in Tacoma",
        "rolling out passkeys to the crew",
        "rolling out passkeys",
    ]


@few
@given(st.text(st.characters(categories=("L", "Zs")), min_size=1, max_size=300))
def test_heads_begin_the_text_and_grow_shorter(text: str) -> None:
    heads = list(shortened(text, AMERICAN))
    assert heads[0] == text
    assert all(text.startswith(head) for head in heads)
    assert sorted(heads, key=len, reverse=True) == heads
