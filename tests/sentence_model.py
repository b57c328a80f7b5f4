"""Sentence models of a few steps, for tests: each knows twelve words, and what lies beside what is plain to see."""

import json
from pathlib import Path

import numpy as np
from tools.make_sentence_model import Graph

WORDS = (
    "passkeys",
    "webauthn",
    "signing",
    "bread",
    "dough",
    "oven",
    "sailing",
    "boat",
    "tide",
    "crew",
    "depot",
    "shift",
)
"""Three to a subject: words of one lie close, words of two far from each other."""


def make(folder: Path, *, pooled: bool = False, inputs: tuple[str, ...] = ("input_ids", "attention_mask")) -> Path:
    """Write a model into `folder` and return it. pooled: it gives one vector a text, else one a token."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {"[PAD]": 0, "[UNK]": 1, **{word: place for place, word in enumerate(WORDS, start=2)}}
    table = np.zeros((len(vocabulary), 4), np.float32)
    for place in range(len(WORDS)):
        table[place + 2, place // 3] = 1
        table[place + 2, (place // 3 + 1) % 4] = 0.1 * (place % 3)
    table[0] = 9  # what is padded must not be heard
    graph = Graph()
    told = graph.add("Gather", graph.array(table), inputs[0])
    outputs: dict[str, tuple[str, list[str | int]]] = {"last_hidden_state": (told, ["batch", "tokens", 4])}
    # as exported encoders have one: a vector a text that says nothing of the text
    none = graph.add("ReduceMean", graph.add("Mul", told, graph.array(0.0)), graph.array([1]), keepdims=0)
    outputs["pooler_output"] = (none, ["batch", 4])
    if pooled:
        mask = graph.add("Unsqueeze", graph.add("Cast", "attention_mask", to=1), graph.array([2]))
        total = graph.add("ReduceSum", graph.add("Mul", told, mask), graph.array([1]), keepdims=0)
        outputs["sentence_embedding"] = (total, ["batch", 4])
    (folder / "model.onnx").write_bytes(graph.model(list(inputs), outputs))
    (folder / "tokenizer.json").write_text(json.dumps(_tokenizer(vocabulary)), encoding="utf-8")
    return folder


def _tokenizer(vocabulary: dict[str, int]) -> dict[str, object]:
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }
