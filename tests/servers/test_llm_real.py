"""A real model drafts letters: it answers, it lies, and nothing of it reaches a letter."""

from collections.abc import Iterator

import pytest

from afterword import api
from afterword.cli import group
from afterword.cli.ending import run
from afterword.outside.llm import Model, ask
from letter.briefs import ROOT, read
from servers import llama

BRIEFS = ROOT / "examples" / "briefs"


@pytest.fixture(scope="module")
def model() -> Iterator[Model]:
    with llama.running() as address:
        yield Model(address, "small")


def test_it_answers_a_harmless_line(model: Model) -> None:
    said = ask(model, "", [{"role": "user", "content": "Wish me a good morning in one short sentence."}], timeout=60)
    assert said.text.strip()


def test_none_of_its_drafts_becomes_a_letter(model: Model) -> None:
    brief = read(BRIEFS / "thank_you.json")
    drafted = api.draft_with_model(brief, model)
    assert drafted.letter is None
    assert drafted.refused or drafted.failed == "outside.llm.cut_off"
    assert drafted.form in {"json_schema", None}
    assert drafted.sent == () or drafted.sent[0].encode() == api.model_request(brief, model)


def test_the_letter_of_the_command_is_ours(model: Model, capsys: pytest.CaptureFixture[str]) -> None:
    brief = str(BRIEFS / "phone_screen_thanks.json")
    assert run(group, ["letter", brief], {}) == 0
    ours = capsys.readouterr().out
    assert run(group, ["letter", brief, "--model", model.address, "--model-name", model.name], {}) == 0
    out, err = capsys.readouterr()
    assert out == ours
    assert "The letter is Afterword's own." in err
