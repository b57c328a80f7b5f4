"""Whether the verifier tells true drafts of an assistant from those with one invented fact.

    python bench/verify.py [DIR] [--quick] [--half tune|held|all] [--wrong]

DIR (default: tests/data/drafts) holds a folder for each brief: brief.json, true drafts as .txt; and
lies.toml, sentences that no brief bears out, by kind and language. Further true drafts are put
together from the parts of a brief's drafts; a spoiled draft is a true one with one such sentence, or
with one of its own facts changed. caught: a finding that blocks and that the true draft did not have;
by kind, and over all kinds; rejected: true drafts with a finding that blocks. A brief and a lie
belong to the half tune or held by the SHA-1 of its name or text, and only equals meet. The peers
run on the same drafts: "regex" knows numbers and words with a capital inside a sentence, "words"
every word of four letters, each looked up in the text of the brief (and a list of ordinary words).
"""

import argparse
import hashlib
import json
import re
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from afterword import shapes
from afterword.letter.brief import Brief
from afterword.letter.checks import words
from afterword.letter.text import parse
from afterword.letter.verify import verify

OWN = Path(__file__).parent.parent / "tests" / "data" / "drafts"
COMBINED = 12
"""Drafts put together for each brief."""
LIES = 5
"""Sentences of each kind tried on each brief."""
Known = set[tuple[str, str | None]]


@dataclass(frozen=True)
class Case:
    """A brief with its true drafts and the lies for its half."""

    name: str
    half: str
    brief: Brief
    source: str
    drafts: tuple[str, ...]
    lies: tuple[tuple[str, str], ...]


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", nargs="?", type=Path, default=OWN)
    parser.add_argument("--half", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--wrong", action="store_true", help="list what was missed and what was rejected on stderr")
    parser.add_argument("--quick", action="store_true", help="fewer combined drafts and lies")
    options = parser.parse_args()
    every = [case for case in read(options.dir, quick=options.quick) if options.half in {"all", case.half}]
    figures = measure(every, wrong=options.wrong)
    figures |= {half: _brief(measure([case for case in every if case.half == half])) for half in ("tune", "held")}
    peers = {name: _brief(measure(every, peer)) for name, peer in PEERS.items()}
    print(json.dumps({**figures, "peers": peers}))


def read(folder: Path, *, quick: bool = False) -> Iterator[Case]:
    """Every brief of the folder with its drafts, combined ones too, and lies of its half and language."""
    lies = tomllib.loads((folder / "lies.toml").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*/brief.json")):
        source = path.read_text(encoding="utf-8")
        brief = shapes.read(source.encode(), Brief, str(path))[0]
        name = path.parent.name
        drafts = [one.read_text(encoding="utf-8") for one in sorted(path.parent.glob("*.txt"))]
        rng = Random(name)
        combined = {_combined(drafts, rng) for _ in range(2 if quick else COMBINED)} - set(drafts)
        told = []
        for kind, by_language in lies.items():
            fitting = [one for one in by_language[brief.locale[:2]] if half(one) == half(name)]
            told += [(kind, one) for one in rng.sample(fitting, min(len(fitting), 1 if quick else LIES))]
        yield Case(name, half(name), brief, source, (*drafts, *sorted(combined)), tuple(told))


def half(text: str) -> str:
    """Which half a brief or a lie belongs to."""
    return "held" if int(hashlib.sha1(text.encode()).hexdigest(), 16) % 2 else "tune"


def ours(text: str, case: Case) -> Known:
    """What blocks a draft, by id and quotation."""
    found = verify(parse(text), case.brief)
    return {(one.id, one.quote) for one in found if one.severity == "block"}


def measure(cases: list[Case], judge: Callable[[str, Case], Known] = ours, *, wrong: bool = False) -> dict[str, object]:
    """The figures of one judge."""
    caught: dict[str, list[bool]] = {}
    rejected, hand, judged, seconds = [], [], 0, 0.0
    for case in cases:
        rng = Random(case.name)
        start = time.process_time()
        clean = {draft: judge(draft, case) for draft in case.drafts}
        rejected += [bool(found) for found in clean.values()]
        hand += [bool(clean[draft]) for draft in case.drafts[:4]]
        if wrong:
            for draft in case.drafts[:4]:
                for found in sorted(clean[draft], key=str):
                    print("REJECTED", case.half, case.name, found, file=sys.stderr)
        for kind, spoiled, base in _spoiled(case, rng):
            hit = bool(judge(spoiled, case) - clean[base])
            caught.setdefault(kind, []).append(hit)
            if wrong and not hit:
                lie = set(spoiled.split("\n")) - set(base.split("\n"))
                print("MISSED", case.half, case.name, kind, lie, file=sys.stderr)
        judged += len(case.drafts) + sum(map(len, caught.values()))
        seconds += time.process_time() - start
    every = [hit for hits in caught.values() for hit in hits]
    return {
        "n": len(every),
        "drafts": len(rejected),
        "caught_all": _share(every),
        "rejected": _share(rejected),
        "rejected_by_hand": _share(hand),
        "ms_per_draft": round(1000 * seconds / max(1, len(every) + len(rejected)), 2),
        "caught": {kind: _share(hits) for kind, hits in sorted(caught.items())},
    }


def _brief(figures: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in figures.items() if name != "caught"}


def _share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 4) if hits else 0.0


def _parts(draft: str) -> list[str]:
    return [part for part in draft.strip().split("\n\n") if part.strip()]


def _combined(drafts: list[str], rng: Random) -> str:
    """The opening of one draft, the middle of another, the rest of a third."""
    opening, middle, rest = (_parts(rng.choice(drafts)) for _ in range(3))
    return "\n\n".join([*opening[:3], *middle[3:4], *rest[4:]]) + "\n"


def _spoiled(case: Case, rng: Random) -> Iterator[tuple[str, str, str]]:
    """(kind of lie, spoiled draft, true draft)."""
    for kind, lie in case.lies:
        base = rng.choice(case.drafts)
        parts = _parts(base)
        at = rng.randrange(2, len(parts) - 1)
        before = (rng.random() < 0.3 and parts[at][:1].isupper()) or "\n- " in parts[at]
        joined = f"{lie} {parts[at]}" if before else f"{parts[at]} {lie}"
        yield kind, "\n\n".join([*parts[:at], joined, *parts[at + 1 :]]) + "\n", base
    for base in case.drafts[:4]:
        for kind, change in CHANGES.items():
            spoiled = change(base, case.brief)
            if spoiled != base:
                yield kind, spoiled, base


def _other_link(draft: str, brief: Brief) -> str:
    return draft.replace(".example.org/", ".example.org/more-")


def _other_quote(draft: str, brief: Brief) -> str:
    """One word inside a quotation of the talk is another."""
    for topic in brief.topics:
        quote = topic.quote or ""
        words_of_it = quote.split()
        if len(words_of_it) > 3 and quote in draft:
            return draft.replace(quote, " ".join([*words_of_it[:-2], "absolutely", *words_of_it[-2:]]))
    return draft


def _other_title(draft: str, brief: Brief) -> str:
    title = brief.gift.title if brief.gift and brief.gift.kind not in {"referral", "places", "statistic"} else None
    return draft.replace(title, f"{title.rsplit(' ', 1)[0]} Anew") if title and " " in title else draft


def _other_author(draft: str, brief: Brief) -> str:
    author = brief.gift.author if brief.gift else None
    return draft.replace(author, f"{author.split()[0]} Halloran") if author else draft


def _other_day(draft: str, brief: Brief) -> str:
    """The day of the decision is another."""
    if brief.decision_date is None:
        return draft
    day = brief.decision_date.day
    return re.sub(rf"\b{day}\b(?=\.? (?:[A-Zd]\w+))|(?<=[a-z] ){day}\b", str((day + 4) % 28 + 1), draft)


def _other_figure(draft: str, brief: Brief) -> str:
    """A number of the evidence or the gift is another."""
    texts = [proof.text for proof in brief.evidence] + ([brief.gift.note or ""] if brief.gift else [])
    known = [one for text in texts for one in re.findall(r"\b\d+\b", text)]
    known = [one for one in known if re.search(rf"(?<![/\w.-]){one}(?![\w])", draft)]
    return re.sub(rf"(?<![/\w.-]){known[0]}(?![\w])", str(int(known[0]) + 13), draft) if known else draft


def _other_firm(draft: str, brief: Brief) -> str:
    """A past employer of the evidence is another."""
    for proof in brief.evidence:
        names = re.findall(r"(?:at|for the|bei|im|musée de|au) ((?:[A-Z]\w+ ?)+)", proof.text)
        if names and names[-1].strip() in draft:
            return draft.replace(names[-1].strip(), "Tanglewood")
    return draft


def _read(draft: str, brief: Brief) -> str:
    """A gift nobody read was read."""
    if brief.gift is None or brief.gift.read or not brief.gift.title:
        return draft
    claims = {
        "en": "I read it with great pleasure.",
        "de": "Ich habe ihn mit Vergnügen gelesen.",
        "fr": "Je l'ai lu avec plaisir.",
    }
    if brief.gift.kind in {"podcast", "video"}:
        claims = {"en": "I watched it twice.", "de": "Ich habe ihn gern gehört.", "fr": "Je l'ai regardée deux fois."}
    elif brief.gift.kind not in {"article", "paper", "book"}:
        return draft
    parts = _parts(draft)
    return "\n\n".join([*parts[:3], f"{parts[3]} {claims[brief.locale[:2]]}", *parts[4:]]) + "\n"


def _said(draft: str, brief: Brief) -> str:
    """They are said to have spoken of what was only seen."""
    text = next((topic.text for topic in brief.topics if topic.words == "observed"), None)
    said = {"en": "You mentioned {}.", "de": "Sie erwähnten {}.", "fr": "Vous m'avez parlé de {}."}
    if text is None:
        return draft
    parts = _parts(draft)
    told = said[brief.locale[:2]].format(text.replace("your", "the"))
    return "\n\n".join([*parts[:2], f"{parts[2]} {told}", *parts[3:]]) + "\n"


CHANGES: dict[str, Callable[[str, Brief], str]] = {
    "changed_link": _other_link,
    "changed_quote": _other_quote,
    "changed_title": _other_title,
    "changed_author": _other_author,
    "changed_day": _other_day,
    "changed_number": _other_figure,
    "changed_firm": _other_firm,
    "unread_read": _read,
    "observed_said": _said,
}


def by_regex(text: str, case: Case) -> Known:
    """Numbers, and words with a capital inside a sentence, that the brief does not hold."""
    found = re.findall(r"\d+|(?<=[a-z,;] )[A-Z]\w+", text.partition("\n\n")[2])
    return {("regex", one) for one in found if one not in case.source}


def by_words(text: str, case: Case) -> Known:
    """Words of four letters that neither the brief nor any ordinary letter has."""
    held = case.source.casefold()
    found = [word for word in words.tokens(text) if len(word) > 3 and not words.is_function_word(word)]
    return {("words", word) for word in found if word not in held and words.stem(word) not in words.stock()}


PEERS = {"regex": by_regex, "words": by_words}

if __name__ == "__main__":
    main()
