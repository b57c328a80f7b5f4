"""How well the passage that answers a quote is found: passages.py [DIR] [--half all|tune|held] [--quick].

DIR holds articles and .json files of {document, quotes, right: [how right passages begin]}, one or
a list; without it the own pairs of tests/data/passages. A passage is right when one of the
beginnings stands in it. `held` is the half that was not looked at while tuning.

Peers on the same windows: `first` takes the first passages, `overlap` counts the words shared.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from afterword.gift import search
from afterword.gift.passages import Page, choose
from afterword.outside.pages import read_page

OWN = Path(__file__).parent.parent / "tests" / "data" / "passages"
Chooser = Callable[[Page, list[str]], list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=OWN, metavar="DIR")
    parser.add_argument("--half", choices=["all", "tune", "held"], default="all")
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    options = parser.parse_args()
    pairs = [pair for pair in _pairs(options.folder) if _in_half(pair, options.half)]
    pages = {name: _page(options.folder, name) for name in sorted({pair["document"] for pair in pairs})}
    start = time.process_time()
    result = measured(pairs, pages, by_us)
    result["cpu_ms"] = round(1000 * (time.process_time() - start) / max(1, len(pairs)), 1)
    result["peers"] = {"first": measured(pairs, pages, first), "overlap": measured(pairs, pages, overlap)}
    print(json.dumps(result))


def measured(pairs: list[dict[str, Any]], pages: dict[str, Page], chooser: Chooser) -> dict[str, Any]:
    """The share of pairs whose first passage, and whose first three, hold what is right."""
    right = [[_holds(text, pair) for text in chooser(pages[pair["document"]], pair["quotes"])[:3]] for pair in pairs]
    return {
        "n": len(pairs),
        "top1": round(sum(bool(hits and hits[0]) for hits in right) / max(1, len(pairs)), 3),
        "top3": round(sum(any(hits) for hits in right) / max(1, len(pairs)), 3),
    }


def by_us(page: Page, quotes: list[str]) -> list[str]:
    return [passage.text for passage in choose(page, quotes).passages]


def first(page: Page, quotes: list[str]) -> list[str]:
    """The first paragraphs of at least 20 words."""
    del quotes
    return [block.text for block in page.blocks if len(block.text.split()) >= 20]


def overlap(page: Page, quotes: list[str]) -> list[str]:
    """The paragraphs that share most words with the quotes."""
    spoken = set(search.terms(" ".join(quotes)))
    return sorted((block.text for block in page.blocks), key=lambda text: -len(spoken & set(search.terms(text))))


def _holds(text: str, pair: dict[str, Any]) -> bool:
    flat = " ".join(text.split())
    return any(" ".join(beginning.split()) in flat for beginning in pair["right"])


def _page(folder: Path, name: str) -> Page:
    path = folder / name
    data = path.read_bytes() if len(name) < 200 and path.is_file() else name.encode()
    return read_page(data, name[:80])


def _pairs(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        found += content if isinstance(content, list) else [content]
    return found


def _in_half(pair: dict[str, Any], half: str) -> bool:
    key = str(pair.get("id") or pair["quotes"])
    even = int(hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0
    return half == "all" or even == (half == "tune")


if __name__ == "__main__":
    main()
