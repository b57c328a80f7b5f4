"""Who decides or brings word, by name where the notes give one, else by role."""

# ruff: noqa: E501 - a phrase is read best on one line
import re
from collections.abc import Iterator

from afterword.notes import people, words
from afterword.notes.facts_words import CAPITAL, HONORIFIC, NAME, matches, pattern, rows

_ONE = r"she|he|er|sie|il|elle|I|i|me|lui|ich|der|die"
_ARTICLE = r"(?:l'|(?:the|our|my|his|her|their|an?|der|die|das|ein|eine|le|la|un|une|mon|ma|notre|sa|son|ihr|ihre|sein|seine)\s+)"
_SUBJECT = re.compile(
    rf"(?:(?P<role>\b{_ARTICLE}(?:[\w'-]+\s+){{0,4}}?[\w'-]+)|(?P<name>{NAME})|\b(?P<one>{_ONE}))"
    rf"(?P<more>,\s*{_ARTICLE}?{NAME})?(?:,?\s*(?:alone|herself|himself|then|also|only|allein|alleine|selber|selbst|dann|nur|auch|elle-même|lui-même|seule?|elle|lui|who|der|die|qui))*,?\s*$",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:they|we|you|one|it|that|which|this|on|ils|elles|nous|man|wir|es|das|everybody|nobody)\s*$", re.IGNORECASE
)
_HONOURED = re.compile(rf"herrn?\s+[a-zäöü]+|(?:{HONORIFIC}\s+)+{CAPITAL}(?:\s+{CAPITAL}){{0,2}}")
_BESIDE_ROLE = re.compile(rf"\W{{1,3}}(?:is\s+|ist\s+|est\s+|heißt\s+|called\s+)?(?:an?\s+)?(?P<name>{NAME})")
_CALLED = re.compile(
    rf"(?:s'appelle|heißt|is called|name is|name's|everyone (?:says|calls \w+)|goes by|appelle|nennen ihn|nennen sie)\s+(?P<name>{NAME})"
)
_SMALL = {
    "the", "a", "an", "our", "my", "der", "die", "das", "le", "la", "un", "une", "ein", "eine", "dem", "den",
}  # fmt: skip
_NO_NAME = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
        "thanksgiving",
        "i",
        "ok",
        "hr",
        "cv",
        "pay",
        "no",
        "yes",
        "next",
        "not",
        "they",
        "she",
        "he",
        "we",
        "it",
        "decision",
        "outcome",
        "final",
        "timeline",
        "standard",
        "only",
        "before",
        "after",
        "then",
        "that",
        "this",
        "and",
        "but",
        "so",
        "when",
        "who",
        "all",
        "contact",
        "result",
        "answer",
        "please",
        "don't",
        "bring",
        "talked",
        "the",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "il",
        "elle",
        "on",
        "er",
        "sie",
        "es",
        "wir",
        "und",
        "et",
        "mais",
        "aber",
        "valentine's",
        "my",
        "his",
        "her",
        "our",
        "your",
        "their",
        "asked",
        "also",
        "interview",
        "round",
        "kitchen",
        "phone",
        "good",
        "nice",
        "no",
        "did",
    ]
)


def deciders(text: str, whole: str, begin: int, who: str | None) -> list[str]:
    """The names or roles of who decides or tells, by one sentence.

    whole: the notes, in which the sentence begins at `begin`; who: the interviewer's name.
    """
    if matches("once", text) or matches("other_matter", text) or text.endswith("?") or matches("hearsay", text):
        return []
    found: list[str] = []
    for name in [*_named_so(text, whole, begin, who), *_by_deed(text, whole, begin, who)]:
        if name and not any(people.tokens(name) & people.tokens(other) for other in found):
            found.append(name)
    if who and not found and matches("decides_alone", text):
        found.append(who)
    return found


def _named_so(text: str, whole: str, begin: int, who: str | None) -> Iterator[str | None]:
    """By what stands before the name: "HR is", "es entscheidet"."""
    if not pattern("decider_is").search(text):
        return
    for row in rows("decider_is"):
        for match in row.finditer(text):
            yield _resolved(match["who"], whole, begin + match.start("who"), who, text[match.end("who") :])
            break


def _by_deed(text: str, whole: str, begin: int, who: str | None) -> Iterator[str | None]:
    """By what they do: "the trustees decide", "he'll text"."""
    for deed in pattern("decides_word").finditer(text):
        before = _AND.sub("", text[: deed.start()])
        if _NEGATED.search(text[: deed.end()]) or _MANY.search(before):
            continue
        subject = _SUBJECT.search(before[-90:])
        if before != text[: deed.start()]:
            named = list(_HONOURED.finditer(before)) or ([subject] if subject else [])
            if named and named[-1].re is _HONOURED:
                yield named[-1].group().strip()
                continue
        if subject:
            place = begin + deed.start()
            phrase = subject["name"] or subject["role"] or subject["one"]
            yield _resolved((phrase or "") + (subject["more"] or ""), whole, place, who, text[deed.end() :])


_AND = re.compile(r",?\s*\b(?:and|und|et)\s+$", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|n't|nicht|pas|never|nie)\s+\w*$", re.IGNORECASE)


def _resolved(phrase: str, whole: str, place: int, who: str | None, after: str) -> str | None:
    """A name for what was called by a pronoun or a role, the role itself where the notes give none."""
    phrase = phrase.strip(" ,:-\"'“”«»()")
    if not _BEGINS.match(phrase):
        return None
    name = _name_in(phrase)
    if name:
        return name
    bare = " ".join(word for word in phrase.split() if word.lower() not in _SMALL)
    if re.fullmatch(_ONE, phrase, re.IGNORECASE):
        begin = max(whole.rfind("\n", 0, place), 0)
        near = _NEAR_ROLE.search(whole, begin, place)
        if near and not _last_before(whole[begin:place], place - begin):
            return near["role"]
        return _last_before(whole, place) or who or _called(whole)
    if not bare or _MANY.fullmatch(bare):
        return None
    beside = re.match(rf"\W{{1,4}}(?:an?\s+)?(?P<name>{NAME})", after)
    if beside and _is_name(beside["name"]):
        return beside["name"]
    return _of_role(bare, whole) or _called(whole) or phrase


_BEGINS = re.compile(rf"(?i:{_ARTICLE}|(?:{_ONE})\b)|{NAME}")
"""A person is called by an article and a role, a pronoun or a name."""
_NEAR_ROLE = re.compile(r"\b(?P<role>(?:sa|son|his|her|their|ihre?|seine?)\s+[a-zà-ÿA-Z]+)\b", re.IGNORECASE)


def _name_in(phrase: str) -> str | None:
    honoured = _HONOURED.search(phrase)
    if honoured:
        return honoured.group().strip()
    for match in re.finditer(NAME, phrase):
        if _is_name(match.group()):
            return match.group()
    return None


def _is_name(text: str) -> bool:
    """Whether capital words name a person and are no weekday, no first word of a sentence."""
    parts = words.words(text)
    return (
        bool(parts)
        and not any(part in _NO_NAME for part in parts[:1])
        and any(words.keyness(part) == 1.0 for part in parts)
    )


def _of_role(role: str, whole: str) -> str | None:
    """The name beside the same role somewhere in the notes: "Director is Fergus Tait", "The manager (Blessing)"."""
    last = role.rsplit(maxsplit=1)[-1]
    for match in re.finditer(rf"\b{re.escape(last)}\b", whole, re.IGNORECASE):
        beside = _BESIDE_ROLE.match(whole, match.end())
        if beside and _is_name(beside["name"]) and not re.match(r"\W*[.!?]", whole[match.end() :]):
            return beside["name"]
    return None


def _called(whole: str) -> str | None:
    match = _CALLED.search(whole)
    return match["name"] if match else None


def _last_before(whole: str, place: int) -> str | None:
    """The person that was named last before a place of the notes."""
    before = whole[:place]
    honoured = list(_HONOURED.finditer(before))
    found = [match for match in re.finditer(NAME, before) if _is_person(before, match)]
    last = max([*honoured, *found], key=lambda match: match.end(), default=None)
    return last.group().strip() if last else None


def _is_person(text: str, match: re.Match[str]) -> bool:
    """Whether a capital word inside a sentence, or one that does something, is somebody's name."""
    if not _is_name(match.group()) or re.search(
        r"\b(?:in|at|to|from|near|of|à|en|de|nach|aus|bei|on)\s+(?:the\s+)?$", text[: match.start()]
    ):
        return False
    if match.group().endswith("'s"):
        return False
    starts = re.search(r"(?:^|[.!?:\n]\s*[\"“]?)$", text[: match.start()].rstrip(" "))
    return not starts or match.group() in people.named([text])
