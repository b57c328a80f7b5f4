"""The subject line: what decides whether the letter is opened."""

from collections.abc import Iterator

from afterword.letter.checks.seen import Found, Seen

FITS = 60
"""Characters that an inbox shows of a subject line."""


def check_length(seen: Seen) -> Iterator[Found]:
    """A subject line longer than an inbox shows."""
    subject = seen.text.subject
    if subject and len(subject) > FITS:
        shown = subject[:FITS].rstrip()
        yield Found("subject.length", "warn", subject, params={"characters": len(subject), "shown": shown})
