"""Names: the right person, firm and role, the right form of address."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from afterword import tables
from afterword.letter.checks import facts, words
from afterword.letter.checks.known import Known
from afterword.letter.checks.seen import THANKS, Found, Seen


def check_right_person(seen: Seen) -> Iterator[Found]:
    """The salutation names the reader, spelled as on the card; nobody of another candidacy is named."""
    known, salutation = seen.known, seen.text.salutation
    if known is None:
        return
    name = known.brief.recipient.known_as or known.brief.recipient.name
    if salutation and name and known.person_words:
        yield from _wrong_names(salutation, known, name)
    yield from _misspelled(seen, known)
    yield from _others(seen, known)
    yield from _signed_by_another(seen, known)


def check_right_company(seen: Seen) -> Iterator[Found]:
    """The firm the letter speaks of is this one."""
    known = seen.known
    if known is None or not known.brief.company:
        return
    for line in seen.lines:
        for match in _firm().finditer(line):
            firm = (match["firm"] or match["firm2"]).rstrip(".")
            parts = [word for word in words.tokens(firm) if word not in _list("legal") | _list("titles")]
            if parts and not _this_firm(parts, firm, known) and not _sure_no_firm(parts):
                yield Found(
                    "names.right-company", "block", firm, params={"company": known.brief.company}, override=False
                )
    yield from _one_word_off(seen, known)


def check_right_role(seen: Seen) -> Iterator[Found]:
    """The role the letter speaks of is this one."""
    known = seen.known
    if known is None or not known.brief.role:
        return
    role = frozenset(words.stem(word) for word in words.tokens(known.brief.role))
    for line in seen.lines:
        for match in _role().finditer(line):
            written = (match["role"] or match["role2"]).strip()
            if _another_role(written, role, known):
                yield Found("names.right-role", "block", written, params={"role": known.brief.role})
    for word in words.tokens(seen.text.subject or ""):
        if word in _list("heads") and words.stem(word) not in role | known.stems:
            yield Found("names.right-role", "block", word, params={"role": known.brief.role})
    yield from _another_poste(seen, known)


def _another_poste(seen: Seen, known: Known) -> Iterator[Found]:
    """The title of another job after the French "poste de"; "infirmier" is no other one than "infirmière"."""
    for line in seen.lines:
        for match in _poste().finditer(line):
            title = match["title"].casefold()
            if title in _list("heads_fr") and not any(word[:5] == title[:5] for word in known.words):
                role = known.brief.role
                yield Found("names.right-role", "block", match["title"], params={"role": role}, override=True)


def _another_role(written: str, role: frozenset[str], known: Known) -> bool:
    """Whether it is the title of another job; a shorter or more general name of this one is none."""
    parts = (word.removesuffix("'s") for word in words.tokens(written))
    row = [word for word in parts if word not in _list("no_role") and word not in words.stop_words("en")]
    stems = {words.stem(word) for word in row}
    if any(word in _list("heads") and words.stem(word) not in role for word in row):
        return not stems & role or words.stem(row[-1]) not in role
    strange = stems - words.stock() - known.stems
    if len(role) > 1 and len(row) > 1 and row[-1] in _list("heads") and stems & role == {words.stem(row[-1])}:
        return words.stem(row[-2]) in strange  # "data engineer" for a platform engineer
    return bool(strange) and not stems & role and len(strange) >= len(stems & known.stems)


def check_honorific(seen: Seen) -> Iterator[Found]:
    """A title only where it is known, with the family name, never with the given name alone."""
    salutation = seen.text.salutation
    if not salutation:
        return
    said = [word for word in words.tokens(salutation) if word in _list("titles") and word not in {"sir", "madam", "m"}]
    named = _named(salutation)
    if not said or not named:
        return
    known = seen.known
    if known is None:
        if len(named) == 2 and "en" in seen.tongues[:1] and said[0] in {"mr", "mrs", "ms", "miss", "mx"}:
            yield Found("names.honorific", "warn", salutation, "names.honorific.both")
        return
    recipient = known.brief.recipient
    title = said[0].capitalize()
    real = words.tokens(recipient.honorific or "")
    full = recipient.known_as or recipient.name or ""
    if not real:
        yield Found("names.honorific", "warn", salutation, "names.honorific.unknown", {"title": title, "name": full})
    elif not set(said) & _same_title(real):
        params = {"title": title, "right": recipient.honorific}
        yield Found("names.honorific", "warn", salutation, "names.honorific.other", params)
    given, family = words.tokens(recipient.given or ""), words.tokens(recipient.family or "")
    if given and family and set(named) <= set(given) and not set(named) & set(family):
        params = {"title": title, "family": recipient.family}
        yield Found("names.honorific", "warn", salutation, "names.honorific.given", params)


def check_impersonal(seen: Seen) -> Iterator[Found]:
    """Greeting nobody ("To whom it may concern") where the name is known, or no greeting at all."""
    salutation = seen.text.salutation
    recipient = seen.brief.recipient if seen.brief else None
    name = recipient and (recipient.known_as or recipient.name)
    if salutation is None:
        if name and seen.kind in THANKS and (seen.brief and seen.brief.channel in {"email", "paper"}):
            yield Found("names.impersonal", "warn", None, "names.impersonal.none", {"name": name})
        return
    group = words.find("names", "group", words.TONGUES, salutation)
    if not group or (recipient and set(words.tokens(name or "")) & set(words.tokens(salutation))):
        return
    if name and recipient and recipient.relation != "mailbox":
        yield Found("names.impersonal", "block", salutation, params={"name": name})
    elif recipient is None:
        yield Found("names.impersonal", "warn", salutation, "names.impersonal.unnamed")


def _wrong_names(salutation: str, known: Known, name: str) -> Iterator[Found]:
    if words.find("names", "group", words.TONGUES, salutation):
        return
    right = known.person_words | set(words.tokens(known.brief.recipient.honorific or ""))
    right |= {word for one in known.brief.interviewers for word in words.tokens(one.name)}
    for word in _named(salutation):
        if word in right:
            continue
        near = _near(word, known.person_words)
        if near and near.startswith(word) and 2 < len(word) < len(near) - 1:
            yield Found("names.right-person", "warn", salutation, "names.right-person.short", {"name": name})
        else:
            say = "names.right-person.near" if near else "names.right-person.other"
            yield Found("names.right-person", "block", salutation, say, {"name": name}, override=False)
        return


def _misspelled(seen: Seen, known: Known) -> Iterator[Found]:
    """A word with a capital inside a sentence that is almost, but not quite, the reader's or the firm's name.

    The first word of a sentence has a capital anyway: it counts only before another one.
    """
    targets = {word for word in known.person_words | known.company_words if len(word) > 3} - _list("legal")
    ordinary = known.words | words.stop_words() | facts.no_names()
    for line in (seen.text.subject or "", *seen.text.sentences):
        for match in re.finditer(
            r"(?<=[^.!?]\s)[^\W\d_a-zß-öø-ÿ][^\W\d_]{3,}|^[^\W\d_a-z]\w{3,}(?=\s[^\W\d_a-z]\w)", line
        ):
            word = match.group().casefold()
            near = None if word in ordinary else _near(word, targets, close=True)
            if near and word != f"{near}s":
                company = near in known.company_words and near not in known.person_words
                right = known.brief.company if company else known.brief.recipient.name
                check = "names.right-company" if company else "names.right-person"
                yield Found(check, "block", match.group(), f"{check}.near", {"name": right})


def _one_word_off(seen: Seen, known: Known) -> Iterator[Found]:
    """The firm's name of several words with one of them another: "Hadley & Frey" for "Halden & Frey"."""
    right = [word for word in words.tokens(known.brief.company or "") if word not in _list("legal")]
    if len(right) < 2 or seen.tongues[0] == "de":  # German writes "Neue Getriebe" like a firm
        return
    for line in seen.lines:
        for match in facts.names(line):
            said = [word for word in words.tokens(match.group()) if word not in _list("legal")]
            wrong = [word for word, other in zip(said, right, strict=False) if word != other]
            if len(said) == len(right) and len(wrong) == 1 and _strange(wrong[0], known):
                params = {"name": known.brief.company}
                yield Found("names.right-company", "block", match.group(), "names.right-company.near", params)


def _strange(word: str, known: Known) -> bool:
    """Whether neither the brief nor an ordinary letter has the word, and it is no title of a person."""
    if word in _list("titles") or words.is_function_word(word):
        return False
    return words.stem(word) not in known.stems | words.stock()


def _others(seen: Seen, known: Known) -> Iterator[Found]:
    """People and firms of other candidacies."""
    own, said = known.loose, facts.loosely("\n".join(seen.lines))
    for other in known.brief.other_names:
        plain = facts.loosely(other)
        if len(plain) < 3 or plain not in said or re.search(rf"\b{re.escape(plain)}\b", own):
            continue
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, other.split())) + r"(?!\w)", re.IGNORECASE)
        for line in seen.lines:
            match = pattern.search(line)
            if match and (match.group()[:1].isupper() or not match.group()[:1].isalpha()):
                check = "names.right-person" if line == seen.text.salutation else "names.right-company"
                yield Found(check, "block", match.group(), "names.elsewhere", {"other": other}, override=False)
                break


def _signed_by_another(seen: Seen, known: Known) -> Iterator[Found]:
    signature = (seen.text.signature or "").split("\n")[0]
    signed, mine = set(words.tokens(signature)), set(words.tokens(known.brief.candidate.name))
    if signed and mine and len(signed) <= 4 and not signed & mine and facts.loosely(signature) not in known.loose:
        params = {"name": known.brief.candidate.name}
        yield Found("names.right-person", "block", signature, "names.right-person.signature", params, override=False)


def _named(salutation: str) -> list[str]:
    """The names in a salutation, in lower case."""
    around = _list("greeting") | _list("titles")
    return [word for word in words.tokens(salutation) if word not in around and len(word) > 1]


def _near(word: str, targets: frozenset[str] | set[str], *, close: bool = False) -> str | None:
    """The name this word was probably meant to be; close: only a slip of the pen."""
    from difflib import SequenceMatcher  # not every start needs it

    plain = _plain(word)
    for target in sorted(targets):
        other = _plain(target)
        if plain == other or (not close and len(plain) > 2 and other.startswith(plain)):
            return target
        if abs(len(plain) - len(other)) > 1 or (close and plain[0] != other[0]):
            continue
        if SequenceMatcher(None, plain, other, autojunk=False).ratio() >= (0.85 if close else 0.75):
            return target
    return None


def _plain(word: str) -> str:
    """Without accents, ß as ss, ae as a."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return re.sub(r"(?<=[aou])e", "", bare.replace("ß", "ss").replace("ø", "o"))


def _this_firm(parts: list[str], firm: str, known: Known) -> bool:
    initials = "".join(word[0] for word in words.tokens(known.brief.company or ""))
    return firm.casefold() == initials or all(words.stem(word) in known.stems for word in parts)


def _sure_no_firm(parts: list[str]) -> bool:
    """Months, days, languages and the like, and the candidate's usual words with a capital."""
    plain = set(facts.no_names())
    return all(word in plain or word in words.stop_words() or words.stem(word) in words.stock() for word in parts)


def _same_title(real: list[str]) -> set[str]:
    found = set(real)
    for row in tables.table(f"{words.ROOM}/names.toml")["same_titles"]:
        if found & set(row):
            found |= set(row)
    return found


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(tables.table(f"{words.ROOM}/names.toml")[name])


@cache
def _role() -> re.Pattern[str]:
    """What stands before "role", or after "position of"; not more than from the last article on."""
    job = r"(?:role|position|job|post|vacancy|opening)"
    return re.compile(
        r"\b(?:the|a|an|your|this|that|our|in)\s+"
        rf"(?P<role>(?:(?!the\b|an?\b|your\b|this\b|my\b)[\w&/'’-]+\s+){{1,6}}?){job}\b"
        rf"|\b{job}\s+(?:of|as|for)\s+(?:the |an? )?(?P<role2>[\w&/-]+(?:\s+[\w&/-]+){{0,4}})",
        re.IGNORECASE,
    )


@cache
def _poste() -> re.Pattern[str]:
    return re.compile(r"\bpostes?\s+(?:de\s+|d['’]\s?)(?P<title>[\w-]+)", re.IGNORECASE)


@cache
def _firm() -> re.Pattern[str]:
    """The name with a capital after "the role at", "join", "interested in"; not after "my last job at"."""
    before = r"role|position|job|opening|opportunity|team|career|work|working|future|interview|people|colleagues"
    word = r"(?!I\b)[^\W\d_a-z][\w&'’.-]*"
    firm = rf"{word}(?:\s+{word}){{0,3}}"
    past = "".join(rf"(?<!\b{one}\s)" for one in ("last", "previous", "former", "first", "current", "present", "old"))
    return re.compile(
        rf"\b(?:{past}(?:{before})\s+(?:\w+\s+){{0,2}}?(?:at|with|for)|join|joining"
        rf"|interest(?:ed)? in(?: working (?:for|at|with))?|comes? up at)\s+(?:the\s+)?(?P<firm>{firm})"
        rf"|\b(?P<firm2>{firm})\s+(?:is|would be)\s+(?:a|the)\s+(?:place|firm|company)\b"
    )
