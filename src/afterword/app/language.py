"""The language of who reads, as the texts of the steps name it."""

from django.utils.translation import get_language


def language() -> str:
    """Return the code of the language in use without its country: "en", "de", "fr"."""
    return (get_language() or "en").partition("-")[0]
