"""How fast the program starts, as a ratio to a bare start in the same run.

    python bench/start.py [--quick]

help_x: `afterword --help`, check_x: `afterword check` of a letter of three sentences, check_letter_x:
of a whole letter, check_brief_x: the same with its brief, each over a bare `python -c pass`.
today_x: `afterword today` on 10,000 candidacies over `django.setup()` with the same settings and one
SELECT. Each figure is the best of its runs over the best bare run, measured in turn, so that a busy
machine disturbs both alike.
"""

import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

PYTHON = sys.executable
PROGRAM = str(Path(PYTHON).with_name("afterword"))
ROOT = Path(__file__).parent.parent
CANDIDACIES = 10_000

SHORT = """Subject: Passkeys on the floor

Dear Ruth,

Thank you for the talk on Tuesday about the analyst role. I keep thinking of the badges. I would like this job.

Amara
"""

SETUP = "import django; django.setup(); from afterword.app.models import Candidate; Candidate.objects.first()"
SEED = """
import datetime as dt, uuid, django
django.setup()
from afterword.app.schema import ensure
ensure()
from afterword.app.me import me
from afterword.app.models import Candidacy, Step
owner, now = me(), dt.datetime.now(dt.UTC)
rows = [Candidacy(owner_id=owner, company=f"Firm {n}", role="analyst", wanted=n % 3 + 1) for n in range(COUNT)]
Candidacy.everyone.bulk_create(rows, batch_size=1000)
Step.everyone.bulk_create((
    Step(owner_id=owner, candidacy=row, step=step, due=now + dt.timedelta(hours=n % 400 - 4 + days * 24),
         until=now + dt.timedelta(hours=n % 400 + 20 + days * 24), to=str(uuid.uuid4()), after=after,
         value={"due": now.isoformat(), "why": "They named a date and it has passed.", "why_code": "followup.why"})
    for n, row in enumerate(rows)
    for step, after, days in (("follow_up_1", "", 0), ("follow_up_2", "follow_up_1", 10), ("visibility", "", 25))
), batch_size=1000)
"""


def seconds(command: list[str], environ: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env=environ)
    return time.perf_counter() - start


def ratio(command: list[str], bare: list[str], runs: int, environ: Mapping[str, str] = os.environ) -> float:
    """Best of `runs` over the best of the bare command, measured in turn."""
    pairs = [(seconds(bare, environ), seconds(command, environ)) for _ in range(runs)]
    return round(min(own for _, own in pairs) / min(base for base, _ in pairs), 2)


def today_x(folder: str, runs: int) -> float:
    environ = {**os.environ, "AFTERWORD_DATA": folder, "AFTERWORD_DATABASE": ""}
    environ["DJANGO_SETTINGS_MODULE"] = "afterword.app.config"
    subprocess.run([PYTHON, "-c", SEED.replace("COUNT", str(CANDIDACIES))], env=environ, check=True)
    return ratio([PROGRAM, "today"], [PYTHON, "-c", SETUP], runs, environ)


def main() -> None:
    compileall.compile_dir(ROOT / "src" / "afterword", quiet=2)  # as set-up leaves it
    runs = 7 if "--quick" in sys.argv else 25
    bare = [PYTHON, "-c", "pass"]
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.txt"
        short.write_text(SHORT)
        letter = str(ROOT / "examples" / "case-1" / "letter.txt")
        brief = str(ROOT / "examples" / "case-1" / "brief.json")
        figures = {
            "help_x": ratio([PROGRAM, "--help"], bare, runs),
            "check_x": ratio([PROGRAM, "check", str(short)], bare, runs),
            "check_letter_x": ratio([PROGRAM, "check", letter], bare, runs),
            "check_brief_x": ratio([PROGRAM, "check", letter, "--brief", brief], bare, runs),
            "today_x": today_x(folder, runs),
        }
    peers = {"click": {"import_x": ratio([PYTHON, "-c", "import click"], bare, runs)}}
    print(json.dumps({**figures, "runs": runs, "candidacies": CANDIDACIES, "peers": peers}))


if __name__ == "__main__":
    main()
