"""Mentions become the ledger: one line a subject, the likeliest interest first.

Signs of interest add up like chances that all must miss: 1 - (1 - a)(1 - b)...; a second sign of
the same kind counts half. A sign against takes its share off. What is left orders the subjects,
and a logistic of it is the confidence.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from afterword import tables
from afterword.candidacy import reason
from afterword.notes import cues, kind, words
from afterword.notes.interest import Evidence, Interest
from afterword.notes.mention import Mention

MAX_EVIDENCE = 6


def subjects(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """The mentions grouped by subject, across wordings; groups in order of their best place."""
    same = tables.table("notes/weights.toml")["merge"]["same"]
    groups: list[tuple[set[str], list[Mention]]] = []
    by_stem: dict[str, list[int]] = defaultdict(list)
    for mention in mentions:
        stems = words.stems(mention.subject)
        near = Counter(index for stem in stems for index in by_stem[stem])
        home = next((index for index, _ in near.most_common(8) if _shared(stems, groups[index][1]) >= same), None)
        if home is None:
            home = len(groups)
            groups.append((set(), []))
        groups[home][1].append(mention)
        for stem in stems - groups[home][0]:
            by_stem[stem].append(home)
        groups[home][0].update(stems)
    return [group for _, group in groups]


def _shared(stems: frozenset[str], group: Sequence[Mention]) -> float:
    """The worth of the shared stems over that of the smaller set; the closest wording counts."""
    return max(
        (words.worth_shared(stems, words.stems(wording)) for wording in {mention.subject for mention in group[:30]}),
        default=0.0,
    )


def score(group: Sequence[Mention]) -> float:
    """How much the signs of one subject speak for interest, 0..1."""
    table = tables.table("notes/weights.toml")
    times: Counter[str] = Counter()
    missed, left = 1.0, 1.0
    for mention in group:
        sign = _sign(mention)
        if mention.cue in cues.AGAINST:
            left = min(left, table["against"][sign])
        else:
            missed *= 1 - table["cue"][sign] * table["interest"]["again"] ** times[sign]
            times[sign] += 1
    return (1 - missed) * left


def _sign(mention: Mention) -> str:
    if mention.cue:
        return mention.cue
    return {"said": "quoted", "observed": "observed", "noted": "talked_about"}[mention.words]


def interests(groups: Iterable[Sequence[Mention]], top: int, language: str) -> tuple[Interest, ...]:
    """At most `top` interests, the likeliest first; none where no sign is strong enough."""
    least = tables.table("notes/weights.toml")["interest"]["least"]
    scored = sorted(((score(group), group) for group in groups), key=lambda pair: (-pair[0], pair[1][0].order))
    return tuple(
        _interest(f"i{number}", value, group, language)
        for number, (value, group) in enumerate(scored[:top], 1)
        if value >= least
    )


def _interest(identity: str, value: float, group: Sequence[Mention], language: str) -> Interest:
    subject = name(group)
    context = " ".join(dict.fromkeys(mention.context for mention in group))[:4000]
    shown = [sign for sign in dict.fromkeys(_sign(mention) for mention in _by_weight(group)) if sign != "talked_about"]
    code = "notes.why.seen" if shown == ["observed"] else "notes.why.shown"
    signs = [reason.message(f"notes.sign.{sign}", {}, language) for sign in shown[:4]]
    return Interest(
        id=identity,
        subject=subject,
        kind=kind.of(subject, context),
        score=round(value, 3),
        confidence=round(confidence(value), 3),
        sensitive=kind.sensitive(subject, context),
        why=reason.message(code, {"signs": signs}, language),
        why_code=code,
        evidence=_evidence(group),
    )


def confidence(value: float) -> float:
    """How likely a subject of this score is a true interest, 0..1."""
    table = tables.table("notes/weights.toml")["confidence"]
    return 1 / (1 + math.exp(-table["steepness"] * (value - table["middle"])))


def name(group: Sequence[Mention]) -> str:
    """The wording of the strongest sign; of equals the one that says more."""
    best = _by_weight(group)[0]
    equals = [mention for mention in group if _weight(mention) == _weight(best)]
    return max(equals, key=lambda mention: (min(len(words.stems(mention.subject)), 4), -mention.order)).subject


def _weight(mention: Mention) -> float:
    table = tables.table("notes/weights.toml")
    return 0.0 if mention.cue in cues.AGAINST else float(table["cue"][_sign(mention)])


def _by_weight(group: Sequence[Mention]) -> list[Mention]:
    return sorted(group, key=lambda mention: (-_weight(mention), mention.order))


def _evidence(group: Sequence[Mention]) -> tuple[Evidence, ...]:
    """The strongest signs with their quotes, each once, those against last."""
    found: dict[tuple[str, str | None], Evidence] = {}
    for mention in sorted(_by_weight(group), key=lambda mention: mention.cue in cues.AGAINST):
        if mention.quote:
            evidence = Evidence(mention.quote, mention.words, mention.speaker, mention.at, mention.cue, mention.direct)
            found.setdefault((mention.quote, mention.cue), evidence)
    return tuple(found.values())[:MAX_EVIDENCE]
