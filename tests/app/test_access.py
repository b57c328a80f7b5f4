"""The zone of a candidate: theirs, else that of the machine, which Django must not have replaced."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from afterword.app.access import zone_of
from afterword.app.models import Candidate

ASK = """
import django
django.setup()
from afterword.app.access import zone_of
from afterword.app.models import Candidate
print(zone_of(Candidate()))
"""


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
def test_whoever_names_no_zone_lives_in_that_of_the_machine(zone: str, tmp_path: Path) -> None:
    environ = {**os.environ, "AFTERWORD_DATA": str(tmp_path), "TZ": zone}
    environ["DJANGO_SETTINGS_MODULE"] = "afterword.app.web"
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK], env=environ, capture_output=True, text=True, check=False
    )
    assert (told.stdout.strip(), told.stderr) == (zone, "")


def test_the_zone_they_named_goes_first() -> None:
    assert str(zone_of(Candidate(timezone="Europe/Berlin"))) == "Europe/Berlin"
