"""What a long talk was about: its best named subjects, by word counts alone.

A phrase of one to three words is worth the root of how often it was said, times how much its words
tell against general English, times a root of how widely it is spread over the talk, times how
often it stood where a noun stands, with a boost for several words. Each word that was used up by
a better phrase lowers the next one, so that the list covers the talk. Weights and their origin are
in `weights.toml`; `bench/subjects.py` measures.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from afterword import tables
from afterword.candidacy.stem import stem
from afterword.notes import patterns, words

MAX_WORDS = 3
_POOL = 100
"""Phrases that are looked at when the list is chosen: enough for any `top`, and keeps the choice cheap."""
Phrase = tuple[str, ...]


@dataclass(slots=True)
class Use:
    """How one phrase was used: times, times as a noun, segments of the talk, wordings."""

    count: int = 0
    as_noun: int = 0
    segments: set[int] = field(default_factory=set)
    wordings: Counter[str] = field(default_factory=Counter)


def subjects(texts: Sequence[str], top: int = 10) -> list[str]:
    """The `top` subjects of a talk, best named first; fewer where it has fewer.

    texts: what was said, turn by turn.
    """
    weights = tables.table("notes/weights.toml")["naming"]
    used = uses(texts, int(weights["segments"]))
    rare = len(used) > weights["small"]
    scores = {phrase: _score(phrase, use, weights) for phrase, use in used.items() if use.count > 1 or not rare}
    return [used[phrase].wordings.most_common(1)[0][0] for phrase in _cover(scores, top, weights["used_up"])]


def uses(texts: Sequence[str], segments: int = 1) -> dict[Phrase, Use]:
    """How every phrase of a talk was used, by its stems."""
    found: dict[Phrase, Use] = defaultdict(Use)
    total = sum(len(text) for text in texts) or 1
    before = 0
    for text in texts:
        segment = before * segments // total
        before += len(text)
        for run in words.runs(text):
            _count(run, segment, found)
    return found


def _count(run: list[str], segment: int, uses: dict[Phrase, Use]) -> None:
    """Add the phrases of one stretch between punctuation."""
    openers = patterns.word_set("grammar", "openers")
    carries = [words.carries(word) for word in run]
    for start in range(len(run)):
        for end in range(start + 1, min(start + MAX_WORDS, len(run)) + 1):
            if not carries[end - 1]:
                break
            use = uses[tuple(stem(word) for word in run[start:end])]
            use.count += 1
            use.segments.add(segment)
            use.wordings[" ".join(run[start:end])] += 1
            closes = end == len(run) or not carries[end]
            use.as_noun += closes and start > 0 and (run[start - 1] in openers or carries[start - 1])


def _score(phrase: Phrase, use: Use, weights: dict[str, float]) -> float:
    telling = sum(words.keyness(word) for word in use.wordings.most_common(1)[0][0].split()) / len(phrase)
    spread = len(use.segments) ** weights["spread"]
    noun = weights["any_place"] + use.as_noun / use.count
    return float(use.count ** weights["count"] * telling * spread * noun * weights[f"words_{len(phrase)}"])


def _cover(scores: dict[Phrase, float], top: int, used_up: float) -> list[Phrase]:
    """The best phrases, each word worth `used_up` of itself once a better phrase has used it."""
    pool = sorted(scores, key=lambda phrase: (-scores[phrase], phrase))[:_POOL]
    used: Counter[str] = Counter()
    chosen: list[Phrase] = []
    while pool and len(chosen) < top:
        best = max(pool, key=lambda phrase: scores[phrase] * used_up ** sum(used[stem] for stem in phrase))
        pool.remove(best)
        if not any(set(best) <= set(other) or set(other) <= set(best) for other in chosen):
            chosen.append(best)
            used.update(best)
    return chosen
