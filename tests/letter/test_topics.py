"""Which subject is recalled, and how it may be spoken of."""

from dataclasses import replace

from afterword.gift.gift import Gift
from afterword.letter import topics
from afterword.letter.brief import Sibling, Topic
from letter.briefs import AMERICAN, BRIEF, BRITISH, PASSKEYS, changed

BADGES = Topic("t2", "shared tablets and lost badges", "interviewer", "said", "we lose a badge a day")
BREAD = Topic("t3", "the three books on bread", "nobody", "observed")


def test_what_was_seen_and_what_the_candidate_brought_up_come_last() -> None:
    mine = Topic("t4", "my own rota", "candidate", "said")
    brief = changed(topics=(mine, BREAD, PASSKEYS))
    assert [topic.id for topic in topics.usable(brief)] == ["t1", "t3", "t4"]


def test_a_gift_belongs_to_the_subject_it_shares_words_with() -> None:
    gift = Gift("g1", title="Lost badges cost more than locks")
    brief = changed(topics=(PASSKEYS, BADGES), gift=gift)
    assert topics.of_gift(brief, brief.topics) == BADGES
    assert topics.to_recall(brief, brief.topics) == (BADGES, PASSKEYS)


def test_a_gift_that_shares_none_belongs_to_the_first() -> None:
    brief = changed(topics=(PASSKEYS, BADGES), gift=Gift("g1", title="Zymurgy"))
    assert topics.of_gift(brief, brief.topics) == PASSKEYS


def test_the_others_letters_leave_their_subject_for_them() -> None:
    told = Sibling("Jo Park", None, f"We spoke about {PASSKEYS.text}.")
    brief = changed(topics=(PASSKEYS, BADGES), gift=None, siblings=(told,))
    assert topics.to_recall(brief, brief.topics)[0] == BADGES


def test_words_decide_how_a_subject_may_be_spoken_of() -> None:
    assert set(topics.slots(PASSKEYS, True, AMERICAN)) == {"said", "quote", "quoted", "spoke"}
    assert set(topics.slots(replace(PASSKEYS, words="noted"), True, AMERICAN)) == {"spoke"}
    assert set(topics.slots(replace(PASSKEYS, said_by="candidate"), True, AMERICAN)) == {"spoke"}
    assert set(topics.slots(BREAD, True, AMERICAN)) == {"seen"}
    assert set(topics.slots(PASSKEYS, False, AMERICAN)) == {"told"}
    assert topics.slots(BREAD, False, AMERICAN) == {}


def test_a_quotation_keeps_its_stop_where_the_locale_has_it() -> None:
    assert topics.slots(PASSKEYS, True, BRITISH)["quote"].text == f"“{PASSKEYS.quote}”"
    assert topics.slots(BADGES, True, AMERICAN)["quote"].text == "“we lose a badge a day.”"
    assert topics.slots(BADGES, True, BRITISH)["quote"].text == "“we lose a badge a day”."


def test_a_quotation_inside_a_sentence_is_followed_by_a_comma() -> None:
    assert topics.slots(BADGES, True, AMERICAN)["quoted"].text == "“we lose a badge a day,”"
    assert topics.slots(BADGES, True, BRITISH)["quoted"].text == "“we lose a badge a day”,"
    asked = replace(BADGES, quote="how many badges is that?")
    assert topics.slots(asked, True, AMERICAN)["quoted"].text == "“how many badges is that?”"


def test_a_quotation_too_long_for_a_letter_is_not_quoted() -> None:
    assert "quote" not in topics.slots(replace(PASSKEYS, quote="word " * 40), True, AMERICAN)


def test_a_thing_differs_from_a_subject() -> None:
    assert topics.flags(BREAD, AMERICAN) == {"artefact"}
    assert topics.flags(replace(BREAD, text="sailing"), AMERICAN) == set()


def test_stems_meet_over_endings() -> None:
    assert topics.stems(["the lost badges"]) & topics.stems(["a badge, lost"]) == {"badge", "lost"}
    assert topics.stems([None, ""]) == frozenset()
    assert BRIEF.gift is not None
