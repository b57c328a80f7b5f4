"""The new words of a mail."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.reply.new_words import new_words

SHARED = Path("../shared/data/mail/replies")


@pytest.mark.parametrize(
    "history",
    [
        "On Wed, Nov 18, 2026 at 9:14 AM Amara Boateng <a@example.org> wrote:\n> old words",
        "On Wed, Nov 18, 2026 at 9:14 AM Amara Boateng\n<a@example.org> wrote:\n> old words",
        "Am 18.11.26 um 09:14 schrieb Amara Boateng:\n> old words",
        "Le mer. 18 nov. 2026 à 09:14, Amara Boateng <a@example.org> a écrit :\n> old words",
        "From: Amara Boateng\nSent: Wednesday, November 18, 2026 9:14 AM\nTo: Dana\nSubject: x\n\nold words",
        "*Von:* Amara Boateng\n*Gesendet:* Mittwoch, 18. November 2026\n*An:* Dana\n\nold words",
        "De : Amara Boateng\nEnvoyé : mercredi 18 novembre 2026\nÀ : Dana\n\nold words",
        "-----Original Message-----\nold words",
        "---------- Forwarded message ---------\nold words",
        "________________________________\nFrom: Amara\nSent: today\n\nold words",
        "18 ноября 2026 г. в 09:14, Amara <a@example.org>:\n> old words",
    ],
)
def test_history_goes(history: str) -> None:
    assert new_words(f"The new words stay here.\n\n{history}\n") == "The new words stay here."


def test_answers_between_the_lines_stay() -> None:
    text = "On 18 Nov 2026, at 09:14, Amara <a@example.org> wrote:\n> When?\nOn Tuesday, I think.\n> Where?\nHere.\n"
    assert new_words(text) == "On Tuesday, I think.\nHere."


def test_words_that_only_look_like_history_stay() -> None:
    text = "Please note what Ruth wrote:\n\nFrom: nine to five we load trucks.\nThe rest is on page 12."
    assert new_words(text) == text


def test_signatures_and_devices_go() -> None:
    text = (
        "See you then.\n\nKind regards,\nDana Whitcombe\nHR, Fernhill Logistics\n+1 206 555 0119\n\nSent from my phone"
    )
    assert new_words(text, "Dana Whitcombe") == "See you then."


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Hello there.", "> quoted", "", "On 1.2.2026 12:00 x@example.org wrote:", "Best,", "--", "Dana"]
        ),
        max_size=12,
    )
)
def test_nothing_is_added(lines: list[str]) -> None:
    kept = new_words("\n".join(lines)).split("\n")
    assert all(line in {*lines, ""} and not line.startswith(">") for line in kept)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development data is not beside this clone")
def test_other_people_s_replies_lose_their_history_and_not_their_words() -> None:
    texts = [path.read_text("utf-8", "replace") for path in sorted(SHARED.glob("*.txt"))]
    cut = [new_words(text) for text in texts]
    assert all(cut)
    assert not any(line.startswith(">") for text in cut for line in text.split("\n"))
