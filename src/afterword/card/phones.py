"""Phone numbers in print, with their kinds from the labels beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from afterword.candidacy.contact import Phone, PhoneKind
from afterword.card.layout import Row
from afterword.card.webs import TAKEN
from afterword.card.words import fold, phrases, words

_DIGITS = r"[0-9OoIlSB]"
_SLIP = re.compile(rf"(?<![A-Za-z])(?=[^\s]*\d[^\s]*\d){_DIGITS}{{2,}}(?![A-Za-z])")
_SLIPS = str.maketrans("OoIlSB", "001158")
_RUN = re.compile(r"(?<![\w@.-])[+(]{0,2}\d(?:[\s().·–—-]{0,3}\d){5,17}(?![\w@])")
_TRUNK = re.compile(r"(?<=\d)\s?\(0\)\s?")
_DATE = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d|\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_NANP = re.compile(r"(?:\+?1[\s.-]?)?\(?[2-9]\d\d\)?[\s.·–-]{0,3}[2-9]\d\d[\s.·–-]\d{4}")
_SHORT_RUN = re.compile(r"(?<![\w@.-])\d[\d\s-]{4,9}\d(?![\w@])")
_EXTENSION = re.compile(r"^\s*(?:ext(?:ension)?|x|extn|durchwahl|poste)\.?\s*:?\s*\d{1,6}", re.IGNORECASE)
_LABEL = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?", re.UNICODE)
_LISTED = re.compile(r"[\s,;/&|]*(?:or|and|und|et)?[\s,;/&|]*")
_KINDS: tuple[PhoneKind, ...] = ("fax", "mobile", "home", "work")


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of a card, the row each stands in, and the text of the rows without them."""

    phones: tuple[Phone, ...]
    rows: tuple[int, ...]
    rest: tuple[str, ...]


def find(rows: Sequence[Row], texts: Sequence[str], region: str | None) -> Found:
    """The phone numbers of `texts`, what is left of `rows` after the e-mail addresses were taken out.

    region: ISO 3166 country for numbers without a prefix; without one they stay as dialled.
    """
    found: dict[tuple[str, PhoneKind], tuple[Phone, int]] = {}
    rest = []
    for at, (row, text) in enumerate(zip(rows, texts, strict=True)):
        text = _mended(text)
        left_over: list[str] = []
        end, kind, labelled = 0, None, False
        for number in _numbers(text, region):
            before, after = text[end : number.start], text[number.end :]
            if left_over and kind and labelled and _LISTED.fullmatch(before) and _digits(number.value) >= 8:
                pass  # "Cell: 1, 2, 3": what stands before the first number says it of all
            else:
                kind, labelled = _kind(before, after, row.left if not left_over else "")
            if kind is None or not (number.sure >= 0.8 or labelled):
                left_over.append(text[end : number.end])
                end = number.end
                continue
            left_over.append(_without_label(before) if labelled else before)
            end = number.end + _extension(after)
            sure = _sureness(number.sure, labelled, row)
            phone = Phone(number.value, text[number.start : end].strip(), kind, sure, row.origin, row.box)
            found.setdefault((phone.value, kind), (phone, at))
        left_over.append(text[end:])
        rest.append(TAKEN.join(left_over))
    return Found(tuple(phone for phone, _ in found.values()), tuple(at for _, at in found.values()), tuple(rest))


def looks_north_american(texts: Sequence[str]) -> bool:
    """Whether the numbers of a card are written the way of the United States and Canada."""
    return any(_NANP.search(text) and "+" not in text.replace("+1", "") for text in texts)


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    value: str
    sure: float


def _numbers(text: str, region: str | None) -> list[_Number]:
    """What the library finds, and the runs of digits that it does not know as numbers."""
    import phonenumbers

    found: list[_Number] = []
    dates = [match.span() for match in _DATE.finditer(text)]
    matcher = phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE)
    for match in matcher:
        if not _within(match.start, dates) and _digits(match.raw_string) >= 7:
            valid = phonenumbers.is_valid_number(match.number)
            if (
                not valid
                and not match.raw_string.startswith(("+", "(+"))
                and len(str(match.number.national_number)) <= 8
            ):
                continue  # a local number: without its area code no prefix would be true
            sure = 0.98 if valid else 0.88
            value = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            found.append(_Number(match.start, match.end, value, sure))
    taken = [(number.start, number.end) for number in found]
    for run in [*_RUN.finditer(text), *_SHORT_RUN.finditer(text)]:
        if _within(run.start(), [*taken, *dates]) or _within(run.end() - 1, taken):
            continue
        for start, end in _pieces(run):
            digits = _digits(text[start:end])
            if 6 <= digits <= 15:
                value = ("+" if text[start] == "+" else "") + re.sub(r"\D", "", text[start:end])
                found.append(_Number(start, end, value, _unknown_number(text[start:end], digits)))
                taken.append((start, end))
    return sorted(found, key=lambda number: number.start)


def _unknown_number(raw: str, digits: int) -> float:
    """How sure a run of digits is a phone number when no country is known to read it by."""
    if _NANP.fullmatch(raw) or (digits in {10, 11, 12} and not re.search(r"\d{13}", raw)):
        return 0.85
    return 0.6 if digits >= 7 else 0.4


def _pieces(run: "re.Match[str]") -> Iterator[tuple[int, int]]:
    yield run.start(), run.end()


def _digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _mended(text: str) -> str:
    """Digits that OCR read as letters, double prefixes and the trunk zero in brackets put right."""
    text = _SLIP.sub(lambda match: match[0].translate(_SLIPS), text)
    text = re.sub(r"\+\s?00\s?", "+", text)
    text = re.sub(r"(?<!\d)00(?=[1-9]\d{9,13}(?!\d))", "+", text)
    text = re.sub(r"\((\d{2})-(\d{2,3})\)", r"+\1 \2 ", text)
    text = re.sub(r"(\d{3}-\d{4})(?=\d{3}-\d{4})", r"\1, ", text)  # two numbers run together
    return _TRUNK.sub(" ", text)


def _extension(after: str) -> int:
    match = _EXTENSION.match(after)
    return match.end() if match else 0


def _kind(before: str, after: str, left: str) -> tuple[PhoneKind | None, bool]:
    """The kind by the nearest label: before the number, in brackets after it, or left of the row; None for no phone."""
    labels = _LABEL.findall(fold(before.rpartition("|")[2]))
    behind = re.match(r"\s*[(\[]?\s*([^\W\d_]{1,10})\s*[)\]]", fold(after))
    if behind and (kind := _of_word(behind[1])):
        return kind, True
    nearest = [label for label in labels[-3:-1] if len(label) > 1] + labels[-1:]
    for label in reversed(nearest):
        if label in words("phone.other"):
            return None, True
        if kind := _of_word(label):
            # "Mobile phone" is a mobile
            special = [_of_word(other) for other in labels[-2:]] if label == labels[-1] else [kind]
            return next((other for other in special if other not in {None, "work"}), kind), True
    trailing = re.match(r"\s*([^\W\d_]{2,10})\s*$", fold(after))
    if trailing and (kind := _of_word(trailing[1])):
        return kind, True
    if not labels:
        spoken = _LABEL.findall(fold(left))
        if spoken and len(spoken) <= 2 and not _digits(left) and (kind := _of_word(spoken[-1])):
            return kind, True
    if any(phrase in fold(before) for phrase in phrases("phone.other")):
        return None, True
    return "work", False


def _without_label(before: str) -> str:
    """The text before a number without the label that was read."""
    while match := re.search(r"([^\W\d_]+)[\s.:()]*$", before):
        if _of_word(fold(match[1])) is None:
            break
        before = before[: match.start()]
    return before


def _of_word(label: str) -> PhoneKind | None:
    for kind in _KINDS:
        if label in words(f"phone.{kind}"):
            return kind
    return None


def _sureness(sure: float, labelled: bool, row: Row) -> float:
    if labelled:
        sure += (1 - sure) * 0.5
    return round(min(0.99, sure) * min(1.0, row.confidence + 0.05), 3)


def spaced(value: str) -> str:
    """Return a number in E.164 in the groups its country writes it in; any other as it is."""
    import phonenumbers

    try:
        number: Any = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def country_of(value: str) -> str | None:
    """The country of a number in E.164, or None."""
    import phonenumbers

    try:
        number: Any = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return None
    region: str | None = phonenumbers.region_code_for_number(number)
    return region
