"""The first screen: four doors, and nothing is asked."""

from django.test import Client

from afterword.app.models import Candidacy
from app.pages.answers import text_of

DOORS = ("I just came out", "I have one coming up", "I’m waiting to hear", "Check a letter I have")


def test_there_are_four_doors_and_a_sample(browser: Client) -> None:
    text = text_of(browser.get("/start"))
    assert [door for door in DOORS if door not in text] == []
    assert "Try it with a sample interview" in text
    assert "Go to Today" not in text


def test_whoever_has_data_finds_today(browser: Client, held: Candidacy) -> None:
    assert "Go to Today" in text_of(browser.get("/start"))


def test_whoever_has_nothing_is_sent_there(browser: Client) -> None:
    assert browser.get("/")["Location"] == "/start"
