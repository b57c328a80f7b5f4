"""Learn src/afterword/gift/words/evidence.toml: what each number of a gift's evidence weighs.

    python tools/train_gift_evidence.py

From the development halves of bench/gifts.py and the pairs of tests/data/gift-train, never from the
held halves. A logistic regression with a small ridge, by Newton's method, three times: at first all
wrong things of a scenario weigh alike, then those most that came near being offered. The bias is set
so that APART of the scenarios that want nothing get nothing at fit.toml's `enough`. Needs numpy.
"""

import random
import sys
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.gifts import OWN, SMALL, asked, indexed_once, is_item, scenarios_of  # noqa: E402

from afterword import tables  # noqa: E402
from afterword.gift import fit  # noqa: E402
from afterword.gift.choose import Ranked, indexed  # noqa: E402
from afterword.gift.evidence import Evidence, blended, evidence  # noqa: E402
from afterword.gift.gift import Gift  # noqa: E402

PAIRS = ROOT / "tests" / "data" / "gift-train" / "pairs.txt"
OUT = ROOT / "src" / "afterword" / "gift" / "words" / "evidence.toml"
PAIRS_SHARE, RIDGE, WRONG, ROUNDS, STEPS = 0.4, 0.1, 1.5, 3, 20
APART = 0.9
FOLDS = 5

Numbers = NDArray[np.float64]


@dataclass
class Case:
    """A scenario: a row of evidence (and 1) for each thing that the search found; right: whether it is wanted."""

    weight: float
    abstain: bool
    rows: Numbers
    right: NDArray[np.bool_]


def main() -> None:
    """Write the table, and print what it does on folds it has not seen."""
    cases = [*developed(), *paired()]
    scores = crossed(cases)
    tell(cases, scores, boundary(cases, scores))
    weights = learnt(cases)
    bias = boundary(cases, [case.rows[:, :-1] @ weights[:-1] for case in cases])
    lines = ["# Written by tools/train_gift_evidence.py.", f"bias = {bias:.3f}", "", "[weights]"]
    lines += [f"{name} = {one:.3f}" for name, one in zip(Evidence.__dataclass_fields__, weights[:-1], strict=True)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def developed() -> list[Case]:
    """The development halves."""
    cases = []
    for folder in (OWN, SMALL):
        for scenario in scenarios_of(folder, "dev"):
            subject, shelves, context = asked(scenario, folder)
            wanted = scenario["good"]
            unsure = [*scenario.get("fair", []), *(one["item"] for one in scenario["never"] if one["gate"] != "fit")]
            search = indexed_once(tuple(shelves))
            case = weighed(subject, list(context.quotes), search, wanted, unsure, 1.0, abstain=scenario["abstain"])
            cases += [case] if case else []
    return cases


def paired() -> list[Case]:
    """The pairs of a thing and a subject."""
    rows = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            title, tags, subject, quotes = (part.strip() for part in (f"{line}|||").split("|")[:4])
            rows.append((title, tags, subject, [one for one in quotes.split(" / ") if one]))
    things = {title: Gift(title, title=title, tags=tuple(filter(None, [tags]))) for title, tags, *_ in rows if title}
    search = indexed(list(things.values()))
    cases = [
        weighed(subject, quotes, search, [title] if title else [], [], PAIRS_SHARE, abstain=not title)
        for title, _, subject, quotes in rows
    ]
    return [case for case in cases if case]


def weighed(
    subject: str,
    quotes: list[str],
    search: Ranked,
    wanted: list[str],
    unsure: list[str],
    weight: float,
    *,
    abstain: bool,
) -> Case | None:
    """The evidence of one scenario; None where vectors say nothing of its subject."""
    told = fit.asked(subject, quotes)
    rows, right = [], []
    for gift, _ in search(told.terms()):
        found = evidence(told, gift, fit.fit(told, gift))
        if found and not any(is_item(gift, item) for item in unsure):
            rows.append([*astuple(found), 1.0])
            right.append(any(is_item(gift, item) for item in wanted))
    return Case(weight, abstain, np.array(rows), np.array(right)) if rows else None


def learnt(cases: list[Case]) -> Numbers:
    """The weights, the bias last."""
    weights = None
    for _ in range(1 + ROUNDS):
        weights = _newton(cases, weights)
    assert weights is not None
    return weights


def crossed(cases: list[Case]) -> list[Numbers]:
    """The scores of each case by weights learnt without it."""
    order = list(range(len(cases)))
    random.Random(1).shuffle(order)
    scores: dict[int, Numbers] = {}
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        weights = learnt([case for place, case in enumerate(cases) if place not in out])
        scores |= {place: cases[place].rows @ weights for place in out}
    return [scores[place] for place in range(len(cases))]


def boundary(cases: list[Case], scores: list[Numbers]) -> float:
    """The bias with which APART of the scenarios that want nothing stay below `enough`; the pairs count less."""
    low, high = -20.0, 20.0
    whole = sum(case.weight for case in cases if case.abstain)
    for _ in range(50):
        bias = (low + high) / 2
        none = sum(
            case.weight
            for case, score in zip(cases, scores, strict=True)
            if case.abstain and offered(case, score, bias) is None
        )
        low, high = (bias, high) if none > APART * whole else (low, bias)
    return low


def offered(case: Case, scores: Numbers, bias: float) -> int | None:
    """Which thing of a scenario comes first, if any."""
    fits = [
        blended(score + bias, shared) for score, shared in zip(scores.tolist(), case.rows[:, 0].tolist(), strict=True)
    ]
    best = max(range(len(fits)), key=fits.__getitem__)
    return best if fits[best] >= tables.table("gift/words/fit.toml")["enough"] else None


def tell(cases: list[Case], scores: list[Numbers], bias: float) -> None:
    """Print how many scenarios got the right thing first, and how many of those that want nothing got nothing."""
    for weight in (1.0, PAIRS_SHARE):
        pairs = [
            (case, offered(case, one, bias)) for case, one in zip(cases, scores, strict=True) if case.weight == weight
        ]
        found = [first is not None and bool(case.right[first]) for case, first in pairs if not case.abstain]
        none = [first is None for case, first in pairs if case.abstain]
        print(f"weight {weight}: top1 {np.mean(found):.3f}, abstention {np.mean(none):.3f} ({len(found)}, {len(none)})")


def _newton(cases: list[Case], before: Numbers | None) -> Numbers:
    rows = np.concatenate([case.rows for case in cases])
    right = np.concatenate([case.right for case in cases]).astype(float)
    shares = np.concatenate([_shares(case, before) for case in cases])
    ridge = RIDGE * np.ones(rows.shape[1])
    ridge[-1] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (shares * (right - likely)) - ridge * weights
        bend = (rows * (shares * likely * (1 - likely) + 1e-9)[:, None]).T @ rows + np.diag(ridge)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def _shares(case: Case, before: Numbers | None) -> Numbers:
    """What each row counts: the right ones of a scenario 1 in all, the wrong ones WRONG."""
    near = np.ones(len(case.rows)) if before is None else np.exp(np.clip(case.rows @ before, -20, 20))
    near = near * ~case.right
    wrong = WRONG * (2 if before is None else 1) * near / (near.sum() or 1.0)
    return case.weight * np.where(case.right, 1 / max(1, case.right.sum()), wrong)


if __name__ == "__main__":
    main()
