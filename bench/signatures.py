"""How well the lines of a signature are found: signatures.py P N [--quick] [--half tune|held|all].

P holds mails with a signature, N mails without one: `*_body` with `#sig#` before each line of the
signature, `*_sender` beside it. The peer `naive` takes the lines from "-- " on, else the last
paragraph when it has at most five lines.
"""

import argparse
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from afterword.card.signature import signature_lines

MARK = "#sig#"
Finder = Callable[[str, str | None], tuple[int, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="P and N, or the folder that holds both")
    parser.add_argument("--half", choices=["tune", "held", "all"], default="all")
    parser.add_argument("--quick", action="store_true", help="the same: it takes a second")
    arguments = parser.parse_args()
    folders: list[Path] = arguments.folders
    if len(folders) == 1 and (folders[0] / "P").is_dir():
        folders = [folders[0] / "P", folders[0] / "N"]
    mails = [mail for folder in folders for mail in sorted(folder.glob("*_body")) if _in_half(mail, arguments.half)]
    result = measured(mails, signature_lines)
    result["peers"] = {"naive": measured(mails, naive)}
    print(json.dumps(result))


def _in_half(mail: Path, half: str) -> bool:
    even = int(hashlib.sha1(mail.name.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0
    return half == "all" or even == (half == "tune")


def measured(mails: list[Path], find: Finder) -> dict[str, object]:
    """Precision, recall and F1 over all lines, and the share of mails where every line is right."""
    hits = found = wanted = exact = 0
    for mail in mails:
        marked = mail.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        gold = {at for at, line in enumerate(marked, 1) if line.startswith(MARK)}
        sender = mail.with_name(mail.name.replace("_body", "_sender"))
        text = "\n".join(line.removeprefix(MARK) for line in marked)
        got = set(find(text, sender.read_text("utf-8", "replace") if sender.exists() else None))
        hits, found, wanted = hits + len(gold & got), found + len(got), wanted + len(gold)
        exact += gold == got
    precision = hits / found if found else 0.0
    recall = hits / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {
        "n": len(mails),
        "line_precision": round(precision, 4),
        "line_recall": round(recall, 4),
        "f1": round(f1, 4),
        "exact": round(exact / len(mails), 4) if mails else 0.0,
    }


def naive(text: str, sender: str | None) -> tuple[int, ...]:
    """From the delimiter on, else the last paragraph when it is short."""
    del sender
    lines = text.split("\n")
    if "-- " in lines:
        start = len(lines) - lines[::-1].index("-- ") - 1
        return tuple(at + 1 for at in range(start, len(lines)) if lines[at].strip())
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    top = end
    while top and lines[top - 1].strip():
        top -= 1
    return tuple(range(top + 1, end + 1)) if end - top <= 5 else ()


if __name__ == "__main__":
    main()
