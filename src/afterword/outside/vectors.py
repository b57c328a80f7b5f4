"""Texts become vectors, by any sentence model in a folder: a process of its own, which ends when nobody asks.

The folder holds model.onnx (or onnx/model.onnx, or one .onnx of another name) and tokenizer.json. The
model takes token ids, as exported models do, and gives either one vector a text or one a token, whose
mean over the text is taken. Nothing is ever fetched.

The process reads a line of JSON (the texts) and answers with a line of JSON and the numbers. It lives
as long as its input stays open, so it ends with whoever started it, whatever happens to them.
"""

import atexit
import contextlib
import hashlib
import json
import math
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterword import errors
from afterword.errors import AfterwordError, BadInput, NotSupported

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]

SECONDS = 120.0
"""How long one question may take, the start of the process included."""
IDLE = 60.0
"""Seconds after which a process that nobody asks ends."""
LONGEST = 256
"""Tokens of a text that are read, fewer where tokenizer_config.json says that the model takes no more."""

_LETTERS = 8000
_BATCH = 16
_THREADS = 1  # more of them mostly wait for each other
_POOLED = ("sentence_embedding", "sentence_embeddings", "embedding", "embeddings", "text_embeds")
_UNTRUE = "pooler_output"
"""One vector a text too, but one that was not taught to lie close to its like."""


def model_file(folder: Path) -> Path:
    """The file of the model. Raises BadInput for a folder that does not hold one model and its tokenizer."""
    if not folder.is_dir():
        raise BadInput("outside.vectors.no_folder", where=str(folder))
    if not (folder / "tokenizer.json").is_file():
        raise BadInput("outside.vectors.no_tokenizer", where=str(folder))
    for usual in (folder / "model.onnx", folder / "onnx" / "model.onnx"):
        if usual.is_file():
            return usual
    found = [*folder.glob("*.onnx"), *folder.glob("onnx/*.onnx")]
    if len(found) != 1:
        raise BadInput("outside.vectors.no_model" if not found else "outside.vectors.which_model", where=str(folder))
    return found[0]


def mark(folder: Path) -> str:
    """What tells the model of a folder from another, 16 hex digits. Raises as `model_file` does."""
    told = [
        (path.name, found.st_size, found.st_mtime_ns)
        for path in (model_file(folder), folder / "tokenizer.json")
        for found in [path.stat()]
    ]
    return hashlib.blake2b(repr((_longest(folder), told)).encode(), digest_size=8).hexdigest()


def vectors(folder: Path, texts: Sequence[str], seconds: float = SECONDS) -> "Array":
    """One vector of length 1 a text, as rows of float32.

    Raises NotSupported where the extra is not installed, BadInput for a folder or a model that cannot be
    used, and where no answer comes in time.
    """
    with _one_at_a_time:
        return _process_for(folder, mark(folder)).ask(texts, seconds)


def rest() -> None:
    """End the process, if there is one; the next question starts another."""
    with _one_at_a_time:
        _end()


class _Process:
    """The process of one model."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-I", "-c", "from afterword.outside import vectors; vectors.main()", str(folder)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._idle: threading.Timer | None = None

    def ask(self, texts: Sequence[str], seconds: float) -> "Array":
        """Send texts and wait for their vectors; a process that fails or is late ends."""
        import numpy as np

        if self._idle:
            self._idle.cancel()
        assert self._process.stdin
        assert self._process.stdout
        late = threading.Timer(seconds, self._process.kill)
        late.daemon = True
        late.start()
        try:
            self._process.stdin.write(json.dumps(list(texts)).encode() + b"\n")
            self._process.stdin.flush()
            told = json.loads(self._process.stdout.readline())
            data = self._process.stdout.read(4 * math.prod(told.get("shape", [0])))
            if "shape" in told and len(data) < 4 * math.prod(told["shape"]):
                raise OSError
        except (OSError, ValueError) as error:
            slow = not late.is_alive()
            _end()
            if slow:
                raise BadInput("outside.vectors.too_slow", seconds=int(seconds)) from error
            raise BadInput("outside.vectors.failed") from error
        finally:
            late.cancel()
        if "error" in told:
            _end()
            raise getattr(errors, told["error"])(told["code"], told["where"], **told["params"])
        self._idle = threading.Timer(IDLE, rest)
        self._idle.daemon = True
        self._idle.start()
        return np.frombuffer(data, "<f4").reshape(told["shape"])

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """Let it end, with all that was opened for it."""
        if self._idle:
            self._idle.cancel()
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe.close() if pipe else None
        self._process.wait()


_one_at_a_time = threading.Lock()
_running: dict[str, _Process] = {}
"""The process that runs, if one does, by the mark of its model."""


def _process_for(folder: Path, mark: str) -> _Process:
    if mark not in _running or not _running[mark].alive():
        _end()
        _running[mark] = _Process(folder)
    return _running[mark]


def _end() -> None:
    for process in _running.values():
        process.end()
    _running.clear()


atexit.register(_end)


# What the process does -----------------------------------------------------------------------------


def main() -> None:
    """Answer lines of texts until standard input ends."""
    try:
        model = _Model(Path(sys.argv[1]))
        for line in sys.stdin.buffer:
            rows = model.vectors(json.loads(line))
            _answer({"shape": rows.shape}, rows.astype("<f4").tobytes())
    except AfterwordError as error:
        kind = type(error).__name__
        _answer({"error": kind, "code": error.code, "where": error.where, "params": dict(error.params)})


def _answer(told: Mapping[str, object], data: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + data)
    sys.stdout.buffer.flush()


def _longest(folder: Path) -> int:
    """How many tokens the model reads. What a tokenizer.json cuts off is how it was exported, not what it can."""
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
        told = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
        return max(1, int(min(told.get("model_max_length", LONGEST), LONGEST)))
    return LONGEST


class _Model:
    """A model that is loaded."""

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise NotSupported("outside.vectors.not_installed") from error
        path = model_file(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.enable_cpu_mem_arena = False  # it would keep the memory of the longest batch
        options.log_severity_level = 4
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # it raises many kinds
            raise BadInput("outside.vectors.broken_model", where=str(path)) from error
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # it raises Exception itself
            raise BadInput("outside.vectors.broken_tokenizer", where=str(folder / "tokenizer.json")) from error
        self._tokenizer.enable_truncation(_longest(folder))
        self._pad = (self._tokenizer.padding or {}).get("pad_id", 0)
        self._tokenizer.no_padding()
        self._where = str(path)
        self._inputs = self._known_inputs()
        self._output = self._best_output()

    def vectors(self, texts: Sequence[str]) -> "Array":
        """One vector of length 1 a text; texts of like length are read together."""
        import numpy as np

        clean = [text[:_LETTERS].encode("utf-8", "replace").decode() for text in texts]
        tokens = [one.ids for one in self._tokenizer.encode_batch(clean)]
        order = sorted(range(len(texts)), key=lambda place: len(tokens[place]))
        found = [
            self._batch([tokens[place] for place in order[at : at + _BATCH]]) for at in range(0, len(order), _BATCH)
        ]
        rows = np.concatenate(found) if found else np.zeros((0, 0), np.float32)
        rows[order] = rows.copy()
        return rows

    def _batch(self, tokens: Sequence[Sequence[int]]) -> "Array":
        import numpy as np

        longest = max(1, *map(len, tokens))
        ids = np.array([[*one, *[self._pad] * (longest - len(one))] for one in tokens], np.int64)
        mask = (np.arange(longest) < np.array([[len(one)] for one in tokens])).astype(np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        given["position_ids"] = np.broadcast_to(np.arange(longest), ids.shape)
        try:
            (told,) = self._session.run(
                [self._output], {name: given[name].astype(kind) for name, kind in self._inputs.items()}
            )
        except Exception as error:  # it raises many kinds
            raise BadInput("outside.vectors.broken_model", where=self._where) from error
        told = np.asarray(told, np.float32)
        if told.ndim == 3:
            heard = mask[:, : told.shape[1], None].astype(np.float32)
            told = (told * heard).sum(axis=1) / np.maximum(heard.sum(axis=1), 1)
        if told.ndim != 2 or len(told) != len(tokens) or not np.isfinite(told).all():
            raise BadInput("outside.vectors.no_vectors", where=self._where)
        lengths = np.linalg.norm(told, axis=1, keepdims=True)
        rows: Array = told / np.where(lengths > 0, lengths, 1)
        return rows

    def _known_inputs(self) -> dict[str, str]:
        """The inputs of the model with the type of their numbers."""
        known = {"input_ids", "attention_mask", "token_type_ids", "position_ids"}
        kinds = {"tensor(int64)": "int64", "tensor(int32)": "int32"}
        found = {one.name: kinds.get(one.type) for one in self._session.get_inputs()}
        for name, kind in found.items():
            if name not in known or not kind:
                raise BadInput("outside.vectors.other_input", where=self._where, name=name)
        return {name: kind for name, kind in found.items() if kind}

    def _best_output(self) -> str:
        """The output that has one vector a text, by its name or its shape, or else one a token."""
        outputs = {one.name: one for one in self._session.get_outputs()}
        pooled = [name for name, one in outputs.items() if len(one.shape or ()) == 2 and name != _UNTRUE]
        by_token = [name for name, one in outputs.items() if len(one.shape or ()) == 3]
        named = [name for name in _POOLED if name in outputs]
        best: str = [*named, *pooled, *by_token, *outputs][0]
        return best
