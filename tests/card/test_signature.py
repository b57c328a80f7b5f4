"""The lines of a mail that are its signature."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.card.signature import signature_lines
from cast import RUTH, RUTH_EMAIL

OWN = Path("tests/data/signatures")
SHARED = Path("../shared/data/signatures")
MAILS = sorted(OWN.glob("*/*_body"))
MARK = "#sig#"


def marked(mail: Path) -> tuple[str, tuple[int, ...]]:
    lines = mail.read_text("utf-8").split("\n")
    numbers = tuple(at for at, line in enumerate(lines, 1) if line.startswith(MARK))
    return "\n".join(line.removeprefix(MARK) for line in lines), numbers


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_with_the_sender_known(mail: Path) -> None:
    text, numbers = marked(mail)
    sender = mail.with_name(mail.name.replace("_body", "_sender")).read_text("utf-8").strip()
    assert signature_lines(text, sender) == numbers


@pytest.mark.parametrize("mail", [mail for mail in MAILS if mail.name != "small_body"], ids=lambda mail: mail.name)
def test_without_a_sender(mail: Path) -> None:
    text, numbers = marked(mail)
    assert signature_lines(text) == numbers


def test_line_ends_of_all_systems_count_alike() -> None:
    text = f"Hello.\n\nThanks,\n{RUTH}\n{RUTH_EMAIL}\n"
    assert signature_lines(text) == signature_lines(text.replace("\n", "\r\n")) == (3, 4, 5)


@pytest.mark.parametrize("text", ["", "\n\n", "Ruth,", "-- \n", "Thanks,", "> Ruth", "\x00\xff"])
def test_nothing_to_sign(text: str) -> None:
    assert signature_lines(text) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["", "-- ", "Thanks,", RUTH, "x4118", "> quoted", "I will call you on Friday, if you are in."])
    )
)
def test_only_lines_that_hold_something(lines: list[str]) -> None:
    numbers = signature_lines("\n".join(lines), RUTH)
    assert list(numbers) == sorted(set(numbers))
    assert all(lines[number - 1].strip() for number in numbers)
    assert all(not lines[number - 1].startswith(">") for number in numbers)


@pytest.mark.parametrize(
    "text",
    ["a@" * 300_000, "- " * 300_000, "Ruth\n" * 100_000, "(" * 300_000, "Thanks " * 100_000, "1-" * 300_000 + "\n" * 9],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    started = time.process_time()
    signature_lines(text, "a" * 100_000)
    assert time.process_time() - started < 5


def test_the_benchmark_prints_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "bench/signatures.py", str(OWN / "P"), str(OWN / "N"), "--quick"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    result = json.loads(done.stdout)
    assert {"line_precision", "line_recall", "f1", "exact", "peers"} <= result.keys()
    assert result["f1"] > result["peers"]["naive"]["f1"]


if SHARED.exists():

    def test_shared_mails() -> None:
        done = subprocess.run(
            [sys.executable, "bench/signatures.py", str(SHARED / "P"), str(SHARED / "N")],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert json.loads(done.stdout)["f1"] >= 0.9
