"""Questions that a thank-you does not put."""

from collections.abc import Iterator

from afterword.letter.checks.seen import THANKS, Found, Seen


def check_none_in_thanks(seen: Seen) -> Iterator[Found]:
    """A thank-you asks for nothing: the question how things stand belongs to the follow-up."""
    if seen.kind not in THANKS | {"gift_note", "visibility", "rejection_thanks"}:
        return
    for match in seen.hits("move", "status"):
        yield Found("ask.none-in-thanks", "warn", match.group())
        return
