"""Truth: nothing is claimed that the brief does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from afterword.letter.checks import facts, words
from afterword.letter.checks.known import Known
from afterword.letter.checks.seen import Found, Seen

if TYPE_CHECKING:
    from afterword.letter.brief import Topic
    from afterword.letter.letter import Severity

TO_BE_READ = {"article": "article", "paper": "paper", "book": "book", "podcast": "podcast", "video": "video"}
_CLAUSE = re.compile(r"[,;:]\s+(?:and|but|or|so)\b|;")
_BEFORE_A_DAY = re.compile(r"\b(?:the|le|du|au|am|den|dem|zum|vom|bis)\s+$", re.IGNORECASE)
_TIME = re.compile(r"[\s-]+(days?|weeks?|months?|tage?n?|wochen?|monate?n?|jours?|semaines?|mois)\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"\b(?:the|that|those|these|all|an?|l[ae]s?|une?|ces?|cette)\s+((?:[\w'’-]+\s+){1,5}?)"
    r"(?:that\s+|which\s+|dont\s+|que\s+)?$",
    re.IGNORECASE,
)
"""What stands before "you described" in "the collections that you described"."""
_LONGEST_TALK = 180
"""Minutes between a time that the letter names and the end of the talk."""
_SMALL = 3
"""Number words up to this are ordinary words ("one thing", "two of them") unless something is counted."""


def check_read_claim(seen: Seen) -> Iterator[Found]:
    """Saying "I read" of a gift that the shelf does not say was read."""
    gift = seen.brief.gift if seen.brief else None
    if gift is None or gift.read or gift.self or gift.kind not in TO_BE_READ:
        return
    at = seen.gift_at
    for number, sentence in enumerate(seen.text.sentences):
        claim = seen.says("truth", "read", sentence)
        if claim is None or seen.says("truth", "unread", sentence) or _own_line(seen, sentence):
            continue
        beside = at is not None and abs(number - at) <= 1
        if beside or seen.names_gift(sentence):
            yield Found("truth.read-claim", "block", claim.group(), params={"title": gift.title or gift.kind})
            return


def check_mentioned(seen: Seen) -> Iterator[Found]:
    """Saying "you mentioned" only of what this person said; "we spoke about" not of what was merely seen."""
    known = seen.known
    if known is None:
        return
    for sentence in seen.text.sentences:
        if _own_line(seen, sentence):
            continue
        claim = seen.says("truth", "said", sentence)
        if claim:
            yield from _claimed(seen, known, sentence, claim)
            continue
        spoke = seen.says("move", "we_spoke", sentence)
        if spoke:
            meant = _meant(known, sentence)
            if meant and all(topic.words == "observed" for topic in meant):
                params = {"topic": meant[0].text}
                yield Found("truth.mentioned", "block", spoke.group(), "truth.mentioned.observed", params)


def check_facts_numbers(seen: Seen) -> Iterator[Found]:
    """Every number of the letter is in the brief."""
    known = seen.known
    if known is None:
        return
    for line in _told(seen):
        rest = _without_other_facts(line)
        for value, quote, (start, end) in facts.numbers(rest):
            if value in known.numbers or _ordinary_number(value, quote, rest[end:]):
                continue
            if start == 0 and rest[end : end + 1] in {".", ")"}:
                continue  # the number of a list item
            if _a_day(quote, rest[:start], value, known) or _elapsed(value, rest[end:], known):
                continue
            yield Found("truth.facts", "block", quote, "truth.facts.number", {"value": quote})


def check_facts_dates(seen: Seen) -> Iterator[Found]:
    """Every date of the letter is in the brief; a weekday written with a date is that date's."""
    known = seen.known
    if known is None:
        return
    for line in _told(seen):
        for found in facts.dates(line):
            if known.dated(found) or known.quoted(found.quote):
                continue
            wrong_weekday = any((day.month, day.day) == (found.month, found.day) for day in known.days)
            if found.weekday is None or not wrong_weekday:  # a wrong weekday is told by time.words
                yield Found("truth.facts", "block", found.quote, "truth.facts.date", {"value": found.quote})


def check_facts_times(seen: Seen) -> Iterator[Found]:
    """A time of day that the brief does not know: a doubt, since the brief holds only the end of the talk."""
    known = seen.known
    if known is None:
        return
    brief = known.brief
    moments = [moment for moment in (brief.interview.at if brief.interview else None, brief.send_at) if moment]
    ends = [moment.hour * 60 + moment.minute for moment in moments]
    for line in _told(seen):
        for time, match in facts.clock_times(line):
            cycle = 24 * 60 if match.groupdict().get("half") else 12 * 60  # "half past two" may be either
            at = time.hour * 60 + time.minute
            during = any((end - at) % cycle <= _LONGEST_TALK for end in ends)
            if not during and not any((one - at) % cycle == 0 for one in known.clock):
                yield Found("truth.facts", "warn", match.group(), "truth.facts.time", {"value": match.group()})


def check_facts_links(seen: Seen) -> Iterator[Found]:
    """Every link, address and telephone number of the letter is in the brief, letter for letter."""
    known = seen.known
    if known is None:
        return
    for line in _told(seen):
        for match in facts.links(line):
            if facts.same_link(match.group()) not in known.links:
                yield Found("truth.facts", "block", match.group(), "truth.facts.link")
        for match in facts.emails(line):
            if match.group().casefold() not in known.emails:
                yield Found("truth.facts", "block", match.group(), "truth.facts.email")
        plain = _without_links(line)
        for digits, match in facts.phones(facts.masked(plain, [found.span for found in facts.dates(plain)])):
            if not any(_same_phone(digits, one) for one in known.phones):
                yield Found("truth.facts", "block", match.group().strip(), "truth.facts.phone")


def check_facts_quotes(seen: Seen) -> Iterator[Found]:
    """Every quotation of the letter stands in the brief, word for word."""
    known = seen.known
    if known is None:
        return
    for line in (seen.text.subject or "", seen.text.body):
        for match in facts.quotations(line):
            if not known.quoted(match.group()):
                yield Found("truth.facts", "block", match.group(), "truth.facts.quote")


def check_facts_names(seen: Seen) -> Iterator[Found]:
    """Every name of the letter is in the brief. German writes all nouns with a capital: there only "Herr X"."""
    known = seen.known
    if known is None or seen.tongues[0] == "de":
        return
    told: set[str] = set()
    for sentence in (*_plain_subject(seen), *seen.text.sentences):
        plain = _without_links(sentence)
        for match in facts.names(plain):
            quote, sure = _unknown_name(match.group(), plain[: match.start()], known)
            if quote and quote not in told:
                told.add(quote)
                yield Found("truth.facts", "block" if sure else "warn", quote, "truth.facts.name", {"value": quote})


def check_attachment(seen: Seen) -> Iterator[Found]:
    """The word "attached" and an attachment go together."""
    claim = next(iter(seen.hits("truth", "attached")), None)
    brief = seen.brief
    if brief is None:
        if claim:
            yield Found("truth.attachment", "info", claim.group(), "truth.attachment.remember")
    elif claim and not brief.attachments:
        yield Found("truth.attachment", "block", claim.group(), "truth.attachment.none")
    elif brief.attachments and not claim and not any(name in seen.text.raw for name in brief.attachments):
        yield Found("truth.attachment", "warn", None, "truth.attachment.silent", {"files": list(brief.attachments)})


def check_contact_consent(seen: Seen) -> Iterator[Found]:
    """A person's number is passed on only with that person's consent; a firm's needs its source."""
    gift = seen.brief.gift if seen.brief else None
    if gift is None:
        return
    written = [digits for digits, _ in facts.phones(_without_links(seen.text.raw))]
    rows = [(gift.title or "", gift.phone, gift.kind != "referral" and gift.kind != "note", gift.source, gift.consent)]
    rows += [(item.name, item.phone, item.business, item.source, item.consent) for item in gift.items]
    for name, phone, business, source, consent in rows:
        digits = "".join(letter for letter in phone or "" if letter.isdigit())
        if len(digits) < 7 or not any(_same_phone(digits, one) for one in written) or consent is not None:
            continue
        if not business and not (source and name == (gift.title or "")):
            yield Found("truth.contact-consent", "block", phone, params={"name": name or phone}, override=False)
        elif business and not (source or gift.source):
            yield Found("truth.contact-consent", "warn", phone, "truth.contact-consent.source", {"name": name or phone})


def _claimed(seen: Seen, known: Known, sentence: str, match: re.Match[str]) -> Iterator[Found]:
    claim, rest = match.group(), sentence[match.end() :]
    meant = _meant(known, rest) or _meant(known, sentence)
    if any(topic.words == "said" and topic.said_by == "interviewer" for topic in meant):
        first = words.telling(_CLAUSE.split(rest, maxsplit=1)[0])
        ahead = sentence[: match.start()]
        stated = _OBJECT.search(ahead) or known.spoken(ahead)  # "the salons you told me about ...", "<quote>, you said"
        if len(first) > 1 and not first & known.stems and not stated:  # a true thing after an invented one
            yield Found("truth.mentioned", "warn", claim, "truth.mentioned.unknown")
        return
    if meant:
        topic = meant[0]
        say = "candidate" if topic.said_by == "candidate" else topic.words if topic.words != "said" else "noted"
        yield Found("truth.mentioned", "block", claim, f"truth.mentioned.{say}", {"topic": topic.text})
        return
    if seen.says("truth", "process", rest) and known.brief.decision_date:
        return
    before = _OBJECT.search(sentence[: match.start()])
    inside = not before and not words.telling(rest)  # German puts it before the verb: "Sie haben die Kantine erwähnt"
    unknown = words.telling(before[1] if before else claim if inside else rest) - known.stems
    enough = 2 if before or inside or claim.casefold().startswith("your") else 1
    severity: Severity = "block" if len(unknown) >= enough else "warn"
    yield Found("truth.mentioned", severity, claim, "truth.mentioned.unknown")


def _meant(known: Known, part: str) -> list[Topic]:
    """The topics that these words quote, else speak of most."""
    if spoken := known.spoken(part):
        return spoken
    stems = frozenset(words.content(part))
    scores = [(len(stems & telling), topic) for topic, telling in known.topics]
    best = max((score for score, _ in scores), default=0)
    return [topic for score, topic in scores if score == best] if best else []


def _told(seen: Seen) -> tuple[str, ...]:
    return (seen.text.subject, *seen.text.sentences) if seen.text.subject else seen.text.sentences


def _plain_subject(seen: Seen) -> tuple[str, ...]:
    """The subject line, unless All Its Words Have Capitals."""
    subject = seen.text.subject or ""
    carry = [word for word in subject.split() if not words.is_function_word(word) and word[:1].isalpha()]
    titled = len(carry) > 3 and all(word[:1].isupper() for word in carry)
    return () if titled or not subject else (subject,)


def _own_line(seen: Seen, sentence: str) -> bool:
    return seen.known is not None and seen.known.written_by_candidate(sentence)


def _without_links(line: str) -> str:
    return facts.masked(line, [match.span() for finder in (facts.links, facts.emails) for match in finder(line)])


def _without_other_facts(line: str) -> str:
    """The line without links, telephone numbers, dates and times, whose digits are checked elsewhere."""
    line = _without_links(line)
    spans = [match.span() for _, match in facts.phones(line)]
    spans += [match.span() for _, match in facts.clock_times(line)]
    return facts.masked(line, spans + [found.span for found in facts.dates(line)])


def _ordinary_number(value: str, quote: str, after: str) -> bool:
    if quote[:1].isdigit():
        return value == "24" and after.startswith("/7")
    counted = facts.counted().match(after.lstrip(" -"))
    thanks = after.lstrip().casefold().startswith("thanks")
    return (int(value) <= _SMALL and not counted) or thanks


def _a_day(quote: str, before: str, value: str, known: Known) -> bool:
    """Whether it is the day of the month of a known date: "the 14th", "avant le 14", "bis zum 14."."""
    named = quote[-2:] in {"st", "nd", "rd", "th"} or _BEFORE_A_DAY.search(before)
    return bool(named) and value in {str(day.day) for day in known.days}


def _elapsed(value: str, after: str, known: Known) -> bool:
    """Whether so many days, weeks or months lie between a known date and the day of sending."""
    unit = _TIME.match(after)
    sent = known.brief.send_at
    if unit is None or sent is None or not value.isdigit():
        return False
    length, slack = {"d": (1, 1), "t": (1, 1), "j": (1, 1), "w": (7, 3), "s": (7, 3), "m": (30, 10)}[
        unit[1][0].casefold()
    ]
    return any(abs(abs((sent.date() - day).days) - int(value) * length) <= slack for day in known.days)


def _same_phone(one: str, other: str) -> bool:
    one, other = one.lstrip("0"), other.lstrip("0")
    short, long = sorted((one, other), key=len)
    return len(short) >= 7 and long.endswith(short)


def _unknown_name(run: str, before: str, known: Known) -> tuple[str | None, bool]:
    """The part of a run of capitals that the brief does not know, and whether it surely is a name."""
    parts = run.split()
    starts = not before.strip(" \"'“‘„«([-–—•*:") or before.rstrip()[-1:] in ".!?:"
    plain = facts.no_names()
    if starts:
        first = words.tokens(parts[0])
        if not first or len(parts) == 1 or first[0] in words.stop_words() or words.stem(first[0]) in words.stock():
            parts = parts[1:]
    unknown = [part for part in parts if _unknown_word(part, known, plain)]
    if not unknown:
        return None, False
    leading = before.rsplit(maxsplit=1)[-1].casefold() if before.split() else ""
    whole = " ".join(unknown) if " ".join(unknown) in run else unknown[0]
    titles = {"mr", "mrs", "ms", "dr", "prof", "herr", "frau", "monsieur", "madame"}
    titled = bool(titles & {leading.rstrip("."), *words.tokens(run)})
    sure = len(unknown) > 1 or titled or (leading in {"at", "with", "from", "by", "for"} and unknown[0][1:2].islower())
    return whole, sure and not all(part.isupper() for part in unknown)


def _unknown_word(part: str, known: Known, plain: frozenset[str]) -> bool:
    for word in words.tokens(part):
        word = word.removesuffix("'s").removesuffix("'")
        if len(word) < 2 or word in plain or word in known.words or words.stem(word) in known.stems:
            continue
        if word in words.stop_words() or words.stem(word) in words.stock() or (part.isupper() and len(part) <= 3):
            continue
        return True
    return False
