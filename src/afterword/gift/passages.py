"""An article through their eyes: the passages that answer what somebody said, verbatim, best first.

The person reads these instead of skimming everything, and says in one line why: then "I read" is true.
"""

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword import tables
from afterword.candidacy import reason
from afterword.candidacy.problem import Problem, problem
from afterword.gift import search

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
    """Sentences begin to end (not included), with what speaks for them."""

    begin: int
    end: int
    score: float
    shared: frozenset[str]


def choose(page: Page, quotes: Sequence[str], *, language: str = "en") -> Passages:
    """The three passages of `page` that answer `quotes` best; fewer where no more of them share a word.

    language: of the reasons and problems told
    """
    words = sum(_count(block.text) for block in page.blocks)
    sentences = list(_sentences(page.blocks))
    wanted = Counter(term for quote in quotes for term in search.terms(quote) if term not in _counting())
    found = tuple(_told(hit, sentences, quotes, language) for hit in _apart(_ranked(sentences, wanted)))
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


def _ranked(sentences: list[_Sentence], wanted: Counter[str]) -> list[_Hit]:
    """The windows that share a term with the quotes, best first, by BM25 over all windows."""
    terms = [search.terms(sentence.run.text[sentence.start : sentence.end]) for sentence in sentences]
    lengths = [0, *itertools.accumulate(map(len, terms))]
    tallies = {term: [0, *itertools.accumulate(words.count(term) for words in terms)] for term in wanted}
    spans = list(_spans(sentences))
    holders = {
        term: sum(tally[end] > tally[begin] for begin, end in spans) for term, tally in tallies.items() if tally[-1]
    }
    idf = {term: math.log(1 + (len(spans) - held + 0.5) / (held + 0.5)) for term, held in holders.items()}
    unheard = math.log(1 + (len(spans) + 0.5) / 0.5)
    all_once = sum(times * idf.get(term, unheard) for term, times in wanted.items())
    average = sum(lengths[end] - lengths[begin] for begin, end in spans) / max(1, len(spans)) or 1.0
    hits = []
    for begin, end in spans:
        norm = _K1 * (1 - _B + _B * (lengths[end] - lengths[begin]) / average)
        counts = {term: tallies[term][end] - tallies[term][begin] for term in idf}
        score = sum(wanted[term] * idf[term] * n * (_K1 + 1) / (n + norm) for term, n in counts.items())
        if score:
            edges = sentences[begin].first + sentences[end - 1].last
            shared = frozenset(term for term, n in counts.items() if n)
            hits.append(_Hit(begin, end, score / all_once * _WHOLE_PARAGRAPH**edges, shared))
    return sorted(hits, key=lambda hit: (-hit.score, hit.begin))


def _apart(hits: list[_Hit]) -> list[_Hit]:
    """The best that do not overlap."""
    taken: list[_Hit] = []
    for hit in hits:
        if len(taken) < _BEST and not any(hit.begin < other.end and other.begin < hit.end for other in taken):
            taken.append(hit)
    return taken


def _told(hit: _Hit, sentences: list[_Sentence], quotes: Sequence[str], language: str) -> FoundPassage:
    first, last = sentences[hit.begin], sentences[hit.end - 1]
    spoken: dict[str, str] = {}
    for word in itertools.chain.from_iterable(_WORD.findall(quote) for quote in quotes):
        for term in hit.shared.intersection(search.terms(word)):
            spoken.setdefault(term, word)
    words = sorted(spoken.values(), key=lambda word: -len(word))[:3]
    code = "gift.passages.why.words" if len(words) > 1 else "gift.passages.why.word"
    return FoundPassage(
        text=first.run.text[first.start : last.end],
        page=first.run.page,
        at=first.at,
        score=round(min(1.0, hit.score), 3),
        why=reason.message(code, {"words": words}, language),
        why_code=code,
        heading=first.run.heading,
    )


def _spans(sentences: list[_Sentence]) -> Iterator[tuple[int, int]]:
    """The windows: whole sentences, 40 to 120 words, across neither heading nor page; a shorter run whole.

    From each sentence on, the shortest that is long enough, and the one that goes on to a paragraph's end.
    """
    begin = 0
    for _, group in itertools.groupby(sentences, lambda sentence: id(sentence.run)):
        run = list(group)
        if sum(sentence.words for sentence in run) < FEWEST:
            yield begin, begin + len(run)
        else:
            for start in range(len(run)):
                yield from ((begin + start, begin + end) for end in _ends(run, start))
        begin += len(run)


def _ends(run: list[_Sentence], start: int) -> Iterator[int]:
    words, found = 0, False
    for end in range(start, len(run)):
        words += run[end].words
        if words > MOST and end > start:
            return
        if words >= FEWEST and (not found or run[end].last):
            yield end + 1
            if run[end].last:
                return
            found = True


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
def _counting() -> frozenset[str]:
    return frozenset(term for word in tables.lines("gift/words/counting.txt") for term in search.terms(word))


def _is_heading(text: str) -> bool:
    """Whether a block is a heading: a few words without an end."""
    return len(text) < 90 and not text.rstrip().endswith((".", "!", "?", "…", ":", "”", '"')) and _count(text) <= 12


def _count(text: str) -> int:
    return len(text.split())
