"""Choosing: from the whole shelf to the few things worth giving, with every reason said."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from afterword import tables
from afterword.candidacy import reason
from afterword.gift import evidence, fit, gates, score
from afterword.gift.gift import Choice, Choices, Context, Gate, Gift, Parts, Refusal
from afterword.gift.hunt import hunt
from afterword.gift.search import FEEDBACK, Index

Ranked = Callable[[Mapping[str, float]], Sequence[tuple[Gift, float]]]
"""A search: from the weights of terms to the things that hold them, best first, with their scores."""

LOOKED_AT = 200
"""So many of the best hits of the search are weighed one by one."""
MOST_REFUSED = 20
MOST_NEAR = 3
_NAMED_WORDS = 3


def choose(
    subject: str,
    shelf: Sequence[Gift],
    context: Context,
    *,
    now: dt.datetime,
    top: int = 5,
    language: str = "en",
) -> Choices:
    """The best `top` things on a shelf in memory, as `choose_by` says."""
    return choose_by(indexed(shelf), subject, context, now=now, top=top, language=language)


def choose_by(
    search: Ranked,
    subject: str,
    context: Context,
    *,
    now: dt.datetime,
    top: int = 5,
    language: str = "en",
) -> Choices:
    """The best `top` things that a search finds for a subject, best first, and what fits but must not be given.

    Nothing that fits well enough: abstained, with what came near and searches to open (hunt). A subject that is a
    private matter is refused itself. now: with offset; its day judges what is old.
    """
    case = gates.Case(subject, context, now.date())
    private = gates.sensitive_subject(case)
    if private:
        code, params = private
        return Choices(refused=(_refusal(None, "sensitive", f"gift.gates.{code}", params, language),), abstained=True)
    asked = fit.asked(subject, context.quotes)
    enough = tables.table("gift/words/fit.toml")["enough"]
    offered: list[Choice] = []
    near: list[Choice] = []
    refused: list[Refusal] = []
    for gift, found, share in _fitting(asked, search, enough):
        stopped = gates.stopped(gift, case)
        if stopped:
            gate, code, params = stopped
            refused.append(_refusal(gift, gate, code, params, language))
        elif found.share >= enough:
            offered.append(_choice(gates.without_tracking(gift), found, share, case.today, language))
        elif len(near) < MOST_NEAR:
            near.append(_choice(gates.without_tracking(gift), found, share, case.today, language))
    offered.sort(key=lambda choice: (choice.kind != "promised", -choice.score, -choice.parts.fit))
    return Choices(
        gifts=tuple(offered[:top]),
        refused=tuple(refused[:MOST_REFUSED]),
        abstained=not offered,
        hunt=() if offered else hunt(subject, context.quotes, context.country),
        near=() if offered else tuple(near),
    )


def named(gift: Gift) -> str:
    """The words by which a thing is known: they count more than what else is told of it."""
    return " ".join(filter(None, (gift.title, gift.place, *gift.tags)))


def indexed(shelf: Sequence[Gift]) -> Ranked:
    """The search of a shelf in memory, for any number of subjects."""
    index = Index((named(gift), fit.told_text(gift)) for gift in shelf)

    def ranked(wanted: Mapping[str, float]) -> list[tuple[Gift, float]]:
        hits = index.score(wanted, FEEDBACK.items)
        if not hits:
            return []
        found = index.score(index.expand(wanted, hits, FEEDBACK), LOOKED_AT)
        return [(shelf[place], points) for place, points in found]

    return ranked


def _fitting(asked: fit.Asked, search: Ranked, enough: float) -> list[tuple[Gift, fit.Fit, float]]:
    """What fits at least half of enough, best first, with its fit and the share that its rank in the search adds to."""
    wanted = asked.terms()
    ranked = search(wanted) if wanted else []
    weighed = []
    for gift, points in ranked:
        found = evidence.weigh(asked, gift)
        if found.share >= enough / 2:
            weighed.append((gift, found, _both(found.share, points / ranked[0][1])))
    weighed.sort(key=lambda row: -row[2])
    return weighed


def _both(share: float, rank: float) -> float:
    """The fit that is scored: mostly what is spoken of, a little how the whole shelf ranks it."""
    part = tables.table("gift/words/fit.toml")["search"]
    return float((1 - part) * share + part * rank)


def _refusal(gift: Gift | None, gate: Gate, code: str, params: dict[str, object], language: str) -> Refusal:
    return Refusal(
        title=gift.title if gift else None,
        url=gift.url if gift else None,
        gate=gate,
        reason=reason.message(code, params, language),
        reason_code=code,
    )


def _choice(gift: Gift, found: fit.Fit, share: float, today: dt.date, language: str) -> Choice:
    parts = score.parts(gift, share, today)
    code, why = _why(gift, found, parts, language)
    return Choice(
        gift=gift,
        title=gift.title,
        url=gift.url,
        kind=gift.kind,
        score=score.total(parts),
        parts=parts,
        why=why,
        why_code=code,
    )


def _why(gift: Gift, found: fit.Fit, parts: Parts, language: str) -> tuple[str, str]:
    """The one reason in words, and after it the weakest part."""
    strong = "promised" if gift.kind == "promised" else _strength(gift, parts)
    code = f"gift.why.{strong}"
    told = reason.message(code, {"words": list(found.matched[:_NAMED_WORDS])}, language)
    name, value = score.weakest(parts)
    if value < tables.table("gift/words/score.toml")["weak"]:
        told += " " + reason.message(f"gift.weak.{name}", {}, language)
    return code, told


def _strength(gift: Gift, parts: Parts) -> str:
    if gift.self or gift.kind in {"tip", "note"}:
        return "own"
    if gift.read:
        return "read"
    if gift.note or gift.passage:
        return "noted"
    rest = {name: value for name, value in asdict(parts).items() if name in {"fresh", "open", "credible"}}
    best, value = max(rest.items(), key=lambda pair: pair[1])
    return best if value >= tables.table("gift/words/score.toml")["strong"] else "fits"
