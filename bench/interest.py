"""What the interviewer cared about, against gold: `python bench/interest.py [DIR] [--half dev|held|all] [--show]`.

DIR holds `*.json` {"text" or "turns", "interviewer", "gold": [[subject, accepted wordings...], ...
best first], "kinds": [one per gold]}; without it our own gold is read. The half is told by the hash of
the name, as in bench/gifts.py: "dev" serves for tuning, "held" does not.

`tests/data/notes` and `notes-fresh` have been seen whole. `notes-60` (en, de, fr) and `talks-12` were
written by another hand; at first sight notes-60 gave p1 .239, top3_recall .222, abstained_right .633,
talks-12 p1 .182, top3_recall .208. A second labeller, blind, agreed on notes-60 in every abstention and
every first subject, and found .984 of the gold among three. Prints one JSON line.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from afterword.candidacy.stem import stem
from afterword.notes import language, ledger, patterns, words

OWN = Path(__file__).parent.parent / "tests" / "data" / "notes"
TOP = 5
BINS = 10


def right(subject: str, wordings: list[str], tongue: str = "en") -> bool:
    """Whether a subject shares half of the smaller and a quarter of the larger stem set with a wording.

    Of a note that is not English the stems are taken as English ones, and as those of its own language.
    """
    for cut in dict.fromkeys((words.stems, stems_of[tongue])):
        for wording in wordings:
            ours, gold = cut(subject), cut(wording)
            shared = len(ours & gold)
            if shared and shared >= 0.5 * min(len(ours), len(gold)) and shared >= 0.25 * max(len(ours), len(gold)):
                return True
    return False


def _stems_in(tongue: str) -> Callable[[str], frozenset[str]]:
    """What cuts a wording of a language into stems, its small words left out."""
    small = patterns.word_set("function", tongue)
    return lambda text: frozenset(
        stem(word, tongue) for word in re.findall(r"\w+", text.lower()) if len(word) > 2 and word not in small
    )


stems_of = {"en": words.stems, "de": _stems_in("de"), "fr": _stems_in("fr")}


def source(case: dict[str, Any]) -> str:
    """The text of a case; turns are written as "Name: text" lines."""
    if "text" in case:
        return str(case["text"])
    lines = []
    for turn in case["turns"]:
        speaker, text = (turn["speaker"], turn.get("text", turn.get("content"))) if isinstance(turn, dict) else turn
        lines.append(f"{speaker}: {text}")
    return "\n".join(lines)


def half(name: str) -> str:
    """Which half a case belongs to."""
    return "dev" if hashlib.sha1(name.encode()).digest()[-1] % 2 else "held"


def measure(cases: dict[str, dict[str, Any]], show: bool) -> dict[str, Any]:
    """All figures over the cases."""
    first = found = wanted = kinds = kind_right = quotes = verbatim = 0
    with_gold = abstain_right = 0
    sure: list[tuple[float, bool]] = []
    for name, case in cases.items():
        text = source(case)
        tongue = language.of(text)
        result = ledger.read(text, name, interviewer=case.get("interviewer"), top=TOP)
        gold = case.get("gold", [])
        abstain_right += result.abstained == (not gold)
        for interest in result.interests:
            sure.append((interest.confidence, any(right(interest.subject, wordings, tongue) for wordings in gold)))
            quotes += len(interest.evidence)
            verbatim += sum(evidence.quote in text for evidence in interest.evidence)
        if gold:
            with_gold += 1
            names = [interest.subject for interest in result.interests]
            first += bool(names) and any(right(names[0], wordings, tongue) for wordings in gold[:2])
            for wordings, kind in zip(gold, case.get("kinds", [None] * len(gold)), strict=True):
                match = next(
                    (interest for interest in result.interests[:3] if right(interest.subject, wordings, tongue)), None
                )
                wanted += 1
                found += match is not None
                if match and kind:
                    kinds += 1
                    kind_right += match.kind == kind
        if show:
            print(f"\n{name} [{half(name)}]", [wordings[0] for wordings in gold], file=sys.stderr)
            for interest in result.interests:
                good = any(right(interest.subject, wordings, tongue) for wordings in gold)
                signs = [evidence.cue or evidence.words for evidence in interest.evidence]
                print(
                    "  ", "+" if good else "-", interest.subject, interest.kind, interest.score, signs, file=sys.stderr
                )
    return {
        "n": len(cases),
        "p1": round(first / max(with_gold, 1), 3),
        "top3_recall": round(found / max(wanted, 1), 3),
        "kind_right": round(kind_right / max(kinds, 1), 3),
        "abstained_right": round(abstain_right / max(len(cases), 1), 3),
        "quotes_verbatim": round(verbatim / max(quotes, 1), 3),
        "calibration_error": round(calibration_error(sure), 3),
        "interests": len(sure),
        "precision": round(sum(good for _, good in sure) / max(len(sure), 1), 3),
    }


def calibration_error(sure: list[tuple[float, bool]]) -> float:
    """The mean absolute gap between confidence and truth over ten bins of confidence, by their size."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, good in sure:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, good))
    gaps = [
        len(bin_)
        * abs(sum(confidence for confidence, _ in bin_) / len(bin_) - sum(good for _, good in bin_) / len(bin_))
        for bin_ in bins.values()
    ]
    return sum(gaps) / max(len(sure), 1)


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the interest ledger against gold.")
    parser.add_argument("folder", nargs="?", type=Path, default=OWN)
    parser.add_argument("--half", choices=["dev", "held", "all"], default="all")
    parser.add_argument("--quick", action="store_true", help="the same: it takes a second")
    parser.add_argument("--show", action="store_true", help="every case on stderr")
    given = parser.parse_args()
    cases = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(given.folder.glob("*.json"))
        if given.half in {"all", half(path.stem)}
    }
    print(json.dumps({"half": given.half, **measure(cases, given.show)}))


if __name__ == "__main__":
    main()
