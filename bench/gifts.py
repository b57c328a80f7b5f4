"""How well the right thing is chosen from a shelf: own scenarios, with what must never be offered.

    python bench/gifts.py [DIR] [--half dev|held|all] [--wrong]

DIR holds scenarios.json, shelves are named relative to it (default: tests/data/gift-2000, 359
scenarios over one shelf of two thousand things; the 181 over small shelves of tests/data/gift stand
beside them as "small"). Without DIR the figures are those of the half that no weight was set on
(by the SHA-1 of the id), beside them those of the other half. `--wrong` lists on stderr what went wrong.

A scenario is right when its first gift is one of `good`; `top3`: one of `good` among the first
three; abstention: share of the scenarios that want none and got none; false_abstention: share of
the others that got none; within_reach: share of the others with a good one among the first three or,
where none fits well enough, among what "came near"; gate_violations: things of `never` that were offered, of which
wrong_meaning passed every gate and speak of something else in the same words. The peer `search`
takes the five best hits of the shelf's own search: no gates, no score, no abstention but for want
of any hit. bookmarks_20k_cpu_s: reading a file of 20,000 bookmarks.
"""

import argparse
import datetime as dt
import functools
import hashlib
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from afterword import api, shapes
from afterword.gift import links
from afterword.gift.choose import Ranked, choose_by, indexed
from afterword.gift.fit import told_text
from afterword.gift.gift import Choice, Choices, Context, Gift, Parts
from afterword.gift.search import Index

Shelves = Sequence[tuple[str, bytes]]
Choose = Callable[[str, Shelves, Context], Choices]

DATA = Path(__file__).parent.parent / "tests" / "data"
OWN, SMALL = DATA / "gift-2000", DATA / "gift"


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", nargs="?", type=Path)
    parser.add_argument("--half", choices=("dev", "held", "all"))
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--quick", action="store_true", help="a tenth of the bookmarks")
    options = parser.parse_args()
    folder = options.dir or OWN
    half = options.half or ("all" if options.dir else "held")
    wanted = scenarios_of(folder, half)
    figures = {"half": half, **measure(wanted, folder, wrong=options.wrong)}
    if not options.dir:
        figures["small"] = measure(scenarios_of(SMALL, half), SMALL, wrong=options.wrong)
    if half == "held":
        figures["dev"] = measure(scenarios_of(folder, "dev"), folder)
    figures["bookmarks_20k_cpu_s"] = bookmarks_cpu_s(2_000 if options.quick else 20_000)
    figures["peers"] = {"search": measure(wanted, folder, searched)}
    print(json.dumps(figures))


def scenarios_of(folder: Path, half: str) -> list[dict[str, Any]]:
    """The scenarios of a folder: "dev", "held" or "all"."""
    scenarios = json.loads((folder / "scenarios.json").read_text(encoding="utf-8"))
    return [one for one in scenarios if half in {"all", half_of(one)}]


def half_of(scenario: dict[str, Any]) -> str:
    """Weights and the threshold were set on "dev" alone."""
    return "dev" if hashlib.sha1(scenario["id"].encode()).digest()[-1] % 2 else "held"


def measure(
    scenarios: list[dict[str, Any]], folder: Path, choose: Choose | None = None, *, wrong: bool = False
) -> dict[str, Any]:
    """The figures over some scenarios."""
    top1, top3, found_none, missed, within_reach = [], [], [], [], []
    violations: list[str] = []
    started = time.process_time()
    for scenario in scenarios:
        choices = (choose or chosen)(*asked(scenario, folder))
        offered = [choice.gift for choice in choices.gifts]
        bad = [one for one in scenario.get("never", []) if any(is_item(gift, one["item"]) for gift in offered)]
        violations += [one["gate"] for one in bad]
        if scenario.get("abstain"):
            found_none.append(choices.abstained)
        else:
            top1.append(any(is_item(gift, item) for gift in offered[:1] for item in scenario["good"]))
            top3.append(any(is_item(gift, item) for gift in offered[:3] for item in scenario["good"]))
            missed.append(choices.abstained)
            shown = [*offered[:3], *(choice.gift for choice in choices.near)]
            within_reach.append(any(is_item(gift, item) for gift in shown for item in scenario["good"]))
        if wrong and (bad or not right(scenario, choices)):
            tell(scenario, choices, bad)
    return {
        "n": len(scenarios),
        "top1": share(top1),
        "top3": share(top3),
        "within_reach": share(within_reach),
        "abstention": share(found_none),
        "false_abstention": share(missed),
        "gate_violations": len(violations),
        "wrong_meaning": violations.count("fit"),
        "cpu_ms": round(1000 * (time.process_time() - started) / max(1, len(scenarios)), 1),
    }


def asked(scenario: dict[str, Any], folder: Path) -> tuple[str, Shelves, Context]:
    """The subject, the shelves and the context of a scenario. An employer may be a name or a domain."""
    employer = scenario.get("employer") or {}
    if isinstance(employer, str):
        employer = {"domains": [employer]} if "." in employer and " " not in employer else {"name": employer}
    raw = {**{key: scenario[key] for key in CONTEXT if key in scenario}, "employer": employer}
    context, _ = shapes.convert(raw, Context, scenario["id"])
    return scenario["subject"], [(name, (folder / name).read_bytes()) for name in scenario["shelf"]], context


def chosen(subject: str, shelves: Shelves, context: Context) -> Choices:
    """What the program chooses; a shelf is read and indexed once."""
    now = context.now or dt.datetime.now(dt.UTC)
    return choose_by(indexed_once(tuple(shelves)), subject, context, now=now)


@functools.lru_cache(maxsize=4)
def indexed_once(shelves: tuple[tuple[str, bytes], ...]) -> Ranked:
    """The search of some shelves."""
    return indexed(api.read_shelf(shelves)[0])


@functools.lru_cache(maxsize=4)
def indexed_plainly(shelves: tuple[tuple[str, bytes], ...]) -> tuple[list[Gift], Index]:
    """Things and their index, for the peer."""
    shelf = list(api.read_shelf(shelves)[0])
    return shelf, Index((f"{gift.title} {' '.join(gift.tags)}", told_text(gift)) for gift in shelf)


def searched(subject: str, shelves: Shelves, context: Context) -> Choices:
    """The best hits of the search alone."""
    shelf, index = indexed_plainly(tuple(shelves))
    gifts = [shelf[place] for place, _ in index.search(subject, context.quotes, 5)]
    parts = Parts(0, 0, 0, 0, 0, 0, 0)
    return Choices(
        gifts=tuple(Choice(gift, gift.title, gift.url, gift.kind, 0.0, parts, "", "") for gift in gifts),
        abstained=not gifts,
    )


def bookmarks_cpu_s(count: int) -> float:
    """The CPU seconds of reading `count` bookmarks."""
    rng = random.Random(1)
    lines = ["<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n"]
    for number in range(count):
        title = " ".join(f"word{rng.randrange(5000)}" for _ in range(8))
        lines.append(
            f'<DT><A HREF="https://example.org/{number}?utm_source=x" ADD_DATE="1700000000" TAGS="a,b">{title}</A>\n'
        )
    data = "".join(lines).encode()
    started = time.process_time()
    gifts, _ = api.read_shelf([("bookmarks.html", data)])
    assert len(gifts) == count
    return round(time.process_time() - started, 2)


CONTEXT = ("quotes", "receiver", "rivals", "given", "sensitive_allowed", "now", "candidate")


def is_item(gift: Gift, item: str) -> bool:
    """Whether a gift is the one a scenario names by id, address or title."""
    if gift.url and item.startswith("http"):
        return links.same_page(item) == links.same_page(gift.url)
    return item in {gift.id, gift.url, gift.title}


def right(scenario: dict[str, Any], choices: Choices) -> bool:
    """Whether the answer is the wanted one."""
    if scenario.get("abstain"):
        return choices.abstained
    return any(is_item(choice.gift, item) for choice in choices.gifts[:1] for item in scenario["good"])


def tell(scenario: dict[str, Any], choices: Choices, bad: list[dict[str, str]]) -> None:
    """On stderr, what went wrong."""
    print(scenario["id"], "|", scenario["subject"], "| never:", bad, file=sys.stderr)
    for choice in choices.gifts:
        print("   ", choice.score, choice.parts.fit, choice.title, file=sys.stderr)


def share(values: list[bool]) -> float | None:
    """The share of true values; None of none."""
    return round(sum(values) / len(values), 3) if values else None


if __name__ == "__main__":
    main()
