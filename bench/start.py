"""How fast the program starts, as a ratio to a bare Python in the same run.

    python bench/start.py [--quick]

help_x: `afterword --help`; check_x: `afterword check LETTER`; check_brief_x: the same with a brief.
Each figure is the best of its runs over the best bare Python, measured in turn, so that a busy machine disturbs both.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PYTHON = sys.executable
PROGRAM = str(Path(PYTHON).with_name("afterword"))
ROOT = Path(__file__).parent.parent


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - start


def ratio(command: list[str], runs: int) -> float:
    """Best of `runs` over the best bare Python, measured in turn."""
    bare, own = [], []
    for _ in range(runs):
        bare.append(seconds([PYTHON, "-c", "pass"]))
        own.append(seconds(command))
    return round(min(own) / min(bare), 2)


def main() -> None:
    runs = 7 if "--quick" in sys.argv else 25
    with tempfile.TemporaryDirectory() as folder:
        letter = Path(folder) / "letter.txt"
        letter.write_text("Subject: Passkeys\n\nDear Ruth,\n\nThank you for the talk on Tuesday.\n\nAmara\n")
        brief = str(ROOT / "examples" / "case-1" / "brief.json")
        commands = {
            "help_x": [PROGRAM, "--help"],
            "check_x": [PROGRAM, "check", str(letter)],
            "check_brief_x": [PROGRAM, "check", str(letter), "--brief", brief],
        }
        figures = {name: ratio(command, runs) for name, command in commands.items()}
    peers = {"click": {"import_x": ratio([PYTHON, "-c", "import click"], runs)}}
    print(json.dumps({**figures, "runs": runs, "peers": peers}))


if __name__ == "__main__":
    main()
