"""Whether the own share of a letter tells good letters from templates and bad ones, without a brief.

    python bench/own.py [DIR] [--wrong]

DIR holds .txt files (default: tests/data/letters) whose first line is `# id: .., label: good|bad|template ..`.
auc: how often a good letter has a higher share than a bad or a template one (ties count half);
held, tune: the same on the halves by the SHA-1 of the id; share: median by label. The peer is
"capitals": the share of words with a capital or a digit inside a sentence.
"""

import argparse
import hashlib
import json
import re
import statistics
import sys
from pathlib import Path

from afterword.letter.own import own
from afterword.letter.text import parse

OWN = Path(__file__).parent.parent / "tests" / "data" / "letters"
_HEADER = re.compile(r"#.*?\bid:\s*([\w.-]+).*?\blabel:\s*(\w+).*\n")
Row = tuple[str, str, float, float]


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", nargs="?", type=Path, default=OWN)
    parser.add_argument("--wrong", action="store_true", help="list every letter and its share on stderr")
    parser.add_argument("--quick", action="store_true", help="accepted for uniformity; it is always quick")
    options = parser.parse_args()
    rows = read(options.dir)
    if options.wrong:
        for row in sorted(rows, key=lambda row: row[2]):
            print(*row, file=sys.stderr)
    labels = sorted({row[1] for row in rows})
    halves = {name: [row for row in rows if _half(row[0]) == name] for name in ("held", "tune")}
    figures = {
        "n": len(rows),
        "auc": auc(rows, 2),
        **{name: {"n": len(found), "auc": auc(found, 2)} for name, found in halves.items()},
        "share": {label: statistics.median(row[2] for row in rows if row[1] == label) for label in labels},
        "peers": {"capitals": {"auc": auc(rows, 3)}},
    }
    print(json.dumps(figures))


def read(folder: Path) -> list[Row]:
    """(id, label, own share, share of capitals) of every letter of a folder."""
    rows = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        header = _HEADER.match(text)
        if header:
            letter = parse(text[header.end() :])
            rows.append((header[1], header[2], own(letter, None).share, _capitals(letter.sentences)))
    return rows


def auc(rows: list[Row], at: int) -> float | None:
    """Share of (good, not good) pairs in the right order; None without a pair."""
    good = [float(row[at]) for row in rows if row[1] == "good"]
    rest = [float(row[at]) for row in rows if row[1] in {"bad", "template"}]
    pairs = [(one > other) + 0.5 * (one == other) for one in good for other in rest]
    return round(sum(pairs) / len(pairs), 4) if pairs else None


def _half(name: str) -> str:
    return "held" if int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 else "tune"


def _capitals(sentences: tuple[str, ...]) -> float:
    words = [word for sentence in sentences for word in sentence.split()[1:]]
    return sum(word[:1].isupper() or word[:1].isdigit() for word in words) / max(1, len(words))


if __name__ == "__main__":
    main()
