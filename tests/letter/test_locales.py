"""Every locale has a nearest one."""

import pytest

from afterword.letter.locales import is_written, nearest


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("en_US", "en_US"), ("en-us", "en_US"), ("en", "en_US"), ("en_CA", "en_US"), ("en_GB", "en_GB"),
        ("en_IN", "en_GB"), ("en_AU", "en_GB"), ("de_CH", "de"), ("fr_BE", "fr"), ("ja_JP", "en_US"), ("", "en_US"),
    ],
)  # fmt: skip
def test_the_nearest_locale(asked: str, written: str) -> None:
    assert nearest(asked) == written


def test_which_languages_are_written() -> None:
    assert is_written("en_IN")
    assert is_written("de_AT")
    assert not is_written("ja_JP")
