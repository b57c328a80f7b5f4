"""The facts that notes hold, against gold: `python bench/facts.py [DIR] [--half dev|held|all] [--wrong]`.

DIR holds `*.json` {"text", "written_at", "language", "facts": [{"kind", "value", "quote", "accepted"}]};
without it tests/data/note-facts is read: a hundred notes in three languages, written before anything
was run on them. Only the half "dev" (by the SHA-1 of the name) was looked at while the reading was
set; the figures are those of the half "held", beside them those of the other. At first sight, over all:
precision .417, recall .175, dates_exact .298. `--wrong` lists on
stderr what was missed and what was too much.

A fact is right when its kind and its value agree with one of the gold that no other fact took: a day
exactly, null with null, anything else by at least half of the content words of the shorter.
dates_exact: share of the gold days that were told as exactly that day. ms_250_words: CPU time of the
facts of a note of 250 words; cpu_s_per_mb_of_talk: of one million letters of a transcript.
"""

import argparse
import datetime as dt
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from afterword.notes import facts, ledger, reading, words
from afterword.notes.interest import Fact

OWN = Path(__file__).parent.parent / "tests" / "data" / "note-facts"
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Told = dict[str, tuple[Fact, ...]]
Cases = dict[str, dict[str, Any]]


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser(description="Measure the facts of notes against gold.")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--half", choices=("dev", "held", "all"))
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--quick", action="store_true", help="a tenth of the talk")
    options = parser.parse_args()
    folder = options.folder or OWN
    wanted = options.half or ("all" if options.folder else "held")
    cases = cases_of(folder, wanted)
    told = read(cases)
    figures = {
        "half": wanted,
        **measure(cases, told, lambda name, kind: True),
        "languages": by(cases, told, sorted({case["language"] for case in cases.values()}), of_language(cases)),
        "kinds": by(cases, told, sorted({fact["kind"] for case in cases.values() for fact in case["facts"]}), of_kind),
    }
    if wanted == "held":
        others = cases_of(folder, "dev")
        figures["dev"] = measure(others, read(others), lambda name, kind: True)
    size = 100_000 if options.quick else 1_000_000
    figures["ms_250_words"] = round(1000 * note_cpu_s(), 1)
    figures["cpu_s_per_mb_of_talk"] = round(talk_cpu_s(size) * 1_000_000 / size, 2)
    if options.wrong:
        tell(cases, told)
    print(json.dumps(figures))


def cases_of(folder: Path, wanted: str) -> Cases:
    """The notes of a folder by name: "dev", "held" or "all"."""
    paths = [path for path in sorted(folder.glob("*.json")) if wanted in {"all", half_of(path.stem)}]
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def half_of(name: str) -> str:
    """Which half a note belongs to."""
    return "dev" if hashlib.sha1(name.encode()).digest()[-1] % 2 else "held"


def read(cases: Cases) -> Told:
    """What the program finds in each note, reckoned from the time it was written."""
    return {
        name: ledger.read(case["text"], name, now=dt.datetime.fromisoformat(case["written_at"])).facts
        for name, case in cases.items()
    }


def of_language(cases: Cases) -> Callable[[str], Callable[[str, str], bool]]:
    """Choose the facts of the notes in one language."""
    return lambda language: lambda name, kind: cases[name]["language"] == language


def of_kind(wanted: str) -> Callable[[str, str], bool]:
    """Choose the facts of one kind."""
    return lambda name, kind: kind == wanted


def by(
    cases: Cases, told: Told, keys: Iterable[str], choose: Callable[[str], Callable[[str, str], bool]]
) -> dict[str, dict[str, float]]:
    """The figures of each part."""
    return {key: measure(cases, told, choose(key)) for key in keys}


def measure(cases: Cases, told: Told, counts: Callable[[str, str], bool]) -> dict[str, float]:
    """The figures over the facts that count, by the name of their note and their kind."""
    number = Counter[str]()
    for name, case in cases.items():
        gold = [fact for fact in case["facts"] if counts(name, fact["kind"])]
        found = [fact for fact in told[name] if counts(name, fact.kind)]
        taken = {id(one) for _, one in pairs(found, gold)}
        days = [fact for fact in gold if fact["kind"] == "decision_date" and fact["value"]]
        number.update(gold=len(gold), found=len(found), right=len(taken), days=len(days))
        number["exact"] += sum(id(day) in taken for day in days)
    return {
        "n": number["gold"],
        "precision": share(number["right"], number["found"]),
        "recall": share(number["right"], number["gold"]),
        "dates_exact": share(number["exact"], number["days"]),
    }


def share(part: int, whole: int) -> float:
    """Nothing wanted is nothing missed."""
    return round(part / whole, 3) if whole else 1.0


def pairs(found: Iterable[Fact], gold: Iterable[dict[str, Any]]) -> list[tuple[Fact, dict[str, Any]]]:
    """Each fact with the gold it meets; none is met twice."""
    left = list(gold)
    met = []
    for fact in found:
        one = next((one for one in left if one["kind"] == fact.kind and agrees(fact.value, one)), None)
        if one is not None:
            left.remove(one)
            met.append((fact, one))
    return met


def agrees(value: str | None, gold: dict[str, Any]) -> bool:
    """Whether a value says what the gold does, or one of the further values it accepts."""
    return any(same(value, wanted) for wanted in [gold["value"], *gold.get("accepted", [])])


def same(value: str | None, wanted: str | None) -> bool:
    """Days and null exactly, names and phrases by half of the content words of the shorter."""
    if value is None or wanted is None or DAY.fullmatch(value) or DAY.fullmatch(wanted):
        return value == wanted
    ours, theirs = words.stems(value), words.stems(wanted)
    return bool(ours & theirs) and len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))


def tell(cases: Cases, told: Told) -> None:
    """Write what is missing (-) and what is too much (+) to stderr."""
    for name, case in cases.items():
        met = pairs(told[name], case["facts"])
        missed = [one for one in case["facts"] if all(one is not other for _, other in met)]
        extra = [fact for fact in told[name] if all(fact is not other for other, _ in met)]
        if missed or extra:
            print(f"\n{name} {case['written_at']}", file=sys.stderr)
        for one in missed:
            print("  -", one["kind"], one["value"], one.get("accepted", ""), "|", one["quote"], file=sys.stderr)
        for fact in extra:
            print("  +", fact.kind, fact.value, "|", fact.quote, file=sys.stderr)


def note_cpu_s() -> float:
    """CPU seconds for the facts of a note of 250 words."""
    line = "- she lit up at beekeeping; they decide by Friday week, HR is Dana Whitcombe, I promised to send the list\n"
    return cpu_s("# Ruth Calloway\n" + line * 13, 20)


def talk_cpu_s(size: int) -> float:
    """CPU seconds for the facts of a transcript of so many letters."""
    turns = (
        "Ruth: We moved the whole depot last year and I'd love to hear how others did it, it was not easy at all.\n"
        "Amara: I think the second shift will tell you the same, we talked about that for two weeks on and off.\n"
    )
    return cpu_s(turns * (size // len(turns)), 1)


def cpu_s(text: str, times: int) -> float:
    """CPU seconds of one finding of facts, the text being read before."""
    source, _ = reading.read(text, "text")
    now = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
    facts.find(source, frozenset({"Ruth"}), "Ruth", now, "text", "en")
    started = time.process_time()
    for _ in range(times):
        facts.find(source, frozenset({"Ruth"}), "Ruth", now, "text", "en")
    return (time.process_time() - started) / times


if __name__ == "__main__":
    main()
