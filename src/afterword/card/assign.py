"""Name, title and company shared out together among the pieces of a card.

Every piece gets a score for each field, the sum of signs that weights.toml lists; the best triple
of pieces that do not overlap wins, with what speaks for them standing together. How far the next
different answer lies behind is how sure the answer is.
"""

import functools
import itertools
import math
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from afterword import tables
from afterword.card import address, names, webs
from afterword.card.layout import SEAM, Row
from afterword.card.pieces import Piece, pieces, seams
from afterword.card.words import fold, hits, phrases, squeezed, tokens, words

_CHOICES = 8
"""Pieces looked at for one field."""
_WORST = -2.5
"""A piece that scores less is out of the question, whatever stands beside it."""
_SIGNS = re.compile(r"[&+#:!?©®™@%=<>{}\[\]\"“”*]")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A piece taken for a field. certainty: 0..1."""

    piece: Piece
    certainty: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was taken for each field; None where nothing is good enough."""

    name: Chosen | None
    title: Chosen | None
    company: Chosen | None


@dataclass(frozen=True, slots=True)
class Card:
    """What the signs are read from.

    texts: the rows without addresses and numbers; locals_ and hosts: of its e-mail and web addresses
    """

    rows: Sequence[Row]
    texts: Sequence[str]
    address_rows: frozenset[int] = frozenset()
    locals_: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    height: float = field(init=False)

    def __post_init__(self) -> None:
        median = statistics.median([row.height for row in self.rows] or [1.0])
        object.__setattr__(self, "height", median)


def assign(card: Card) -> Answer:
    """The best name, title and company of a card."""
    found = [*pieces(card.rows, card.texts), *seams(card.rows, card.texts)]
    choices = {
        "name": _best("name", name_signs, found, card),
        "title": _best("title", title_signs, found, card),
        "company": _best("company", company_signs, found, card),
    }
    return _answer(_triples(choices, card))


def name_candidates(card: Card) -> tuple[tuple[Piece, float], ...]:
    """The pieces that could be a name with their scores, best first: for cards of several people."""
    found = [*pieces(card.rows, card.texts), *seams(card.rows, card.texts)]
    return _best("name", name_signs, found, card)


def weigh(kind: str, signs: dict[str, float]) -> float:
    """The sum of the signs, each times its weight."""
    weights = tables.table("card/weights.toml")[kind]
    return float(weights["bias"] + sum(weights.get(sign, 0.0) * value for sign, value in signs.items()))


_Signs = Callable[[Piece, "Card"], dict[str, float]]


def _best(kind: str, signs: _Signs, found: Sequence[Piece], card: Card) -> tuple[tuple[Piece, float], ...]:
    """The pieces that could fill a field, each with its score, the best first."""
    scored = [(piece, weigh(kind, signs(piece, card))) for piece in found]
    return tuple(sorted((pair for pair in scored if pair[1] > _WORST), key=lambda pair: -pair[1])[:_CHOICES])


_Pick = tuple[Piece, float] | None


def _triples(
    choices: dict[str, tuple[tuple[Piece, float], ...]], card: Card
) -> Iterator[tuple[float, tuple[Piece | None, Piece | None, Piece | None]]]:
    for name in (None, *choices["name"]):
        for title in (None, *choices["title"]):
            if name and title and name[0].overlaps(title[0]):
                continue
            for company in (None, *choices["company"]):
                if company and any(other and other[0].overlaps(company[0]) for other in (name, title)):
                    continue
                alone = sum(pick[1] for pick in (name, title, company) if pick)
                picked = (name and name[0], title and title[0], company and company[0])
                yield alone + _together(name, title, card), picked


def _together(name: _Pick, title: _Pick, card: Card) -> float:
    """What the places of name and title say about each other; a line without a title word needs a sure name."""
    if name is None or title is None:
        return 0.0
    weights = tables.table("card/weights.toml")["together"]
    upper, lower = card.rows[name[0].last_row], card.rows[title[0].row]
    says_title = title_signs(title[0], card)
    plain = not says_title["head"] and not says_title["phrase"]
    trust = max(0.0, min(1.0, name[1] / 2)) if plain else 1.0
    if upper is lower:
        return trust * float(weights["title_beside_name"])
    if lower.block != upper.block:
        return float(weights["title_far"])
    distance = (lower.y - upper.y) / max(upper.height, lower.height)
    if -2.2 < distance < 0:
        return trust * float(weights["title_over_name"])
    if not 0 < distance < 2.2:
        return float(weights["title_far"])
    between = any(upper.y < row.y < lower.y and row.block == upper.block for row in card.rows)
    small = title[0].height <= 1.15 * name[0].height
    if plain and small and not between and not says_title["company_word"] and not says_title["lexicon"]:
        return trust * float(weights["title_under_name"] + weights["plain_title_under_name"])
    return trust * float(weights["title_under_name"]) * (0.5 if between else 1.0)


def _answer(triples: Iterator[tuple[float, tuple[Piece | None, Piece | None, Piece | None]]]) -> Answer:
    """The best triple, and for each field how far the best triple with another value lies behind."""
    ranked = sorted(triples, key=lambda triple: -triple[0])
    best, picked = ranked[0]
    chosen: list[Chosen | None] = []
    for at, piece in enumerate(picked):
        if piece is None:
            chosen.append(None)
            continue
        behind = next((total for total, other in ranked if not _same(piece, other[at])), best - 6.0)
        chosen.append(Chosen(piece, _certainty(best - behind, piece)))
    return Answer(*chosen)


def _same(piece: Piece, other: Piece | None) -> bool:
    if other is None:
        return False
    a, b = squeezed(piece.text), squeezed(other.text)
    return a == b or (min(len(a), len(b)) > 0.8 * max(len(a), len(b)) and (a in b or b in a))


def _certainty(margin: float, piece: Piece) -> float:
    weights = tables.table("card/weights.toml")["certainty"]
    sure = 1 / (1 + math.exp(-(weights["slope"] * margin + weights["offset"])))
    return round(min(0.99, sure) * min(1.0, piece.confidence + 0.05), 3)


def name_signs(piece: Piece, card: Card) -> dict[str, float]:
    """What speaks for and against a piece being the name of the person."""
    core = names.bare(piece.text)
    spoken = tokens(core.core)
    signs = _shared(piece, card) | {
        "looks": names.looks(core.core),
        "email": max((names.fits_email(core.core, local) for local in card.locals_), default=0.0),
        "title_word": min(hits(core.core, "title.heads") + 0.5 * hits(core.core, "title.around"), 2),
        "company_word": min(hits(core.core, "company.words"), 2),
        "street": float(bool(spoken) and len(spoken[-1]) > 3 and spoken[-1] in words("address.street")),
        "honorific": float(core.honorific is not None),
        "credentials": float(bool(core.credentials)),
        "size": _size(piece, card, 1.5),
    }
    if signs["email"] < 0.6:
        signs["is_domain"] = float(_domain_fit(core.core, card.hosts) > 0.75)
    if piece.joined and (piece.joined > 1 or len(spoken) > 3):
        signs["part"] = 5.0  # a name on two rows is a given name over a family name, no more
    return signs


def title_signs(piece: Piece, card: Card) -> dict[str, float]:
    """What speaks for and against a piece being the job title."""
    spoken = tokens(piece.text)
    heads = [word in words("title.heads") for word in spoken]
    signs = _shared(piece, card) | {
        "head": float(any(heads)),
        "phrase": float(_is_phrase(spoken)),
        "around": min(hits(piece.text, "title.around"), 2),
        "starts_or_ends_with_head": float(bool(heads) and (heads[0] or heads[-1])),
        "company_word": min(hits(piece.text, "company.words"), 2) if not any(heads) and not _is_phrase(spoken) else 0.0,
        "digits": float(any(letter.isdigit() for letter in piece.text)),
        "long": max(0, len(spoken) - 6 - 2 * piece.joined),
        "email": max((names.fits_email(piece.text, local) for local in card.locals_), default=0.0),
        "size": _size(piece, card, 2.0),
        "lexicon": float(not any(heads) and names.looks(piece.text) > 1.5),
    }
    if any(heads):
        signs["phrase"] = 0.0
    if piece.joined:
        signs["part"] = 3.0 * piece.joined if not _continues(piece, card) else -1.0
    return signs


def _is_phrase(spoken: Sequence[str]) -> bool:
    whole = f" {' '.join(spoken)} "
    return any(f" {phrase} " in whole for phrase in phrases("title.phrases")) or any(
        word in words("title.phrases") for word in spoken
    )


def _continues(piece: Piece, card: Card) -> bool:
    """Whether a title runs on over the end of a row: "Director of / Operations", "Vice President, / Sales"."""
    ends = [card.texts[span[0]][span[1] : span[2]].strip() for span in piece.spans]
    return all(
        re.search(r"(?:[,&/-]|\b(?:of|and|for|the|de|der|für|und|et|y|di|do|da))$", upper, re.IGNORECASE)
        or re.match(r"(?:[&/-]|(?:of|and|for|de|der|für|und|et|y|di)\b)", lower, re.IGNORECASE)
        for upper, lower in itertools.pairwise(ends)
    )


def company_signs(piece: Piece, card: Card) -> dict[str, float]:
    """What speaks for and against a piece being the company."""
    spoken = tokens(piece.text)
    core = squeezed(piece.text)
    email = max((names.fits_email(piece.text, local) for local in card.locals_), default=0.0)
    domain = _domain_fit(piece.text, card.hosts)
    signs = _shared(piece, card) | {
        "suffix": float(_has_legal_form(piece.text)),
        "word": min(hits(piece.text, "company.words"), 2),
        "domain": domain,
        "size": _size(piece, card, 2.0),
        "capitals": float(piece.text.isupper()),
        "top": float(piece.row == 0),
        "digits": float(any(letter.isdigit() for letter in piece.text)),
        "title_word": min(hits(piece.text, "title.heads"), 2),
        "name": max(0.0, names.looks(piece.text) - 1.0),
        "email": email if domain < 0.7 else 0.0,
        "long": max(0, len(spoken) - 6),
        "short": float(len(core) < 3),
        "repeated": float(sum(core in squeezed(text) for text in card.texts) > 1 + piece.joined and len(core) > 3),
        "joined": piece.joined,
        "said_twice": float(_says_twice(piece, card)),
    }
    if piece.joined:
        last = tokens(card.texts[piece.last_row])
        listed = words("company.words") | words("company.suffixes") | words("title.around")
        first = tokens(card.texts[piece.row])
        signs["completed"] = float(
            bool(last)
            and all(word in listed or len(word) < 3 for word in last)
            and not all(word in listed for word in first)
        )
    return signs


def _says_twice(piece: Piece, card: Card) -> bool:
    """Whether rows put together repeat each other: a logo over the full name."""
    parts = [squeezed(card.texts[at][start:end]) for at, start, end in piece.spans]
    return any(a in b or b in a for a, b in itertools.combinations(parts, 2))


def _shared(piece: Piece, card: Card) -> dict[str, float]:
    """The signs that are looked for in every field, where its weights have them."""
    spoken = tokens(piece.text)
    whole = piece.text
    in_address = any(at in card.address_rows and SEAM not in card.texts[at] for at, _, _ in piece.spans)
    where = max(address.score(whole), 2.0 if in_address else 0.0, 0.0)
    return {
        "company_suffix": float(_has_legal_form(whole)),
        "department": float(hits(whole, "department.words") > 0),
        "prose": min(hits(whole, "prose.words"), 3),
        "address": where if where >= 0.8 else 0.0,
        "place": float(_is_place(whole)),
        "sign": float(bool(_SIGNS.search(whole))),
        "ends_in_stop": float(whole.endswith((".", "!", "?")) and len(spoken) > 2 and not _has_legal_form(whole)),
        "doubtful_print": float(piece.confidence < 0.85),
        "phone_label": float(_starts_with_label(spoken)),
        "template": float(any(phrase in " ".join(spoken) for phrase in phrases("words.templates"))),
        "part": float(piece.part),
        "askew": float(any(card.rows[at].askew for at, _, _ in piece.spans)),
    }


def _has_legal_form(text: str) -> bool:
    """Whether a text ends like a company: "Inc.", "GmbH & Co. KG", "Ltd, Pune"; not "as" or "co" in running text."""
    spoken = [word.strip(",()") for word in text.split()]
    listed = words("company.suffixes")
    if any(form in text for form in listed if not form.isascii()):
        return True
    return any(fold(word).rstrip(".") in listed and (not word.islower() or len(word) > 3) for word in spoken[1:])


def _starts_with_label(spoken: Sequence[str]) -> bool:
    return (
        0 < len(spoken) < 3
        and len(spoken[0]) > 2
        and any(spoken[0] in words(f"phone.{kind}") for kind in ("mobile", "fax"))
    )


def _size(piece: Piece, card: Card, most: float) -> float:
    return max(-1.0, min(most, math.log2(piece.height / card.height)))


@functools.lru_cache(1024)
def _is_place(text: str) -> bool:
    spoken = squeezed(text)
    return any(squeezed(name) == spoken for _, name in address.places(fold(text)))


def _domain_fit(text: str, hosts: Sequence[str]) -> float:
    """How far a text is what the hosts are called, 0..1."""
    fits = [
        _label_fit(text, squeezed(label)) * (1.0 if place == 0 else 0.9)
        for host in hosts
        if not webs.is_freemail(host)
        for place, label in enumerate(webs.owners(host))
    ]
    return max(fits, default=0.0)


@functools.lru_cache(4096)
def _label_fit(text: str, label: str) -> float:
    import difflib

    spoken = [word for word in tokens(text) if word not in words("company.suffixes") and word != "the"]
    plain = "".join(squeezed(word) for word in spoken)
    if len(plain) < 2 or len(label) < 2:
        return 0.0
    if plain == label:
        return 1.0
    initials = "".join(word[0] for word in spoken)
    strong = "".join(word[0] for word in spoken if len(word) > 3 or word not in words("prose.words"))
    if len(label) > 1 and label in {initials, strong} and len(spoken) > 1:
        return 0.9
    if min(len(plain), len(label)) >= 4 and (plain.startswith(label) or label.startswith(plain)):
        return 0.85
    if min(len(plain), len(label)) >= 4 and (plain in label or label in plain):
        return 0.7 * min(1.0, 0.4 + len(plain) / len(label)) if plain in label else 0.7
    long = [word for word in spoken if len(word) > 3]
    if long and len(spoken) > 1 and sum(squeezed(word)[:4] in label for word in long) >= max(2, 0.6 * len(long)):
        return 0.75
    if len(label) >= 5 and difflib.SequenceMatcher(None, plain, label).ratio() >= 0.8:
        return 0.7
    if len(spoken) > 2 and label in spoken and any(word in words("company.words") for word in spoken):
        return 0.9
    return 0.3 if any(word == label or (len(word) > 4 and word in label) for word in long) else 0.0
