from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.notes import naming

TALK = [
    "We lose a badge a day, so the badge desk is full.",
    "And the badge desk costs us an hour.",
    "You know, yeah, I mean, okay.",
    "What about passkeys? The passkeys could do it, I think.",
    "Passkeys on the shared tablets, at the badge desk.",
]


def test_what_returns_is_named_first_and_talk_is_not() -> None:
    found = naming.subjects(TALK, 3)
    assert found[0] == "badge desk"
    assert "passkeys" in found
    assert not {"you know", "yeah", "okay"} & set(found)


def test_no_name_repeats_another() -> None:
    found = [set(name.split()) for name in naming.subjects(TALK, 10)]
    assert not any(one < other for one in found for other in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="abc de.,", max_size=60), max_size=12), st.integers(1, 8))
def test_at_most_top_names_all_from_the_talk(texts: list[str], top: int) -> None:
    found = naming.subjects(texts, top)
    assert len(found) <= top
    assert all(name.split()[0] in " ".join(texts).lower() for name in found)
