"""Slips of the pen, in three languages, and what is none."""

import pytest

from letter.checks.spoiled import add, alone, quotes


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("recieve", "receive"), ("beleive", "believe"), ("definately", "definitely"), ("interveiw", "interview"),
        ("oportunity", "opportunity"), ("experiance", "experience"), ("tomorow", "tomorrow"), ("thier", "their"),
        ("becuase", "because"), ("managment", "management"), ("discusion", "discussion"), ("enviroment", "environment"),
    ],
)  # fmt: skip
def test_a_word_beside_a_common_one_is_a_slip(slip: str, meant: str) -> None:
    found = [one for one in add(f"It was {slip} that I thought of.") if one.id == "style.spelling"]
    assert [(one.quote, one.severity) for one in found] == [(slip, "warn")]
    assert meant in found[0].message


@pytest.mark.parametrize(
    "turn",
    ["for you time", "look forward to hear", "you're team", "should of", "the the", "is is", "more then I"],
)
def test_turns_that_only_look_right(turn: str) -> None:
    sentence = f"Thank you {turn}." if turn.startswith("for") else f"We saw that {turn} and more."
    assert quotes(add(sentence), "style.spelling", "warn") == [turn]


@pytest.mark.parametrize(
    "right",
    [
        "We organised the colour programme at the harbour centre and travelled home.",
        "The paediatric haematology ward was modelled on yours, judgement and all.",
        "Our runbook for passkeys and onboarding lives in kubernetes and grafana.",
        "I couldn't say whether they'd had had that that in mind, very very early on.",
        "The selvedge was unglazed, and the mullions were re-leaded by a tatter.",
        "She wrote to jelena@example.org about numpy.ndarray and state-of-the-art looms.",
        "I had read about Wharfedale, and in Wharfedale they speak of nothing but snooker.",
    ],
)
def test_names_trades_and_rare_words_are_none(right: str) -> None:
    assert quotes(add(right), "style.spelling", "warn") == []


def test_a_word_of_the_brief_is_none() -> None:
    sentence = "That is the whole of the managment for me."
    assert quotes(add(sentence), "style.spelling", "warn") == ["managment"]
    assert quotes(add(sentence, own_words="managment, as my father spelled it"), "style.spelling", "warn") == []


def test_german_and_french_have_their_own_words() -> None:
    german = (
        "Guten Tag Frau Weiß,\n\nvielen Dank für das freundlihe Gespräch, das mir sehr gefallen hat, gross war es.\n"
    )
    assert quotes(alone(german, locale="de"), "style.spelling", "warn") == ["freundlihe"]
    french = "Bonjour Madame,\n\nMerci beacoup pour votre accueil et pour le feedback que vous nous avez donné hier.\n"
    assert quotes(alone(french, locale="fr"), "style.spelling", "warn") == ["beacoup"]
