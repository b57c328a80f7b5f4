"""What the checks say of whole letters without a brief, by label.

    python bench/letters.py [DIR] [--half tune|held|all] [--wrong]

DIR holds .txt files (default: tests/data/letters) whose first line is `# id: .., label: good|bad|template ..`.
blocked, flagged (blocked or warned) and warnings (mean number) by label; placeholder: share of
templates whose open places were seen. Peers: "regex", placeholders in square brackets and braces and
nothing else; "harper", a grammar checker that knows no letters, in a process of its own: the share of
letters in which it finds anything, and how many things, names among them. `--half` takes the letters
the lists were tuned on, or the others (by the
SHA-1 of the id).
"""

import argparse
import hashlib
import importlib.util
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from afterword.letter import checks
from afterword.letter.checking import check

OWN = Path(__file__).parent.parent / "tests" / "data" / "letters"
_HEADER = re.compile(r"#.*?\bid:\s*([\w.-]+).*?\blabel:\s*(\w+).*\n")
_HARPER = """
import json, sys
import harper
linter = harper.Linter()
print(json.dumps([len(linter.lint(text)) for text in json.load(sys.stdin)]), file=sys.stderr)
"""
_NAIVE = re.compile(r"\[[^\]]+\]|\{\{[^}]+\}\}|\$\{[^}]+\}")


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", nargs="?", type=Path, default=OWN)
    parser.add_argument("--half", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--wrong", action="store_true", help="list doubtful findings on stderr")
    parser.add_argument("--quick", action="store_true", help="accepted for uniformity; it is always quick")
    options = parser.parse_args()
    corpus = [row for row in read(options.dir) if options.half in {"all", half(row[0])}]
    print(json.dumps(measure(corpus, wrong=options.wrong)))


def read(folder: Path) -> list[tuple[str, str, str]]:
    """(id, label, text) of every letter of a folder."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        header = _HEADER.match(text)
        if header:
            found.append((header[1], header[2], text[header.end() :]))
    return found


def half(name: str) -> str:
    """Which half of a corpus a letter belongs to."""
    return "held" if int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 else "tune"


def measure(corpus: list[tuple[str, str, str]], *, wrong: bool = False) -> dict[str, object]:
    """The figures of a corpus."""
    rows: dict[str, list[tuple[bool, int, bool]]] = {}
    naive: dict[str, list[bool]] = {}
    start = time.process_time()
    for name, label, text in corpus:
        checked = check(text)
        blocks = [finding for finding in checked.findings if finding.severity == "block"]
        warns = [finding for finding in checked.findings if finding.severity == "warn"]
        open_places = any(finding.id == "text.placeholder" for finding in blocks)
        rows.setdefault(label, []).append((bool(blocks), len(warns), open_places))
        naive.setdefault(label, []).append(bool(_NAIVE.search(text)))
        if wrong and (blocks if label == "good" else not blocks):
            print(name, checked.kind, [(one.id, one.quote) for one in [*blocks, *warns]], file=sys.stderr)
    seconds = time.process_time() - start
    return {
        "n": {label: len(found) for label, found in rows.items()},
        "blocked": {label: _share(row[0] for row in found) for label, found in rows.items()},
        "flagged": {label: _share(row[0] or row[1] > 0 for row in found) for label, found in rows.items()},
        "warnings": {label: round(statistics.mean(row[1] for row in found), 2) for label, found in rows.items()},
        "placeholder": _share(row[2] for row in rows.get("template", [])),
        "ms_per_letter": round(1000 * seconds / max(1, len(corpus)), 2),
        "checks": len(checks.CHECKS),
        "peers": {"regex": {"blocked": {label: _share(found) for label, found in naive.items()}}} | _harper(corpus),
    }


def _harper(corpus: list[tuple[str, str, str]]) -> dict[str, object]:
    """What harper finds, by label; nothing where it is not installed."""
    if importlib.util.find_spec("harper") is None:
        return {}
    texts = json.dumps([text for _, _, text in corpus])
    done = subprocess.run([sys.executable, "-c", _HARPER], input=texts, capture_output=True, text=True, check=True)
    counts: list[int] = json.loads(done.stderr.splitlines()[-1])  # it prints of its own on stdout
    rows: dict[str, list[int]] = {}
    for (_, label, _), count in zip(corpus, counts, strict=True):
        rows.setdefault(label, []).append(count)
    return {
        "harper": {
            "flagged": {label: _share(count > 0 for count in found) for label, found in rows.items()},
            "warnings": {label: round(statistics.mean(found), 2) for label, found in rows.items()},
        }
    }


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return round(sum(found) / len(found), 3) if found else 0.0


if __name__ == "__main__":
    main()
