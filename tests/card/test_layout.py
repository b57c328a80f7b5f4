"""Rows and blocks from boxes and from typed lines."""

from afterword.card import layout
from afterword.card.lines import Line, of_text


def printed(text: str, x0: float, y0: float, x1: float, y1: float) -> Line:
    return Line(text, (0, x0, y0, x1, y1), origin="ocr")


def test_columns_are_read_one_after_the_other() -> None:
    lines = [printed(f"left {row}", 0, 30 * row, 90, 30 * row + 20) for row in range(3)]
    lines += [printed(f"right {row}", 500, 30 * row + 2, 600, 30 * row + 22) for row in range(3)]
    assert [row.text for row in layout.rows(lines)] == [
        f"{side} {row}" for side in ("left", "right") for row in range(3)
    ]


def test_pieces_on_one_baseline_are_one_row_with_a_seam() -> None:
    (row,) = layout.rows([printed("Ruth", 0, 0, 60, 20), printed("Calloway", 66, 1, 180, 21)])
    assert row.text == "Ruth" + layout.SEAM + "Calloway"
    assert row.box == (0, 0, 0, 180, 21)


def test_what_stands_under_a_row() -> None:
    upper, lower, far = layout.rows(of_text("one\ntwo\n\n\nthree"))
    assert layout.below(upper, (upper, lower, far)) == lower
    assert layout.below(lower, (upper, lower, far)) is None
    assert far.block != lower.block


def test_print_that_runs_another_way_is_askew() -> None:
    lines = [printed(f"upright row {row}", 0, 30 * row, 200, 30 * row + 20) for row in range(3)]
    side = Line("sideways", (0, 300, 0, 320, 100), origin="ocr", quad=((320, 0), (320, 100), (300, 100), (300, 0)))
    assert [row.text for row in layout.rows([*lines, side]) if row.askew] == ["sideways"]


def test_control_and_direction_marks_are_cleaned_away() -> None:
    assert layout.clean("Ruth\u202e\n Cal\u200bloway\x00\t!") == "Ruth Calloway !"


def test_no_more_rows_than_a_card_can_have() -> None:
    assert len(layout.rows(of_text("row\n" * 5_000))) == layout.MOST_ROWS
