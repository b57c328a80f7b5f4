"""Names of the world told apart."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.card import names


@pytest.mark.parametrize(
    ("text", "region", "given", "family", "order"),
    [
        ("Ruth Calloway", None, "Ruth", "Calloway", "given_first"),
        ("Nguyen Thi Minh Khai", None, "Thi Minh Khai", "Nguyen", "family_first"),
        ("Tanaka Hiroshi", None, "Hiroshi", "Tanaka", "family_first"),
        ("Hiroshi Tanaka", None, "Hiroshi", "Tanaka", "given_first"),
        ("Kim Min-jun", None, "Min-jun", "Kim", "family_first"),
        ("Kim Larsson", "SE", "Kim", "Larsson", "given_first"),
        ("Bruce Lee", None, "Bruce", "Lee", "given_first"),
        ("Zhang Wei", None, "Wei", "Zhang", "family_first"),
        ("Wei Zhang", None, "Wei", "Zhang", "given_first"),
        ("Nagy István", "HU", "István", "Nagy", "family_first"),
        ("DUPONT Jean", None, "Jean", "Dupont", "family_first"),
        ("Smith, John", None, "John", "Smith", "given_first"),
        ("Federico García Lorca", None, "Federico", "García Lorca", "given_first"),
        ("Ludwig van Beethoven", None, "Ludwig", "van Beethoven", "given_first"),
        ("Omar bin Khalid Al-Farsi", "AE", "Omar", "bin Khalid Al-Farsi", "given_first"),
        ("Victor Harris Jr", None, "Victor", "Harris Jr", "given_first"),
        ("王伟", "CN", "伟", "王", "family_first"),
        ("김민준", None, "민준", "김", "family_first"),
        ("Suhartini", "ID", "Suhartini", None, "single"),
        ("SHAUN O'BRIEN-MCKAY", None, "Shaun", "O'Brien-McKay", "given_first"),
    ],
)
def test_given_and_family(text: str, region: str | None, given: str, family: str | None, order: str) -> None:
    name = names.parse(text, region=region)
    assert (name.given, name.family, name.order) == (given, family, order)


@pytest.mark.parametrize(
    ("text", "name", "honorific", "credentials"),
    [
        ("Dr. Anna von der Leyen, MBA", "Anna von der Leyen", "Dr.", ("MBA",)),
        ("Prof. Dr. Hans-Peter Müller", "Hans-Peter Müller", "Prof. Dr.", ()),
        ("John Smith, Ph.D., PMP", "John Smith", None, ("Ph.D.", "PMP")),
        ("Jack Ma", "Jack Ma", None, ()),
        ("M. Poole", "M. Poole", None, ()),
        ("Dr.-Ing. Annika Reuth", "Annika Reuth", "Dr.-Ing.", ()),
    ],
)
def test_what_stands_around_a_name(text: str, name: str, honorific: str | None, credentials: tuple[str, ...]) -> None:
    read = names.parse(text)
    assert (read.name, read.honorific, read.credentials) == (name, honorific, credentials)


def test_the_address_tells_the_order() -> None:
    assert names.parse("Kim Woo", region="KR").order == "family_first"
    assert names.parse("Min Kim", region="KR", locals_=["mkim"]).order == "family_first"
    assert names.parse("Bora Kim", region="KR", locals_=["bora.kim"]).order == "given_first"


@pytest.mark.parametrize(
    ("name", "local", "least", "most"),
    [
        ("Ruth Calloway", "ruth.calloway", 0.9, 1),
        ("Ruth Calloway", "rcalloway", 0.9, 1),
        ("Ruth Calloway", "calloway", 0.8, 1),
        ("Tomokazu Marakami", "tmurakam", 0.4, 0.6),
        ("Ruth Calloway", "info", 0, 0),
        ("Oak Lawn", "ruth.calloway", 0, 0),
    ],
)
def test_how_far_an_address_is_made_of_a_name(name: str, local: str, least: float, most: float) -> None:
    assert least <= names.fits_email(name, local) <= most


@pytest.mark.parametrize(("glued", "apart"), [("BadoMnthali", "Bado Mnthali"), ("DONNIEHANSEN", "DONNIE HANSEN")])
def test_names_run_together_are_parted(glued: str, apart: str) -> None:
    assert names.spaced(glued) == apart


@pytest.mark.parametrize("whole", ["McNicol", "MacDonald", "Christopher", "WASHINGTON", "O'Neil"])
def test_names_that_only_look_run_together_stay(whole: str) -> None:
    assert names.spaced(whole) == whole


def test_the_lexicon_is_small_and_told_where_it_is_from() -> None:
    from afterword import tables

    text = Path(tables.ROOT, "card", "names.txt").read_text(encoding="utf-8")
    assert len(text) < 400_000
    assert "MIT licence" in text.partition("\n\n")[0][:600]


@given(st.text(max_size=60))
def test_any_text_has_a_name_without_new_words(text: str) -> None:
    name = names.parse(text)
    if name.given and name.family:
        assert sorted((name.given + name.family).replace(" ", "")) == sorted(name.name.replace(" ", ""))
