import pytest

from afterword.notes import kind


@pytest.mark.parametrize(
    ("subject", "context", "expected"),
    [
        ("passkey rollout", "", "business"),
        ("sailing", "", "personal"),
        ("old arcade machines", "he restores them in his garage", "personal"),
        ("training videos", "", "business"),
        ("bread sales", "", "business"),
    ],
)
def test_kinds(subject: str, context: str, expected: str) -> None:
    assert kind.of(subject, context) == expected


@pytest.mark.parametrize(
    ("subject", "context"),
    [
        ("church", "she goes to church"),
        ("her illness", ""),
        ("fundraising", "her father died here two years ago"),
        ("election", "the election"),
        ("custody", "in the middle of his divorce"),
    ],
)
def test_private_matters_are_sensitive(subject: str, context: str) -> None:
    assert kind.sensitive(subject, context)


def test_ordinary_subjects_are_not() -> None:
    assert not kind.sensitive("infection control", "the ward wants fewer infections")
