"""Which of the four written locales is nearest to one that was asked for."""

from typing import Literal

Written = Literal["en_US", "en_GB", "de", "fr"]

_AMERICAN = frozenset({"US", "CA", "PH", "PR", "LR"})


def nearest(locale: str) -> Written:
    """The locale whose habits a letter follows: "de_CH" is de, "en_IN" en_GB, "ja_JP" en_US.

    An English of no named country, and a language without wording of its own, are en_US.
    """
    language, _, country = locale.replace("-", "_").partition("_")
    language, country = language.lower(), country.upper()
    if language == "de":
        return "de"
    if language == "fr":
        return "fr"
    if language == "en" and country and country not in _AMERICAN:
        return "en_GB"
    return "en_US"


def regional(locale: str) -> str:
    """The locale as the tables of habits spell it: "de-ch" is de_CH."""
    language, _, country = locale.replace("-", "_").partition("_")
    return f"{language.lower()}_{country.upper()}" if country else language.lower()


def is_written(locale: str) -> bool:
    """Whether the language itself has wording, so that `nearest` only chooses among its habits."""
    return locale.replace("-", "_").partition("_")[0].lower() in {"en", "de", "fr"}
