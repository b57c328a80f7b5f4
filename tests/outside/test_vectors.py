"""Texts become vectors in a process of its own, and a folder that is no model is told in one line."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from afterword.errors import AfterwordError, BadInput
from afterword.outside import vectors
from sentence_model import make


@pytest.fixture(autouse=True)
def _rested() -> Iterator[None]:
    yield
    vectors.rest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "model")


def refused(folder: Path) -> str:
    with pytest.raises(AfterwordError) as caught:
        vectors.vectors(folder, ["bread"])
    return caught.value.code


@pytest.mark.parametrize("pooled", [False, True])
def test_like_texts_lie_close_whatever_they_are_read_with(tmp_path: Path, pooled: bool) -> None:
    folder = make(tmp_path, pooled=pooled)
    texts = ["bread", "dough oven " * 30, "passkeys", "webauthn signing"]
    rows = vectors.vectors(folder, texts)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1)
    near = rows @ rows.T
    assert min(near[0, 1], near[2, 3]) > 0.9
    assert max(near[0, 2], near[1, 3]) < 0.2
    alone = np.concatenate([vectors.vectors(folder, [text]) for text in texts])
    assert rows == pytest.approx(alone, abs=1e-6)


def test_texts_of_no_letters_no_texts_and_broken_letters_are_bearable(folder: Path) -> None:
    assert len(vectors.vectors(folder, ["", "\ud800 bread", "bread " * 10_000])) == 3
    assert len(vectors.vectors(folder, [])) == 0


def test_a_text_is_read_as_far_as_the_model_can_whatever_its_tokenizer_cuts_off(folder: Path) -> None:
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    cut = {"max_length": 2, "strategy": "LongestFirst", "stride": 0, "direction": "Right"}
    (folder / "tokenizer.json").write_text(json.dumps({**tokenizer, "truncation": cut}))
    text = "bread bread passkeys passkeys passkeys"
    assert vectors.vectors(folder, [text, "passkeys"]).prod(axis=0).sum() > 0.5
    (folder / "tokenizer_config.json").write_text('{"model_max_length": 2}')
    assert vectors.vectors(folder, [text, "passkeys"]).prod(axis=0).sum() < 0.2


def test_token_types_and_places_are_given_to_a_model_that_asks(tmp_path: Path) -> None:
    folder = make(tmp_path, inputs=("input_ids", "attention_mask", "token_type_ids", "position_ids"))
    assert len(vectors.vectors(folder, ["bread"])) == 1


def test_the_only_model_of_a_folder_needs_no_certain_name(folder: Path) -> None:
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    assert vectors.model_file(folder) == folder / "onnx" / "model.onnx"
    (folder / "onnx" / "model.onnx").rename(folder / "other.onnx")
    assert vectors.model_file(folder) == folder / "other.onnx"
    assert len(vectors.vectors(folder, ["bread"])) == 1


def test_what_is_no_model_is_said_in_one_line(folder: Path, tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere") == "outside.vectors.no_folder"
    (folder / "other.onnx").write_bytes((folder / "model.onnx").read_bytes())
    (folder / "model.onnx").rename(folder / "another.onnx")
    assert refused(folder) == "outside.vectors.which_model"
    (folder / "other.onnx").unlink()
    (folder / "another.onnx").write_bytes(b"no model at all")
    assert refused(folder) == "outside.vectors.broken_model"
    (folder / "another.onnx").unlink()
    assert refused(folder) == "outside.vectors.no_model"
    (folder / "tokenizer.json").unlink()
    assert refused(folder) == "outside.vectors.no_tokenizer"


def test_a_broken_tokenizer_and_a_model_of_something_else_are_said(folder: Path, tmp_path: Path) -> None:
    assert refused(make(tmp_path / "other", inputs=("input_ids", "pixel_values"))) == "outside.vectors.other_input"
    (folder / "tokenizer.json").write_text("{}")
    assert refused(folder) == "outside.vectors.broken_tokenizer"


def test_another_model_in_the_folder_is_another_mark_and_is_taken(folder: Path) -> None:
    before = vectors.mark(folder), vectors.vectors(folder, ["bread"])
    assert vectors.mark(folder) == before[0]
    make(folder, pooled=True)
    assert vectors.mark(folder) != before[0]
    assert vectors.vectors(folder, ["bread"]) == pytest.approx(before[1])


def test_a_process_that_does_not_answer_is_ended_and_the_next_question_starts_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput) as caught:
        vectors.vectors(folder, ["bread"], seconds=0.001)
    assert caught.value.code == "outside.vectors.too_slow"
    assert len(vectors.vectors(folder, ["bread"])) == 1
    (held,) = vectors._running.values()
    held._process.kill()
    held._process.wait()
    assert len(vectors.vectors(folder, ["bread"])) == 1


def test_it_ends_when_nobody_asks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "IDLE", 0.05)
    vectors.vectors(folder, ["bread"])
    (held,) = vectors._running.values()
    held._process.wait(timeout=10)
    assert not held.alive()


def test_many_threads_ask_one_process(folder: Path) -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(vectors.vectors(folder, ["bread", "boat"])))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert found == [2] * 8


def test_it_ends_with_whoever_started_it(folder: Path) -> None:
    """Even where that one is killed."""
    program = (
        "import sys, os; from pathlib import Path; from afterword.outside import vectors;"
        "vectors.vectors(Path(sys.argv[1]), ['bread']); (held,) = vectors._running.values();"
        "print(held._process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True, timeout=60, check=False
    )
    assert _ends(int(ended.stdout))


def _ends(child: int) -> bool:
    """Whether a process is gone within ten seconds, or at most waits to be buried by its new parent."""
    for _ in range(100):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        threading.Event().wait(0.1)
    return False


def test_the_one_who_asks_loads_no_model() -> None:
    program = (
        "import sys; from afterword.outside import vectors; print({'onnxruntime', 'tokenizers'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, timeout=60, check=True)
    assert ended.stdout.strip() == "set()"
