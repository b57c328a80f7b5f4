"""How well the right thing is chosen from a shelf: own scenarios, with what must never be offered.

    python bench/gifts.py [DIR] [--half dev|held|all] [--wrong]

DIR holds scenarios.json (default: tests/data/gift), shelves are named relative to it. Without
DIR the figures are those of the half that no weight was set on (by the SHA-1 of the id), beside
them those of the other half. `--wrong` lists on stderr what went wrong.

A scenario is right when its first gift is one of `good`; `top3`: one of `good` among the first
three; abstention: share of the scenarios that want none and got none; false_abstention: share of
the others that got none; gate_violations: things of `never` that were offered.
"""

import argparse
import datetime as dt
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from afterword import api, shapes
from afterword.gift.gift import Choices, Context, Gift

OWN = Path(__file__).parent.parent / "tests" / "data" / "gift"


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", nargs="?", type=Path)
    parser.add_argument("--half", choices=("dev", "held", "all"))
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--quick", action="store_true", help="accepted for uniformity; it is always quick")
    options = parser.parse_args()
    folder = options.dir or OWN
    scenarios = json.loads((folder / "scenarios.json").read_text(encoding="utf-8"))
    half = options.half or ("all" if options.dir else "held")
    figures = measure([one for one in scenarios if half in {"all", half_of(one)}], folder, options.wrong)
    figures["half"] = half
    if half == "held":
        figures["dev"] = measure([one for one in scenarios if half_of(one) == "dev"], folder, options.wrong)
    print(json.dumps(figures))


def half_of(scenario: dict[str, Any]) -> str:
    """Weights and the threshold were set on "dev" alone."""
    return "dev" if hashlib.sha1(scenario["id"].encode()).digest()[-1] % 2 else "held"


def measure(scenarios: list[dict[str, Any]], folder: Path, wrong: bool) -> dict[str, Any]:
    """The figures over some scenarios."""
    top1, top3, found_none, missed = [], [], [], []
    violations = 0
    started = time.process_time()
    for scenario in scenarios:
        choices = choose(scenario, folder)
        offered = [choice.gift for choice in choices.gifts]
        bad = [one for one in scenario.get("never", []) if any(is_item(gift, one["item"]) for gift in offered)]
        violations += len(bad)
        if scenario.get("abstain"):
            found_none.append(choices.abstained)
        else:
            top1.append(any(is_item(gift, item) for gift in offered[:1] for item in scenario["good"]))
            top3.append(any(is_item(gift, item) for gift in offered[:3] for item in scenario["good"]))
            missed.append(choices.abstained)
        if wrong and (bad or not right(scenario, choices)):
            tell(scenario, choices, bad)
    return {
        "n": len(scenarios),
        "top1": share(top1),
        "top3": share(top3),
        "abstention": share(found_none),
        "false_abstention": share(missed),
        "gate_violations": violations,
        "cpu_ms": round(1000 * (time.process_time() - started) / max(1, len(scenarios)), 1),
    }


def choose(scenario: dict[str, Any], folder: Path) -> Choices:
    """What the program chooses in one scenario."""
    employer = scenario.get("employer") or {}
    raw = {
        **{key: scenario[key] for key in CONTEXT if key in scenario},
        "employer": {"name": employer} if isinstance(employer, str) else employer,
    }
    context, _ = shapes.convert(raw, Context, scenario["id"])
    shelves = [(name, (folder / name).read_bytes()) for name in scenario["shelf"]]
    now = context.now or dt.datetime.now(dt.UTC)
    return api.choose_gifts(scenario["subject"], shelves, context, now=now)


CONTEXT = ("quotes", "receiver", "rivals", "given", "sensitive_allowed", "now", "candidate")


def is_item(gift: Gift, item: str) -> bool:
    """Whether a gift is the one a scenario names by id, address or title."""
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
