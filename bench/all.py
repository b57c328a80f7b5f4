"""Print every figure of the README: each benchmark in a process of its own, one JSON line each.

    python bench/all.py [--quick] [--data ../shared/data]

A benchmark that needs material which is not there says so and is left out.
"""

import argparse
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parent

RUNS: dict[str, list[str]] = {
    "start": [],
    "serve": [],
    "plan": [],
    "cards": ["cards"],
    "vcards": ["vcards"],
    "signatures": ["signatures/P", "signatures/N"],
    "subjects": ["meetings"],
    "interest": [],
    "retrieval": ["retrieval/cranfield"],
    "gifts": [],
    "passages": [],
    "mutants": [],
    "variety": [],
    "own": [],
    "verify": [],
    "replies": [],
}
"""Each script with the folders of development data that it reads, below --data."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Print every figure of the README.")
    parser.add_argument("--quick", action="store_true", help="a minute each at most")
    parser.add_argument("--data", type=Path, default=BENCH.parent.parent / "shared" / "data")
    options = parser.parse_args()
    failed = 0
    for name, folders in RUNS.items():
        paths = [options.data / folder for folder in folders]
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            print(f"{name}: left out, there is no {', '.join(missing)}", flush=True)
            continue
        print(f"{name}: ", end="", flush=True)
        command = [sys.executable, str(BENCH / f"{name}.py"), *map(str, paths), *(["--quick"] if options.quick else [])]
        failed += subprocess.run(command, check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
