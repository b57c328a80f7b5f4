"""Write: what a letter would hold, one sentence of the person's own, and the draft."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afterword.app.models import Candidacy, Candidate, Interest, Letter, Person, ShelfItem
from app.pages.answers import text_of

SUBJECT = "passkeys for the warehouse crew"
OWN = "Your twenty minutes for a reset stayed with me."


@pytest.fixture
def noted(held: Candidacy, ruth: Person) -> Candidacy:
    value = {
        "id": "i1",
        "subject": SUBJECT,
        "kind": "business",
        "evidence": [
            {
                "quote": "I would love to see how others did it",
                "words": "said",
                "at": {"line": 1},
                "cue": "lit_up",
                "direct": True,
            }
        ],
    }
    Interest.objects.create(candidacy=held, person=ruth, subject=SUBJECT, value=value)
    return held


@pytest.fixture
def item(held: Candidacy) -> ShelfItem:
    value = {
        "id": "g1",
        "kind": "article",
        "title": "Passkeys at work",
        "url": "https://example.org/passkeys",
        "read": True,
    }
    return ShelfItem.objects.create(key="g1", kind="article", title="Passkeys at work", value=value)


def address(candidacy: Candidacy, person: Person, kind: str = "thank_you") -> str:
    return f"/candidacies/{candidacy.id}/write/{kind}/{person.id}"


def form(**more: object) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "tone": "warm", **more}


def test_the_page_shows_what_the_letter_draws_on(browser: Client, noted: Candidacy, ruth: Person) -> None:
    text = text_of(browser.get(address(noted, ruth)))
    assert "“I would love to see how others did it”" in text
    assert f"What did Ruth say about {SUBJECT} that you thought of again" in text
    assert "Friday 4 December" in text
    assert "Nothing is enclosed." in text
    assert f"/candidacies/{noted.id}/gift/{ruth.id}" in text
    assert text.count("is-primary") == 1


def test_a_draft_is_written_with_the_own_sentence_and_the_gift(
    browser: Client, noted: Candidacy, ruth: Person, item: ShelfItem
) -> None:
    assert "Passkeys at work" in text_of(browser.get(f"{address(noted, ruth)}?gift={item.id}"))
    note = "It is short and it fits."
    answer = browser.post(address(noted, ruth), form(own_words=OWN, gift=str(item.id), gift_note=note))
    letter = Letter.objects.get()
    assert answer["Location"] == f"/letters/{letter.id}?kept"
    assert OWN in letter.body
    assert note in letter.body
    assert "https://example.org/passkeys" in letter.body
    again = browser.get(address(noted, ruth)).context["form"]
    assert (again["own_words"].value(), str(again["gift"].value())) == (OWN, str(item.id))


def test_what_is_ones_own_was_not_come_across(browser: Client, noted: Candidacy, ruth: Person) -> None:
    value = {"id": "g2", "kind": "tip", "title": "Resets", "text": "We printed the steps on the badge."}
    tip = ShelfItem.objects.create(key="g2", kind="tip", title="Resets", value=value)
    text = text_of(browser.get(f"{address(noted, ruth)}?gift={tip.id}"))
    assert "Resets" in text
    assert "came across" not in text
    assert "Read it now" not in text


def test_a_double_submit_is_one_draft_and_one_version(browser: Client, noted: Candidacy, ruth: Person) -> None:
    typed = form(own_words=OWN)
    for _ in range(2):
        browser.post(address(noted, ruth), typed)
    letter = Letter.objects.get()
    assert (letter.version, letter.revisions.count()) == (1, 1)


def test_writing_anew_keeps_what_it_replaces(browser: Client, noted: Candidacy, ruth: Person) -> None:
    browser.post(address(noted, ruth), form())
    Letter.objects.update(body="Dear Ruth,\n\nAll by hand.\n\nAmara Boateng")
    browser.post(address(noted, ruth), form())
    by_hand = Letter.objects.get().revisions.get(number=2)
    assert by_hand.body == "Dear Ruth,\n\nAll by hand.\n\nAmara Boateng"


def test_an_old_form_leaves_an_approved_letter_alone(browser: Client, noted: Candidacy, ruth: Person) -> None:
    typed = form(own_words=OWN)
    browser.post(address(noted, ruth), typed)
    Letter.objects.update(state=Letter.State.APPROVED)
    browser.post(address(noted, ruth), typed | {"own_words": ""})
    letter = Letter.objects.get()
    assert letter.state == Letter.State.APPROVED
    assert OWN in letter.body


def test_a_letter_that_was_sent_is_not_written_again_unawares(browser: Client, noted: Candidacy, ruth: Person) -> None:
    sent = Letter.objects.create(candidacy=noted, person=ruth, kind="thank_you", state="sent", body="Dear Ruth")
    text = text_of(browser.get(address(noted, ruth)))
    assert "You sent this letter on" in text
    assert f"/letters/{sent.id}" in text


def test_a_missing_name_is_asked_for_and_nothing_is_lost(browser: Client, noted: Candidacy, ruth: Person) -> None:
    Candidate.objects.update(name="")
    answer = browser.post(address(noted, ruth), form(own_words=OWN))
    assert answer.status_code == 422
    assert OWN in text_of(answer)
    assert 'role="alert"' in text_of(answer)
    browser.post(address(noted, ruth), form(own_words=OWN, name="Amara Boateng"))
    assert Letter.objects.get().body.splitlines()[-2] == "Amara Boateng"
    assert Candidate.objects.get().name == "Amara Boateng"


def test_too_many_own_words_come_back_as_typed(browser: Client, noted: Candidacy, ruth: Person) -> None:
    long = "word " * 190
    answer = browser.post(address(noted, ruth), form(own_words=long))
    assert answer.status_code == 422
    assert "a letter has room for 120" in text_of(answer)
    assert long.strip() in text_of(answer)
    assert not Letter.objects.exists()


def test_ten_thousand_own_words_come_back_beside_their_field(browser: Client, noted: Candidacy, ruth: Person) -> None:
    page = text_of(browser.get(address(noted, ruth)))
    assert "maxlength" not in page.partition('name="own_words"')[2].partition(">")[0]  # it would cut what is pasted
    long = " ".join(["word"] * 10_000)
    answer = browser.post(address(noted, ruth), form(own_words=long))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["own_words"]
    assert answer.context["form"]["own_words"].value() == long
    assert not Letter.objects.exists()


def test_each_tone_is_shown_by_how_it_begins_and_ends(browser: Client, noted: Candidacy, ruth: Person) -> None:
    tones = browser.get(address(noted, ruth)).context["page"].tones
    assert [one.tone for one in tones] == ["warm", "formal", "brief"]
    assert all(one.text.startswith("Dear Ruth Calloway") and "…" in one.text for one in tones)
    assert len({one.text.splitlines()[-1] for one in tones}) == 3
    german = browser.get(f"{address(noted, ruth)}?locale=de&tone=formal")
    assert german.context["form"]["tone"].value() == "formal"
    assert german.context["page"].tones[0].text.startswith("Guten Tag Ruth Calloway")


def test_tones_are_shown_to_who_has_no_name_yet(browser: Client, noted: Candidacy, ruth: Person) -> None:
    Candidate.objects.update(name="")
    assert all(one.text for one in browser.get(address(noted, ruth)).context["page"].tones)


def test_the_language_is_chosen_and_kept(browser: Client, noted: Candidacy, ruth: Person) -> None:
    assert "As is usual there: American English" in text_of(browser.get(address(noted, ruth)))
    browser.post(address(noted, ruth), form(own_words="Der Rundgang war lang.", locale="de"))
    letter = Letter.objects.get()
    assert letter.brief["locale"] == "de"
    assert "Guten Tag" in letter.body
    browser.post(f"/letters/{letter.id}", {"version": letter.version, "do": "again"})
    letter.refresh_from_db()
    assert "Guten Tag" in letter.body
    again = browser.get(address(noted, ruth))
    assert again.context["form"]["locale"].value() == "de"
    assert browser.post(address(noted, ruth), form(locale="tlh")).status_code == 422


def test_an_answer_to_an_offer_says_which(browser: Client, noted: Candidacy, ruth: Person) -> None:
    assert browser.post(address(noted, ruth, "offer_answer"), form()).status_code == 422
    browser.post(address(noted, ruth, "offer_answer"), form(answer="decline"))
    assert Letter.objects.get().brief["answer"] == "decline"


@pytest.mark.parametrize("kind", ["call_script", "voicemail", "love_letter"])
def test_what_is_no_letter_is_not_there(browser: Client, noted: Candidacy, ruth: Person, kind: str) -> None:
    assert browser.get(address(noted, ruth, kind)).status_code == 404


def test_a_foreign_gift_or_person_is_not_there(browser: Client, noted: Candidacy, ruth: Person) -> None:
    assert browser.get(f"{address(noted, ruth)}?gift={uuid.uuid4()}").status_code == 404
    assert browser.get(f"{address(noted, ruth)}?gift=nonsense").status_code == 404
    assert browser.get(f"/candidacies/{noted.id}/write/thank_you/{uuid.uuid4()}").status_code == 404


def test_the_queries_do_not_grow_with_rows(browser: Client, noted: Candidacy, ruth: Person, dana: Person) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get(address(noted, ruth))
    for at in range(6):
        value = {"id": f"x{at}", "subject": f"subject {at}", "kind": "business", "evidence": []}
        Interest.objects.create(candidacy=noted, person=ruth, subject=f"subject {at}", value=value)
        Letter.objects.create(candidacy=noted, person=dana, kind="thank_you", state="sent", body="Dear Dana")
    with CaptureQueriesContext(connection) as many:
        browser.get(address(noted, ruth))
    assert len(many) == len(few)
