"""Style: stock phrases, length, rhythm."""

import re
from collections.abc import Iterator

from afterword.letter.checks.seen import ASKS, SPOKEN, Found, Seen
from afterword.letter.text import count_words

_STOCK_ALLOWED = 2
_PARAGRAPH = 80
_WINDOW = {
    "thank_you": (35, 180, 220),
    "phone_screen_thanks": (20, 110, 160),
    "one_way_note": (20, 110, 160),
    "next_round_thanks": (25, 150, 200),
    "gift_note": (15, 120, 180),
    "visibility": (15, 120, 180),
    "rejection_thanks": (15, 90, 150),
    "offer_answer": (15, 150, 220),
    "competing_offer": (20, 130, 200),
    "withdrawal": (15, 120, 180),
    "short_message": (5, 60, 90),
}
"""Words of a body by kind: fewer warn, more warn, more than the last block."""
_ASK_WINDOW = (25, 120, 180)


def check_boilerplate(seen: Seen) -> Iterator[Found]:
    """Two phrases that anybody writes are a letter, three are a form."""
    found = [match.group() for match in seen.hits("style", "boilerplate") if not seen.in_brief(match.group())]
    if len(found) > _STOCK_ALLOWED:
        yield Found("style.boilerplate", "warn", found[0], params={"count": len(found), "phrases": found[:6]})


def check_length(seen: Seen) -> Iterator[Found]:
    """Short enough to be read standing, long enough to say something."""
    if seen.kind in SPOKEN:
        return
    low, high, most = _ASK_WINDOW if seen.kind in ASKS else _WINDOW[seen.kind]
    count = count_words("\n".join(line for line in seen.text.body.split("\n") if not _listed(line)))
    params = {"words": count, "low": low, "high": high}
    if count > most:
        yield Found("style.length", "block", None, "style.length.long", params)
    elif count > high:
        yield Found("style.length", "warn", None, "style.length.long", params)
    elif count < low:
        yield Found("style.length", "warn", None, "style.length.short", params)


def check_rhythm(seen: Seen) -> Iterator[Found]:
    """Not three sentences in a row that begin with "I"; no paragraph like a wall."""
    first = {"en": ("I",), "de": ("Ich",), "fr": ("Je", "J")}[seen.tongues[0]]
    starts = [re.split(r"[^\w]", sentence, maxsplit=1)[0] in first for sentence in seen.text.sentences]
    for at in range(len(starts) - 2):
        if all(starts[at : at + 3]):
            yield Found(
                "style.rhythm", "warn", seen.text.sentences[at + 2], "style.rhythm.openings", {"word": first[0]}
            )
            break
    for paragraph in seen.text.paragraphs:
        if count_words(paragraph) > _PARAGRAPH and not any(_listed(line) for line in paragraph.split("\n")):
            quote = paragraph.split("\n")[0][:80]
            yield Found("style.rhythm", "warn", quote, "style.rhythm.paragraph", {"words": count_words(paragraph)})


def _listed(line: str) -> bool:
    return bool(re.match(r"\s*(?:[-*•–]|\d{1,2}[.)])\s", line))
