"""Placeholders that nobody filled in, and a letter in two languages."""

from collections.abc import Iterator

from afterword.letter.checks import words
from afterword.letter.checks.seen import Found, Seen


def check_placeholder(seen: Seen) -> Iterator[Found]:
    """Anything a template left open, in the notations of templates, mail merges and programs."""
    told: list[str] = []
    meant = seen.known.strings if seen.known else ()  # a firm called XYZ; "[Company]" is not the word company
    for match in words.open_places(f"{seen.text.subject or ''}\n{seen.text.raw}"):
        quote = match.group().strip()
        if not any(quote in text for text in meant) and not any(quote in other for other in told):
            told.append(quote)
            yield Found("text.placeholder", "block", quote, override=False)


def check_languages(seen: Seen) -> Iterator[Found]:
    """A letter that changes its language half way."""
    tongues = words.tongues_of(seen.text.paragraphs, least=12)
    if len(tongues) > 1:
        yield Found("text.languages", "warn", params={"languages": list(tongues)})
