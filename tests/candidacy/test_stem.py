"""Stems are the same whoever asks at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from afterword.candidacy.stem import LANGUAGES, stem

WORDS = ("sailing", "sailed", "sails", "häuser", "hauses", "chantaient", "chanter", "warehouses", "running", "badges")


@pytest.mark.parametrize(
    ("word", "language", "right"),
    [("sailing", "en", "sail"), ("häuser", "de", "haus"), ("chantaient", "fr", "chant"), ("", "en", "")],
)
def test_the_stem_of_a_word(word: str, language: str, right: str) -> None:
    assert stem(word, language) == right


def test_threads_do_not_share_a_word() -> None:
    asked = [(word + "s" * n, language) for n in range(60) for word in WORDS for language in LANGUAGES]
    alone = [stem.__wrapped__(*one) for one in asked]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda one: stem.__wrapped__(*one), asked)) == alone
