"""An article through their eyes: the passages that answer what somebody said, verbatim, best first.

The person reads these instead of skimming everything, and says in one line why: then "I read" is true.
"""

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterword import tables
from afterword.candidacy import reason
from afterword.candidacy.problem import Problem, problem
from afterword.gift import search

FEWEST, MOST = 40, 120
"""Words of a passage, where the article's sentences allow it."""

_BEST = 3
_LONGEST_ARTICLE = 60_000
_WORDS_A_MINUTE = 220
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_K1, _B = 1.2, 0.3
"""BM25 as usual, but windows are of much the same length already: a longer one is hardly to blame for it."""
_WHOLE_PARAGRAPH = 1.06
"""Factor for a passage that begins, and for one that ends, where a paragraph does."""

_SENTENCE_END = re.compile(
    r"(?<!\b[A-ZÄÖÜ])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bMrs)(?<!\b\d\d)(?<!\b\d)[.!?…]+[\"'”’»)\]]*\s+(?=[^\sa-zà-ÿ])"
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
class _Window:
    """Whole sentences that stand together; begin, end: their places among all sentences."""

    text: str
    page: int | None
    heading: str | None
    at: int
    begin: int
    end: int
    edges: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    words: int
    first: bool
    last: bool


def choose(page: Page, quotes: Sequence[str], *, language: str = "en") -> Passages:
    """The three passages of `page` that answer `quotes` best; fewer where no more of them share a word.

    language: of the reasons and problems told
    """
    words = sum(_count(block.text) for block in page.blocks)
    windows = list(_windows(page.blocks))
    found = tuple(_told(*hit, language) for hit in _best(windows, quotes))
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
        minutes=math.ceil(words / _WORDS_A_MINUTE),
        passages=found,
        paywalled=page.paywalled,
        problems=tuple(problems),
    )


def _best(windows: list[_Window], quotes: Sequence[str]) -> Iterator[tuple[_Window, float, list[str]]]:
    """The best windows that do not overlap, each with its score and the words of the quotes it takes up."""
    wanted = Counter(term for quote in quotes for term in search.terms(quote) if term not in _counting())
    counts = [Counter(search.terms(window.text)) for window in windows]
    idf = {term: _idf(sum(term in count for count in counts), len(windows)) for term in wanted}
    all_once = sum(times * idf[term] for term, times in wanted.items())
    average = sum(count.total() for count in counts) / max(1, len(counts))
    scored = []
    for place, (window, count) in enumerate(zip(windows, counts, strict=True)):
        norm = _K1 * (1 - _B + _B * count.total() / (average or 1))
        score = sum(
            times * idf[term] * count[term] * (_K1 + 1) / (count[term] + norm) for term, times in wanted.items()
        )
        if score:
            scored.append((-score * _WHOLE_PARAGRAPH**window.edges, place))
    taken: list[_Window] = []
    for score, place in sorted(scored):
        window = windows[place]
        if any(window.begin < other.end and other.begin < window.end for other in taken):
            continue
        taken.append(window)
        yield window, round(min(1.0, -score / all_once), 3), _shared(counts[place], quotes, idf)
        if len(taken) == _BEST:
            return


def _idf(holders: int, of: int) -> float:
    return math.log(1 + (of - holders + 0.5) / (holders + 0.5))


def _shared(there: Counter[str], quotes: Sequence[str], idf: Mapping[str, float]) -> list[str]:
    """The words of the quotes, as they were said, whose terms stand in a window; the most telling first."""
    spoken: dict[str, str] = {}
    for word in itertools.chain.from_iterable(_WORD.findall(quote) for quote in quotes):
        for term in search.terms(word):
            if term in there and term in idf:
                spoken.setdefault(term, word)
    return [spoken[term] for term in sorted(spoken, key=lambda term: -idf[term])][:3]


@functools.cache
def _counting() -> frozenset[str]:
    return frozenset(term for word in tables.lines("gift/words/counting.txt") for term in search.terms(word))


def _told(window: _Window, score: float, shared: list[str], language: str) -> FoundPassage:
    code = "gift.passages.why.words" if len(shared) > 1 else "gift.passages.why.word"
    why = reason.message(code, {"words": shared}, language)
    return FoundPassage(window.text, window.page, window.at, score, why, code, window.heading)


def _windows(blocks: Sequence[Block]) -> Iterator[_Window]:
    """Runs of whole sentences of 40 to 120 words that cross neither a heading nor a page."""
    place = at = 0
    heading: str | None = None
    for (is_heading, page), group in itertools.groupby(blocks, lambda block: (_is_heading(block.text), block.page)):
        texts = [block.text for block in group]
        if at > _LONGEST_ARTICLE:
            return
        if is_heading:
            heading = texts[-1]
            at += sum(map(_count, texts))
            continue
        text = "\n\n".join(texts)
        sentences = list(_sentences(texts))
        for begin, end in _spans(sentences):
            first, last = sentences[begin], sentences[end - 1]
            before = at + sum(sentence.words for sentence in sentences[:begin])
            edges = first.first + last.last
            yield _Window(text[first.start : last.end], page, heading, before, place + begin, place + end, edges)
        place += len(sentences)
        at += sum(sentence.words for sentence in sentences)


def _spans(sentences: list[_Sentence]) -> Iterator[tuple[int, int]]:
    """From each sentence on the shortest run that is long enough, and the one that goes on to a paragraph's end."""
    total = sum(sentence.words for sentence in sentences)
    if total < FEWEST:
        yield 0, len(sentences)
        return
    for begin in range(len(sentences)):
        words, shortest = 0, False
        for end in range(begin, len(sentences)):
            words += sentences[end].words
            if words > MOST and end > begin:
                break
            if words >= FEWEST and (not shortest or sentences[end].last):
                yield begin, end + 1
                if sentences[end].last:
                    break
                shortest = True


def _sentences(texts: list[str]) -> Iterator[_Sentence]:
    """The sentences of paragraphs that are joined by an empty line."""
    offset = 0
    for text in texts:
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        starts = [0, *(end for end in ends if end < len(text))]
        for number, (start, end) in enumerate(itertools.pairwise([*starts, len(text)])):
            stripped = text[start:end].rstrip()
            yield _Sentence(
                offset + start, offset + start + len(stripped), _count(stripped), number == 0, number == len(starts) - 1
            )
        offset += len(text) + 2


def _is_heading(text: str) -> bool:
    """Whether a block is a heading: a few words without an end."""
    return len(text) < 90 and not text.rstrip().endswith((".", "!", "?", "…", ":", "”", '"')) and _count(text) <= 12


def _count(text: str) -> int:
    return len(text.split())
