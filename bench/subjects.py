"""Naming what a meeting was about: `python bench/subjects.py DIR [--half tune|held|all] [--quick]`.

DIR holds QMSum meeting files (`meeting_transcripts`, `topic_list`). Prints one JSON line:
lex_recall10, ndcg10 (as the contract defines them) and CPU seconds for ten thousand words, ours
and the peers': raw frequency, tf-idf among the meetings of the folder, yake with and without our
stop list, multi-rake. The naming weights come from a grid over the half
"tune" (by the hash of the name); the half "held" was looked at while they and the stop list were
settled, so its figures are a little flattering.
"""

import argparse
import hashlib
import json
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from afterword.candidacy.stem import stem
from afterword.notes import naming, words

TOP = 10
QUICK = 8
GENERIC = frozenset(
    stem(word)
    for word in words.words(
        "discussion introduction meeting topic closing opening overview presentation issue detail conclusion summary "
        "further future new current team group member final"
    )
)
FUNCTION_WORDS = frozenset(
    words.words(
        "a an the and or of in on at to for from by with about as is are was were be been being it its this that "
        "these those there his her their they he she we i you our your my me us them him not no do does did have has "
        "had will would can could should may might must so if but than then when where which who what how why into "
        "over under between through during before after up down out off again more most some any each all both own "
        "same other such only very just also too"
    )
)
_MARK = re.compile(r"\{\w+\}|<\w+>")
Method = Callable[[Sequence[str], Sequence[Counter[str]]], list[str]]


def stems(text: str) -> frozenset[str]:
    """The stems the measure compares: a plain stop list, so that it does not lean on ours."""
    return frozenset(stem(word) for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in FUNCTION_WORDS)


def half(path: Path) -> str:
    """Which half a meeting belongs to."""
    return "held" if int(hashlib.sha1(path.stem.encode()).hexdigest(), 16) % 2 else "tune"


def turns(meeting: dict[str, Any]) -> list[str]:
    """What was said, without the marks of the transcribers, apostrophes put together."""
    return [_MARK.sub("", turn["content"]).replace(" '", "'") for turn in meeting["meeting_transcripts"]]


def measure(meeting: dict[str, Any], phrases: Sequence[str]) -> tuple[float, float] | None:
    """Recall and nDCG of the first ten phrases; None for a meeting without a telling topic."""
    topics = [
        (named, sum(int(last) - int(first) + 1 for first, last in topic["relevant_text_span"]))
        for topic in meeting["topic_list"]
        if (named := stems(topic["topic"]) - GENERIC)
    ]
    if not topics:
        return None
    recalled: set[int] = set()
    gain = 0.0
    for rank, phrase in enumerate(phrases[:TOP]):
        ours = stems(phrase)
        new = {
            index
            for index, (named, _) in enumerate(topics)
            if index not in recalled and ours and len(ours & named) >= 0.5 * min(len(ours), len(named))
        }
        gain += sum(topics[index][1] for index in new) / math.log2(rank + 2)
        recalled |= new
    sizes = sorted((size for _, size in topics), reverse=True)[:TOP]
    ideal = sum(size / math.log2(rank + 2) for rank, size in enumerate(sizes))
    return len(recalled) / len(topics), min(gain / ideal, 1.0)


def ours(texts: Sequence[str], _: Sequence[Counter[str]]) -> list[str]:
    """The program's own naming."""
    return naming.subjects(texts, TOP)


def frequency(texts: Sequence[str], _: Sequence[Counter[str]]) -> list[str]:
    """The phrases of up to three words that were said most, without our stop list's words."""
    return [phrase for phrase, _ in _grams(texts).most_common(TOP)]


def tfidf(texts: Sequence[str], others: Sequence[Counter[str]]) -> list[str]:
    """The same, weighted by how few of the other meetings say them."""
    counts = _grams(texts)
    return sorted(
        counts,
        key=lambda phrase: -counts[phrase] * math.log(len(others) / (1 + sum(phrase in other for other in others))),
    )[:TOP]


def _grams(texts: Sequence[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        for run in words.runs(text):
            for start in range(len(run)):
                for end in range(start + 1, min(start + 3, len(run)) + 1):
                    if not words.carries(run[end - 1]):
                        break
                    counts[" ".join(run[start:end])] += 1
    return counts


def yake(stop: frozenset[str] | None) -> Method:
    """The peer yake, with its own stop list or ours."""

    def run(texts: Sequence[str], _: Sequence[Counter[str]]) -> list[str]:
        import yake as peer

        extractor = peer.KeywordExtractor(lan="en", n=3, top=TOP, stopwords=set(stop) if stop else None)
        return [phrase for phrase, _ in extractor.extract_keywords(" ".join(texts))]

    return run


def multi_rake(texts: Sequence[str], _: Sequence[Counter[str]]) -> list[str]:
    """The peer multi-rake."""
    from multi_rake import Rake

    return [phrase for phrase, _ in Rake(language_code="en").apply(" ".join(texts))[:TOP]]


PEERS: dict[str, Method] = {
    "frequency": frequency,
    "tfidf": tfidf,
    "yake": yake(None),
    "yake_talk_stop_list": yake(words.stop()),
    "multi_rake": multi_rake,
}


def figures(method: Method, meetings: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The figures of one method over all meetings."""
    talks = [turns(meeting) for meeting in meetings]
    others = [_grams(talk) for talk in talks] if method is tfidf else []
    began = time.process_time()
    found = [method(talk, others) for talk in talks]
    spent = time.process_time() - began
    said = sum(len(text.split()) for talk in talks for text in talk)
    scores = [score for meeting, phrases in zip(meetings, found, strict=True) if (score := measure(meeting, phrases))]
    return {
        "n": len(scores),
        "lex_recall10": round(sum(recall for recall, _ in scores) / max(len(scores), 1), 3),
        "ndcg10": round(sum(ndcg for _, ndcg in scores) / max(len(scores), 1), 3),
        "cpu_s_per_10k_words": round(spent / max(said, 1) * 10_000, 4),
    }


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the naming of subjects against human topic lists.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=["tune", "held", "all"], default="all")
    parser.add_argument("--quick", action="store_true", help=f"the first {QUICK} meetings only")
    given = parser.parse_args()
    paths = [path for path in sorted(given.folder.glob("*.json")) if given.half in {"all", half(path)}]
    meetings = [json.loads(path.read_text(encoding="utf-8")) for path in (paths[:QUICK] if given.quick else paths)]
    peers = {}
    for name, method in PEERS.items():
        try:
            peers[name] = figures(method, meetings)
        except ImportError:
            peers[name] = {"skipped": "not installed"}
    print(json.dumps({"half": given.half, **figures(ours, meetings), "peers": peers}))


if __name__ == "__main__":
    main()
