"""A letter as text, taken apart: subject, salutation, sentences, closing, signature."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from afterword.candidacy.plain_text import decoded
from afterword.errors import BadInput, TooLarge

LIMIT = 200_000
"""Characters; a letter is some hundred words, anything longer is another thing."""

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter in its parts.

    body: without salutation, closing and signature; paragraphs: split at empty lines; sentences: in
    order, a line of a list or a link alone is one of its own; words: of the body, a link counts as one;
    headers: lines above the letter other than the subject ("Bcc: ..."); raw: all of it, line ends as LF.
    """

    subject: str | None
    salutation: str | None
    body: str
    closing: str | None
    signature: str | None
    sentences: tuple[str, ...]
    paragraphs: tuple[str, ...]
    words: int
    headers: tuple[str, ...] = ()
    raw: str = ""


def parse(text: str, subject: str | None = None) -> LetterText:
    """The parts of a letter. A first line "Subject: ..." is the subject, unless `subject` is given.

    Raises BadInput for an empty letter or one that is no text, TooLarge above LIMIT characters.
    """
    raw = _readable(text)
    lines = raw.split("\n")
    headers, rest = _headers(lines)
    found = [line for line in headers if _subject_line().match(line)]
    if subject is None and found:
        subject = found[0].partition(":")[2].strip() or None
    salutation, rest = _salutation(rest)
    rest, closing, signature = _closing(rest)
    body = "\n".join(line.strip() for line in rest).strip()
    paragraphs = tuple(part.strip() for part in re.split(r"\n[ \t]*\n\s*", body) if part.strip())
    return LetterText(
        subject=subject,
        salutation=salutation,
        body=body,
        closing=closing,
        signature=signature,
        sentences=tuple(sentence for part in paragraphs for sentence in sentences(part)),
        paragraphs=paragraphs,
        words=count_words(body),
        headers=tuple(line for line in headers if line not in found),
        raw=raw,
    )


def parse_mail(data: bytes) -> LetterText:
    """The parts of a letter given as bytes: a mail (.eml) with its own subject, or plain text.

    Quoted lines of an earlier mail are left out. Raises what `parse` raises.
    """
    if not is_mail(data):
        return parse(decoded(data))
    from email import message_from_bytes  # the mail parser takes longer to load than a check to run
    from email.policy import default

    if len(data) > LIMIT * 10:
        raise TooLarge("letter.text.too_long", characters=len(data), limit=LIMIT)
    mail = message_from_bytes(data, policy=default)
    part = mail.get_body(("plain", "html"))
    if part is None:
        raise BadInput("letter.text.mail_without_text")
    try:
        written = str(part.get_content())
    except (LookupError, UnicodeError):  # a charset nobody knows
        payload = part.get_payload(decode=True)
        written = decoded(payload if isinstance(payload, bytes) else b"")
    if part.get_content_type() == "text/html":
        from afterword.candidacy.html import to_text

        written = to_text(written)
    lines = [line for line in written.splitlines() if not line.startswith(">")]
    return parse("\n".join(lines), str(mail["subject"] or "") or None)


def is_mail(data: bytes) -> bool:
    """Whether it is a mail with its headers, not a plain text."""
    return bool(_mail_head().match(data))


def count_words(text: str) -> int:
    """Words as a reader counts them: a link is one, "passkey-only" is one, a dash is none."""
    return sum(1 for word in text.split() if any(letter.isalnum() for letter in word))


def sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph, verbatim with the line breaks inside them."""
    found: list[str] = []
    for block in _blocks(paragraph):
        start = 0
        if _item().match(block):
            found.append(block)
            continue
        for end in _ends().finditer(block):
            if not _abbreviated(
                block[max(start, end.start() - 12) : end.start() + 1], block[end.end() : end.end() + 1]
            ):
                found.append(block[start : end.end()].strip())
                start = end.end()
        found.append(block[start:].strip())
    return [sentence for sentence in found if sentence]


def is_greeting(line: str) -> bool:
    """Whether a line greets the reader: "Dear Ruth Calloway,"."""
    return bool(_greeting().match(line.strip()))


def is_farewell(line: str) -> bool:
    """Whether a line closes a letter: "Kind regards,", with a name in it or without."""
    match = _closes(line.strip())
    return match is not None and _is_closing(line.strip(), match)


def _readable(text: str) -> str:
    if len(text) > LIMIT:
        raise TooLarge("letter.text.too_long", characters=len(text), limit=LIMIT)
    if "\0" in text or text.count("\ufffd") > max(3, len(text) // 50):
        raise BadInput("letter.text.not_text")
    text = unicodedata.normalize("NFC", text.lstrip("\ufeff"))
    text = re.sub(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c", "\n", text).replace("\u00a0", " ")
    text = re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text)  # signs nobody sees split words
    if re.search(r"wrote ?:|schrieb|a écrit ?:|--$|_{20}", text, re.MULTILINE):
        text = _earlier_mail().split(text, maxsplit=1)[0]
    if not any(letter.isalnum() for letter in text):
        raise BadInput("letter.text.empty")
    return text.strip("\n")


def _headers(lines: list[str]) -> tuple[list[str], list[str]]:
    """Mail header lines at the very top, and what follows them."""
    at = 0
    while at < len(lines) and (_header_line().match(lines[at]) or _subject_line().match(lines[at])):
        at += 1
    return lines[:at], lines[at:]


def _salutation(lines: list[str]) -> tuple[str | None, list[str]]:
    """The greeting and what follows it; a date and an address block above it are left out."""
    filled = [(at, line.strip()) for at, line in enumerate(lines) if line.strip()]
    for place, (at, line) in enumerate(filled[:15]):
        greeting = _greeting().match(line)
        if greeting:
            rest = line[greeting.end() :].strip()
            return greeting.group().strip(), [rest, *lines[at + 1 :]] if rest else lines[at + 1 :]
        if place == 0 and _bare_name().fullmatch(line):
            return line, lines[at + 1 :]
        if len(line.split()) > 8:
            break
    return None, lines


def _closing(lines: list[str]) -> tuple[list[str], str | None, str | None]:
    """The lines of the body, the closing formula and the signature under it."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    for at in reversed(filled[-10:]):
        line = lines[at].strip()
        match = _closes(line)
        last = at == filled[-1] and line.endswith((".", "!"))  # "Thank you." that ends the letter is a sentence
        if match and not last and _is_closing(line, match):
            name = line[match.end() :].strip(" ,.–—-")
            below = [text.strip() for text in [name, *lines[at + 1 :]] if text.strip()]
            return lines[:at], line[: match.end()].strip(), "\n".join(below) or None
    if len(filled) > 1 and _name_line().fullmatch(lines[filled[-1]].strip()):
        return lines[: filled[-1]], None, lines[filled[-1]].strip()
    return lines, None, None


def _is_closing(line: str, match: re.Match[str]) -> bool:
    """Whether it closes: "Thank you," does; "Thank you for your time." and "Best of luck with the rollout" do not."""
    rest = line[match.end() :].strip()
    return not rest or (match.group().rstrip().endswith((",", "–", "—", "-")) and len(rest.split()) <= 5)


def _blocks(paragraph: str) -> list[str]:
    """Runs of wrapped lines; a list item, a link alone and a line before a list each stand alone."""
    blocks: list[str] = []
    alone = True
    for line in paragraph.split("\n"):
        line = line.strip()
        if not line:
            continue
        item = bool(_item().match(line))
        if alone or item or not blocks:
            blocks.append(line)
        else:
            blocks[-1] += "\n" + line
        alone = line.endswith(":") or bool(_link_line().fullmatch(line))
    return blocks


def _abbreviated(part: str, rest: str) -> bool:
    """Whether the stop at the end of `part` belongs to an abbreviation, an initial, or a month before its day.

    part: its last letters; rest: the sign after it.
    """
    return bool(_abbreviation().search(part) or (rest.isdigit() and _month().search(part)))


@cache
def _earlier_mail() -> Pattern:
    """What stands between a letter and the mail that it answers."""
    return re.compile(
        r"^(?:-{2,} ?(?:original message|forwarded message|ursprüngliche nachricht|message d'origine) ?-{2,}"
        r"|_{20,}\n(?=(?:from|von|de) ?:)|on [^\n]{5,100} wrote:|am [^\n]{5,100} schrieb [^\n]{2,80}:"
        r"|le [^\n]{5,100} a écrit ?:)[ \t]*$",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _mail_head() -> re.Pattern[bytes]:
    """A header line other than a subject, above the first empty line."""
    return re.compile(
        rb"(?:[\w-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,60}?"
        rb"(?:from|to|date|received|mime-version|message-id|return-path):",
        re.IGNORECASE,
    )


@cache
def _subject_line() -> Pattern:
    return re.compile(r"\s*(?:subject(?: line)?|betreff|objet)\s*:", re.IGNORECASE)


@cache
def _header_line() -> Pattern:
    return re.compile(
        r"(?:to|from|cc|bcc|date|reply-to|sent|x-[\w-]+|mime-version|content-[\w-]+)\s*:\s", re.IGNORECASE
    )


@cache
def _greeting() -> Pattern:
    return re.compile(
        r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|respected|to whom it may concern"
        r"|sehr geehrte[rs]?|liebe[rs]?|guten (?:tag|morgen|abend)|hallo|grüezi|grüß gott"
        r"|bonjour|bonsoir|salut|coucou|ch(?:er|ère)s?|madame, monsieur|madame|monsieur|mesdames)\b[^\n,:!;.?]{0,80}?"
        r"(?:(?:\b(?:mr|mrs|ms|mx|dr|prof|jr|sr|st|m|mme)\b|\b\w)\.[^\n,:!;.?]{0,60}){0,3}"
        r"(?:\s*[,:;!]|\s+[–—-](?=\s|$)|\.?\s*$)",
        re.IGNORECASE,
    )


@cache
def _bare_name() -> Pattern:
    return re.compile(r"[^\W\d_][\w.'’ -]{0,40}\s*(?:,|:|\s[–—-])")


@cache
def _name_line() -> Pattern:
    return re.compile(r"[–—-]?\s*(?:[^\W\d_a-z][\w.'’-]*)(?: (?:[^\W\d_][\w.'’-]*)){0,4}")


_FIRST_OF_A_FAREWELL = (
    "with", "my ", "all ", "very ", "many ", "again ", "kind", "best", "warm", "sincer", "sincèr", "good ", "regards",
    "cheers", "take care", "yours", "truly", "respect", "faithfully", "grateful", "cordial", "thank", "vielen",
    "herzlich", "dank", "und ", "mit ", "freundlich", "viel", "schön", "lieb", "sonnig", "kollegial", "gr", "es gr",
    "hochachtungsvoll", "alles gute", "bis bald", "mfg", "lg", "vg", "bien ", "très ", "amicalement", "à bientôt",
    "meilleures", "salutations", "au plaisir", "bonne ", "belle ", "excellente ", "avec mes",
)  # fmt: skip
"""How farewells begin. The pattern of all of them takes as long to make as a whole letter to read."""


def _closes(line: str) -> re.Match[str] | None:
    """The farewell that begins a line."""
    return _farewell().match(line) if line.casefold().startswith(_FIRST_OF_A_FAREWELL) else None


@cache
def _farewell() -> Pattern:
    return re.compile(
        r"(?:(?:with |my )?(?:all |very |many |again )?(?:kind(?:est)?|best|warm(?:est)?|sincere(?:st)?|good)"
        r"(?: personal)?(?: regards| wishes)?(?: from [\w ]{1,30})?|regards|warmly|cheers|all the best|take care"
        r"|(?:yours |very )?(?:truly|sincerely|respectfully|faithfully|gratefully|cordially)(?: yours)?|yours"
        r"|respectfully submitted|(?:with (?:gratitude|thanks|appreciation))"
        r"|(?:many |with many )?thanks(?: again| and (?:best|kind) (?:regards|wishes))?|thank you(?: again)?|gratefully"
        r"|(?:(?:vielen |herzlichen )?danke? und )?(?:mit )?"
        r"(?:(?:freundlich|best|viel|herzlich|schön|lieb|sonnig|kollegial)e[nmr]? (?:\w+ )?)?"
        r"gr(?:ü|ue|u)(?:ß|ss)(?:en?|e)?(?: aus [\w ]{1,30})?|es grü(?:ß|ss)t[\w ]{0,30}"
        r"|herzlichst|hochachtungsvoll|alles gute|bis bald|mfg|lg|vg"
        r"|(?:bien |très )?(?:cordialement|respectueusement|sincèrement)(?: vôtre)?|bien à vous|amicalement|à bientôt"
        r"|(?:(?:sincères|meilleures|cordiales|respectueuses) )?salutations(?: distinguées)?|au plaisir[\w'’ ]{0,40}"
        r"|(?:très )?(?:bonne|belle|excellente) (?:fin de )?(?:journée|soirée|semaine)(?: à vous)?"
        r"|avec mes (?:meilleurs )?(?:remerciements|salutations)[\w ]{0,30})"
        r"(?:\s*[,.!–—-]+|\s*$)",
        re.IGNORECASE,
    )


@cache
def _ends() -> Pattern:
    german_day = r"(?<=\d)\.(?=\s+(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))"
    return re.compile(rf"(?<![.!?…])(?!{german_day})[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘„«(\[]*[^\Wa-zß-öø-ÿ_])")


@cache
def _abbreviation() -> Pattern:
    return re.compile(
        r"(?:\b(?:mr|mrs|ms|mx|dr|prof|st|jr|sr|vs|no|nr|inc|ltd|co|corp|e\.g|i\.e|a\.m|p\.m|approx|z\.\s?b|d\.\s?h|bzw|ca"
        r"|mme|mlle|dipl|ing)|\b(?-i:[A-ZÄÖÜÉ]))\.$",
        re.IGNORECASE,
    )


@cache
def _month() -> Pattern:
    return re.compile(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$", re.IGNORECASE)


@cache
def _item() -> Pattern:
    return re.compile(r"(?:[-*•–·]|\d{1,2}[.)])\s|https?://")


@cache
def _link_line() -> Pattern:
    return re.compile(r"\S*(?:https?://|www\.)\S+")
