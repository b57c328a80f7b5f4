import pytest

from afterword.notes import people

WHO = people.People(frozenset({"ruth", "calloway"}), frozenset({"greg"}))


@pytest.mark.parametrize(
    ("before", "holder"),
    [
        ("Ruth ", "theirs"),
        ("", "theirs"),
        ("when I mentioned it she ", "theirs"),
        ("I was ", "mine"),
        ("her daughter ", "third"),
        ("Ruth's husband ", "third"),
        ("Greg ", "third"),
        ("her daughter sails but she ", "theirs"),
    ],
)
def test_the_nearest_person_holds_the_interest(before: str, holder: str) -> None:
    assert people.holder(before, WHO) == holder


def test_people_are_named_by_what_they_do() -> None:
    assert people.named(["Ngozi wanted details", "Paul Brandt (HR) asked", "Budget is fine", "CRM is old"]) == [
        "Ngozi",
        "Paul Brandt",
    ]
