"""An article through their eyes: the passages that answer what somebody said, verbatim, best first.

The person reads these instead of skimming everything, and says in one line why: then "I read" is true.
"""

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from afterword import tables
from afterword.candidacy import reason
from afterword.candidacy.problem import Problem, problem
from afterword.gift import spoken

FEWEST, MOST = 40, 120
"""Words of a passage, where the article's sentences allow it."""

_BEST = 3
_LONGEST_ARTICLE = 40_000
_WORDS_A_MINUTE = 220
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_K1, _B = 1.2, 0.3
"""BM25 as usual, but windows are of much the same length already: a longer one is hardly to blame for it."""
_WHOLE_PARAGRAPH = 1.06
"""Factor for a passage that begins, and for one that ends, where a paragraph does."""
_TOLD_ALREADY = 0.5
"""What a word of the quotes still counts once a better passage has it: the three show different sides."""

_SENTENCE_END = re.compile(
    r"(?<![.!?…])(?<!\b[A-ZÄÖÜ])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bMrs)(?<!\b\d\d)(?<!\b\d)[.!?…]+[\"'”’»)\]]*\s+(?=[^\sa-zà-ÿ])"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading of an article. page: from 1, None where it has no pages."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An article taken out of its file. date: "YYYY", "YYYY-MM" or "YYYY-MM-DD"; language: ISO 639 code."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    paywalled: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage, verbatim.

    at: words of the article before it; heading: what it stands under
    score: 0..1, 1 where every word of the quotes stands in it
    """

    text: str
    page: int | None
    at: int
    score: float
    why: str
    why_code: str
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Passages:
    """What to read of an article. words, minutes: of the whole; passages: best first, none overlapping another."""

    title: str | None
    author: str | None
    date: str | None
    words: int
    minutes: int
    passages: tuple[FoundPassage, ...] = ()
    paywalled: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """Paragraphs that stand together, under one heading and on one page."""

    text: str
    page: int | None
    heading: str | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a run, from start to end. at: words before it; first, last: in its paragraph."""

    run: _Run
    start: int
    end: int
    words: int
    at: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    """Sentences begin to end (not included). parts: what each word of the quotes, by its stem, speaks for them."""

    begin: int
    end: int
    parts: dict[str, float]


def choose(page: Page, quotes: Sequence[str], *, language: str = "en") -> Passages:
    """The three passages of `page` that answer `quotes` best; fewer where no more of them share a word.

    language: of the reasons and problems told
    """
    words = sum(_count(block.text) for block in page.blocks)
    sentences = list(_sentences(page.blocks))
    tongue = spoken.language_of(" ".join(block.text for block in page.blocks[:40]), page.language)
    wanted = Counter(term for quote in quotes for term in spoken.stems(quote, tongue) if term not in _counting(tongue))
    hits = _apart(_hits(sentences, wanted, tongue))
    found = tuple(_told(hit, sentences, quotes, tongue, language) for hit in hits)
    problems = list(page.problems)
    if page.blocks and not found:
        problems.append(problem("gift.passages.no_answer", language))
    if words > _LONGEST_ARTICLE:
        problems.append(problem("gift.passages.only_beginning", language, words=_LONGEST_ARTICLE))
    return Passages(
        title=page.title,
        author=page.author,
        date=page.date,
        words=words,
        minutes=minutes(words),
        passages=found,
        paywalled=page.paywalled,
        problems=tuple(problems),
    )


def minutes(words: int) -> int:
    """How many minutes it takes to read so many words."""
    return math.ceil(words / _WORDS_A_MINUTE)


def _hits(sentences: list[_Sentence], wanted: Counter[str], tongue: str) -> list[_Hit]:
    """The windows that share a word with the quotes, or one that may stand for it, weighed by BM25 over all windows."""
    told = [spoken.stems(sentence.run.text[sentence.start : sentence.end], tongue) for sentence in sentences]
    lengths = [0, *itertools.accumulate(map(len, told))]
    tallies = {term: _tally(term, told, tongue) for term in wanted}
    spans = list(_spans(sentences))
    holders = {
        term: sum(tally[end] > tally[begin] for begin, end in spans) for term, tally in tallies.items() if tally[-1]
    }
    idf = {term: math.log(1 + (len(spans) - held + 0.5) / (held + 0.5)) for term, held in holders.items()}
    unheard = math.log(1 + (len(spans) + 0.5) / 0.5)
    all_once = sum(times * idf.get(term, unheard) for term, times in wanted.items()) or 1.0
    average = sum(lengths[end] - lengths[begin] for begin, end in spans) / max(1, len(spans)) or 1.0
    hits = []
    for begin, end in spans:
        norm = _K1 * (1 - _B + _B * (lengths[end] - lengths[begin]) / average)
        counts = {term: tallies[term][end] - tallies[term][begin] for term in idf}
        edges = sentences[begin].first + sentences[end - 1].last
        factor = (_K1 + 1) * _WHOLE_PARAGRAPH**edges / all_once
        parts = {term: factor * wanted[term] * idf[term] * n / (n + norm) for term, n in counts.items() if n}
        if parts:
            hits.append(_Hit(begin, end, parts))
    return hits


def _tally(term: str, told: list[list[str]], tongue: str) -> list[float]:
    """How often a word stands in the sentences before each place, what stands for it counted in part."""
    kin, credit = spoken.kin(term, tongue), tables.table("gift/words/spoken.toml")["credit"]
    counts = (sum(1.0 if word == term else credit for word in words if word == term or word in kin) for words in told)
    return [0.0, *itertools.accumulate(counts)]


def _apart(hits: list[_Hit]) -> list[_Hit]:
    """The best, none overlapping another: each next one weighed by what those before it have not told."""
    taken: list[_Hit] = []
    told: Counter[str] = Counter()
    while hits and len(taken) < _BEST:
        best = max(hits, key=lambda hit: sum(part * _TOLD_ALREADY ** told[term] for term, part in hit.parts.items()))
        taken.append(best)
        told.update(best.parts.keys())
        hits = [hit for hit in hits if hit.end <= best.begin or best.end <= hit.begin]
    return taken


def _told(hit: _Hit, sentences: list[_Sentence], quotes: Sequence[str], tongue: str, language: str) -> FoundPassage:
    first, last = sentences[hit.begin], sentences[hit.end - 1]
    text = first.run.text[first.start : last.end]
    present = set(spoken.stems(text, tongue))
    same = _as_written(" ".join(quotes), hit.parts.keys() & present, tongue)
    kin = frozenset().union(*(spoken.kin(term, tongue) for term in hit.parts))
    words = same or _as_written(text, present & kin, tongue)
    code = f"gift.passages.why.{'other' if not same else 'words' if len(words) > 1 else 'word'}"
    return FoundPassage(
        text=text,
        page=first.run.page,
        at=first.at,
        score=round(min(1.0, sum(hit.parts.values())), 3),
        why=reason.message(code, {"words": words}, language),
        why_code=code,
        heading=first.run.heading,
    )


def _as_written(text: str, terms: Collection[str], tongue: str) -> list[str]:
    """Up to three words of a text whose stems are among `terms`, the longest first, each stem once."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        for term in spoken.stems(word, tongue):
            if term in terms:
                found.setdefault(term, word)
    return sorted(found.values(), key=lambda word: -len(word))[:3]


def _spans(sentences: list[_Sentence]) -> Iterator[tuple[int, int]]:
    """The windows: whole sentences, 40 to 120 words, across neither heading nor page; a shorter run whole.

    Whole paragraphs wherever they are of that length, alone or joined with those that follow.
    """
    begin = 0
    for _, group in itertools.groupby(sentences, lambda sentence: id(sentence.run)):
        run = list(group)
        if sum(sentence.words for sentence in run) < FEWEST:
            yield begin, begin + len(run)
        else:
            yield from ((begin + start, begin + end) for start, end in sorted(set(_of_run(run))))
        begin += len(run)


def _of_run(run: list[_Sentence]) -> Iterator[tuple[int, int]]:
    """The windows of a run: those of each paragraph, and the shortest at its end, which no later one reaches."""
    starts = [place for place, sentence in enumerate(run) if sentence.first]
    for start, after in itertools.pairwise([*starts, len(run)]):
        whole = _end(run, start, lambda sentence: sentence.last)
        if whole:
            yield start, whole
        else:
            for place in range(start, after):
                end = _end(run, place, lambda _: True)
                if end:
                    yield place, end
    before = itertools.accumulate(sentence.words for sentence in reversed(run))
    yield len(run) - next(n for n, words in enumerate(before, 1) if words >= FEWEST), len(run)


def _end(run: list[_Sentence], start: int, may_end: Callable[[_Sentence], bool]) -> int | None:
    """Where the shortest window from `start` ends; a single sentence may be longer than `MOST`."""
    words = 0
    for end, sentence in enumerate(run[start:], start + 1):
        words += sentence.words
        if words > MOST and end > start + 1:
            return None
        if words >= FEWEST and may_end(sentence):
            return end
    return None


def _sentences(blocks: Sequence[Block]) -> Iterator[_Sentence]:
    """All sentences of an article in their order, up to `_LONGEST_ARTICLE` words."""
    at = 0
    heading: str | None = None
    for (is_heading, page), group in itertools.groupby(blocks, lambda block: (_is_heading(block.text), block.page)):
        texts = [block.text for block in group]
        if is_heading:
            heading = texts[-1]
            at += sum(map(_count, texts))
            continue
        run = _Run("\n\n".join(texts), page, heading)
        offset = 0
        for text in texts:
            ends = (match.end() for match in _SENTENCE_END.finditer(text))
            for start, end in itertools.pairwise(
                itertools.chain([0], (end for end in ends if end < len(text)), [len(text)])
            ):
                sentence = text[start:end].rstrip()
                words = _count(sentence)
                yield _Sentence(
                    run, offset + start, offset + start + len(sentence), words, at, start == 0, end == len(text)
                )
                at += words
                if at > _LONGEST_ARTICLE:
                    return
            offset += len(text) + 2


@functools.cache
def _counting(tongue: str) -> frozenset[str]:
    return frozenset(spoken.stems(" ".join(tables.lines("gift/words/counting.txt")), tongue))


def _is_heading(text: str) -> bool:
    """Whether a block is a heading: a few words without an end."""
    return len(text) < 90 and not text.rstrip().endswith((".", "!", "?", "…", ":", "”", '"')) and _count(text) <= 12


def _count(text: str) -> int:
    return len(text.split())
