"""The clause bank keeps its own laws, and reads as a person writes."""

import re
from random import Random

import pytest

from afterword import tables
from afterword.letter.kinds import Kind
from afterword.letter.wordings import Clause, Fill, wordings

BANK = tables.table("letter/wording/en.toml")
ORDERS = tables.table("letter/orders.toml")


def rows(language: str) -> list[tuple[str, dict[str, str]]]:
    """Every clause and subject line of a bank with the step or kind it belongs to."""
    bank = tables.table(f"letter/wording/{language}.toml")
    found = [(name, row) for name, step in bank["steps"].items() for row in step["clauses"]]
    found += [(kind, row) for kind, lines in bank["subjects"].items() for row in lines]
    return [(name, row if isinstance(row, dict) else {"text": row}) for name, row in found]


ROWS = rows("en")
SLOTS = """
    about_role agreed as_role at_company bare_fact behind candidate company consent_by content days deadline decision
    detail_place detail_thing fact figure for_role found i_fact interviewers link list noun_fact noun_inside of_letter
    of_role of_said of_short of_spoke of_told others own_words passage passed phone promise published_at quote quoted
    reader role round said said_how seen sent_gift short short_how spoke spoke_how takes_place the_role the_talk thing
    told told_how way when who why work wrote_on
"""
STEPS_BY_CODE = {
    "gift_after", "gift_with", "gift_free", "promised", "passage", "why", "no_reply", "attached", "link",
    "pass_on", "pass_on_here", "arranged",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "row"), [*ROWS, *rows("de"), *rows("fr")], ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_clause_is_well_made(name: str, row: dict[str, str]) -> None:
    text = row["text"]
    assert set(re.findall(r"\{([a-z_]+)\}", text)) <= set(SLOTS.split())
    assert text.count("[") == text.count("]")
    first_arms = re.sub(r"\|[^\[\]]*", "", text)
    assert first_arms.count(" // ") + 1 == len(row.get("moves", "one").split())
    assert "  " not in text
    assert not re.search(r" \[[^\]]*\|\](?: |$)", text)
    assert not re.search(r"[!—;] ?$|!|—", text)
    stock = (
        r"hope this|reach out|touch base|circle back|excited|thrilled|perfect fit|honou?red|at your earliest|hesitate"
    )
    assert not re.search(stock, text, re.IGNORECASE)


def test_mentioned_stands_only_before_what_was_said() -> None:
    for _, row in ROWS:
        for found in re.finditer(r"[Yy]ou mentioned|[Ww]hat you said about", row["text"]):
            assert row["text"][found.end() :].startswith(" {said}")


def test_reading_is_claimed_only_by_the_facts() -> None:
    assert not [row for _, row in ROWS if re.search(r"\bI (?:have )?read\b", row["text"])]


def test_every_step_of_an_order_has_wording_and_every_wording_a_place() -> None:
    named = {
        name.rstrip("?")
        for row in ORDERS.values()
        for key, orders in row.items()
        if not key.endswith("words")
        for order in orders
        for name in order.replace("|", " ").split()
    }
    assert named - {"gift"} <= set(BANK["steps"])
    assert set(BANK["steps"]) <= named | STEPS_BY_CODE


def test_every_kind_has_orders_a_window_and_subject_lines() -> None:
    kinds = set(Kind.__args__)  # type: ignore[attr-defined]
    assert set(ORDERS) == kinds == set(BANK["subjects"])
    assert all(
        low < high for row in ORDERS.values() for low, high in [row["words"], row.get("brief_words", row["words"])]
    )


def clause(text: str, moves: str = "thanks", when: str = "") -> Clause:
    from afterword.letter.wordings import _clause

    return _clause({"text": text, "moves": moves, "when": when}, "thanks")


def said(made: Clause, **slots: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return list(made.say({name: Fill(text, (name,)) for name, text in slots.items()}, Random(1)))


def test_a_clause_needs_its_slots_and_flags() -> None:
    made = clause("Thank you for {days} talk[ about {role}| at {company}].", when="warm !brief")
    given = {name: Fill("x") for name in ("days", "role")}
    assert made.fits(given, frozenset({"warm"}))
    assert not made.fits(given, frozenset({"warm", "brief"}))
    assert not made.fits(given, frozenset())
    assert not made.fits({"days": Fill("x")}, frozenset({"warm"}))


def test_a_choice_of_one_is_said_where_it_can_be() -> None:
    made = clause("here it is: {work}[, {place}].")
    assert said(made, work="W") == [("thanks", "Here it is: W.", ("work",))]
    assert said(made, work="W", place="P") == [("thanks", "Here it is: W, P.", ("work", "place"))]


def test_moves_part_at_the_mark_and_keep_what_they_use() -> None:
    made = clause("You mentioned {said}; // that reminds me of // {found}.", moves="recall bridge gift")
    assert said(made, said="bread", found="a book") == [
        ("recall", "You mentioned bread;", ("said",)),
        ("bridge", "that reminds me of", ()),
        ("gift", "a book.", ("found",)),
    ]


def test_choices_lie_in_one_another() -> None:
    made = clause("[a[ b| c]|d].")
    seen = {made.say({}, Random(seed))[0][1] for seed in range(40)}
    assert seen == {"A b.", "A c.", "D."}


def test_a_language_without_a_bank_is_none() -> None:
    with pytest.raises(FileNotFoundError):
        wordings("xx")
