"""How well and how fast the shelf is searched, on a test collection, beside three search engines.

    python bench/retrieval.py DIR [--quick] [--grow N] [--semantic]

DIR holds docs.jsonl {id, title, text}, queries.jsonl {id, text} and qrels.tsv (query, doc, grade;
above 0 is relevant). ndcg10: binary gain, log2 discount, ideal over min(10, relevant); recall10;
p50_ms and p95_ms: CPU time of one query; rss_mb: peak memory of a process that does only this.
`--grow N` repeats and varies the documents up to N items for the speed and memory figures.
`--semantic` searches by meaning too, with the model of AFTERWORD_SENTENCE_MODEL, and by it alone as a peer; the time
of a query then holds what the model took in its own process, whose peak memory is model_rss_mb. On a grown
collection the varied documents get the vectors of the old ones, turned a little, since reading them would take hours.
"""

import argparse
import itertools
import json
import math
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from afterword import settings
from afterword.gift.choose import LOOKED_AT
from afterword.gift.meaning import Vectors
from afterword.outside import vectors

Item = tuple[str, str]
Search = Callable[[str], list[int]]
"""A query to the places of its ten best documents."""


def main() -> None:
    """Print one JSON line; each engine runs in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("dir", type=Path)
    parser.add_argument("--quick", action="store_true", help="a third of the queries")
    parser.add_argument("--grow", type=int, default=0, metavar="N")
    parser.add_argument("--semantic", action="store_true", help="search by meaning too")
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.engine:
        print(json.dumps(figures(options.engine, options.dir, options.quick, options.grow)))
        return
    if options.semantic and not settings.read(os.environ).sentence_model:
        parser.error("name the folder of a sentence model in AFTERWORD_SENTENCE_MODEL")
    names = [name for name in ENGINES if options.semantic or name not in {"both", "meaning"}]
    found = {name: in_own_process(name) for name in names}
    ours = found.pop("both" if options.semantic else "ours")
    if options.semantic:
        found["words alone"] = found.pop("ours")
    print(json.dumps({**ours, "peers": found}))


def in_own_process(engine: str) -> dict[str, object]:
    """The figures of one engine, or why there are none."""
    done = subprocess.run(
        [sys.executable, __file__, *sys.argv[1:], "--engine", engine], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return {"absent": (done.stderr.strip().splitlines() or ["failed"])[-1]}
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def figures(engine: str, folder: Path, quick: bool, grow: int) -> dict[str, object]:
    """Quality on the collection as it is, speed and memory on the grown one."""
    documents = read_lines(folder / "docs.jsonl")
    queries = read_lines(folder / "queries.jsonl")[:: 3 if quick else 1]
    relevant = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        asked, judged, grade = line.split()
        if int(grade) > 0:
            relevant[asked].add(judged)
    items = [(document.get("title", ""), document.get("text", "")) for document in documents]
    search = ENGINES[engine](items)
    gains, recalls = [], []
    for query in queries:
        if wanted := relevant[query["id"]]:
            hits = [documents[place]["id"] for place in search(query["text"])[:10]]
            gains.append(ndcg(hits, wanted))
            recalls.append(len(wanted.intersection(hits)) / len(wanted))
    if grow > len(items):
        search = ENGINES[engine](list(itertools.islice(grown(items), grow)))
    times = []
    for query in queries:
        started = time.process_time() + model_time()
        search(query["text"])
        times.append(1000 * (time.process_time() + model_time() - started))
    return {
        "n": len(gains),
        "items": max(grow, len(items)),
        "ndcg10": round(statistics.fmean(gains), 4),
        "recall10": round(statistics.fmean(recalls), 4),
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(sorted(times)[int(len(times) * 0.95)], 2),
        "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        **model_memory(),
    }


def ndcg(hits: Sequence[str], wanted: set[str]) -> float:
    """nDCG@10 with binary gains."""
    gain = sum(1 / math.log2(rank + 2) for rank, hit in enumerate(hits[:10]) if hit in wanted)
    return gain / sum(1 / math.log2(rank + 2) for rank in range(min(10, len(wanted))))


def grown(items: Sequence[Item]) -> Iterator[Item]:
    """The items, then endlessly varied ones: sentences of two shuffled together, with a fresh word."""
    rng = random.Random(1)

    def varied() -> Iterator[Item]:
        for number in itertools.count():
            (title, one), (_, other) = rng.choice(items), rng.choice(items)
            words = [*one.split()[: rng.randint(20, 200)], *other.split()[: rng.randint(0, 60)], f"item{number}"]
            rng.shuffle(words)
            yield title, " ".join(words)

    return itertools.chain(items, varied())


def ours(items: Sequence[Item]) -> Search:
    """The shelf's own search."""
    from afterword.gift.search import Index

    index = Index(items)
    return lambda query: [place for place, _ in index.search(query)]


def both(items: Sequence[Item]) -> Search:
    """The shelf's own search by words and by meaning."""
    from afterword.gift.meaning import by_meaning
    from afterword.gift.search import FEEDBACK, Hits, Index, together, weights

    index, rows = Index(items), Vectors(vectors_of(items))

    def search(query: str) -> list[int]:
        asked = weights(query)

        def words(hits: Hits[int]) -> Hits[int]:
            return index.score(index.expand(asked, hits, FEEDBACK) if hits else asked, LOOKED_AT)

        return [place for place, _ in together(words, by_meaning(rows, asked_of(query)))]

    return search


def meaning(items: Sequence[Item]) -> Search:
    """The vectors alone, without feedback."""
    rows = Vectors(vectors_of(items))
    return lambda query: [place for place, _ in rows.nearest(asked_of(query), limit=10)]


def vectors_of(items: Sequence[Item]) -> Any:
    """The vectors of documents, as they are kept; those beyond the collection are old ones, turned a little."""
    import numpy as np

    model = Path(settings.read(os.environ).sentence_model).expanduser()
    own = list(itertools.takewhile(lambda item: "item0" not in item[1].split(), items))
    told = [f"{title}. {text}" for title, text in own]
    read = np.concatenate([vectors.vectors(model, told[at : at + 64]) for at in range(0, len(told), 64)])
    rng = np.random.default_rng(1)
    rows = np.empty((len(items), read.shape[1]), np.float32)
    rows[: len(own)] = read
    for place in range(len(own), len(items)):
        row = read[rng.integers(len(own))] + rng.normal(0, 0.02, read.shape[1])
        rows[place] = row / np.linalg.norm(row)
    return rows.astype(np.float16).astype(np.float32)


def asked_of(query: str) -> Any:
    """The vector of a query."""
    return vectors.vectors(Path(settings.read(os.environ).sentence_model).expanduser(), [query])[0]


def model_time() -> float:
    """Seconds of processor time that the process of the model took; 0 where there is none."""
    return sum(int(told.split()[0]) for told in model_files("schedstat")) / 1e9


def model_memory() -> dict[str, float]:
    """The peak memory of the process of the model."""
    peaks = [
        int(line.split()[1]) for status in model_files("status") for line in status.splitlines() if "VmHWM" in line
    ]
    return {"model_rss_mb": round(max(peaks) / 1024, 1)} if peaks else {}


def model_files(name: str) -> list[str]:
    """What the system tells of the children of this process."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [Path(f"/proc/{child}/{name}").read_text() for child in children]


def fts5(items: Sequence[Item]) -> Search:
    """SQLite's full-text search with Porter stems; titles weigh three times."""
    import re
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.execute("create virtual table item using fts5(title, body, tokenize='porter unicode61')")
    base.executemany("insert into item(rowid, title, body) values (?, ?, ?)",
                     ((place, title, text) for place, (title, text) in enumerate(items)))  # fmt: skip

    def search(query: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        order = "select rowid from item where item match ? order by bm25(item, 3.0, 1.0) limit 10"
        return [row[0] for row in base.execute(order, (words,))]

    return search


def bm25s(items: Sequence[Item]) -> Search:
    """The bm25s library, with the same Snowball stems and stop words as ours."""
    import bm25s as library

    from afterword.gift.search import terms

    engine = library.BM25(k1=1.5, b=0.75)
    engine.index([terms(f"{title} {text}") for title, text in items], show_progress=False)

    def search(query: str) -> list[int]:
        hits, _ = engine.retrieve([terms(query)], k=10, show_progress=False)
        return [int(place) for place in hits[0]]

    return search


def tantivy(items: Sequence[Item]) -> Search:
    """The tantivy library with its English stemmer, two fields."""
    import re

    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_integer_field("place", stored=True, indexed=True)
    builder.add_text_field("title", tokenizer_name="en_stem")
    builder.add_text_field("body", tokenizer_name="en_stem")
    index = library.Index(builder.build())
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    for place, (title, text) in enumerate(items):
        writer.add_document(library.Document(place=place, title=title, body=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> list[int]:
        words = " ".join(re.findall(r"\w+", query.lower()))
        hits = searcher.search(index.parse_query(words, ["title", "body"]), 10).hits
        return [searcher.doc(address)["place"][0] for _, address in hits]

    return search


def read_lines(path: Path) -> list[dict[str, str]]:
    """The objects of a .jsonl file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


ENGINES: dict[str, Callable[[Sequence[Item]], Search]] = {
    "ours": ours, "both": both, "meaning": meaning, "bm25s": bm25s, "tantivy": tantivy, "fts5": fts5,
}  # fmt: skip


if __name__ == "__main__":
    main()
