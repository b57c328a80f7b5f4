import pytest

from afterword.gift.private import private


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("her divorce", "family"),
        ("his son's autism", "family"),
        ("Ruth's daughter sails", "family"),
        ("living with diabetes", "health"),
        ("her back surgery", "health"),
        ("their depression", "health"),
        ("the church she goes to", "faith"),
        ("the election", "politics"),
        ("die Scheidung", "family"),
    ],
)
def test_private_matters(text: str, matter: str) -> None:
    found = private(text)
    assert found is not None
    assert found[0] == matter


@pytest.mark.parametrize(
    "text",
    [
        "rolling out passkeys",
        "sailing with children on board",
        "onboarding patients to a diabetes app",
        "adoption of passkeys",
        "good places for lunch",
        "a partner programme",
        "hospital software",
        "family of fonts",
    ],
)
def test_what_is_not_private(text: str) -> None:
    assert private(text) is None


def test_what_is_allowed_passes_but_health_never() -> None:
    assert private("baking for the church fair", ("church fair",)) is None
    assert private("baking for the church fair", ("faith",)) is None
    assert private("the election", ("faith",)) is not None
    assert private("her daughter's regatta", ("family",)) is None
    assert private("her cancer", ("health", "cancer", "her cancer")) is not None
    assert private("the election", ("",)) is not None
