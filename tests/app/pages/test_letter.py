"""The letter: as it reads, changed in two windows, worded differently, approved exactly as it was read."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html  # type: ignore[import-untyped]

import cast
from afterword.app.actions.draft import draft
from afterword.app.models import Approval, Candidacy, Interest, Letter, Person, ShelfItem
from afterword.app.owner import acting_as
from afterword.app.queries.brief import brief_of
from app.conftest import NOW
from app.pages.answers import text_of

SUBJECT = "passkeys for the warehouse crew"
QUOTE = "I would love to see how others did it"


@pytest.fixture
def letter(held: Candidacy, ruth: Person, clock: None) -> Letter:
    evidence = {"quote": QUOTE, "words": "said", "at": {"line": 1}, "cue": "lit_up", "direct": True}
    value = {"id": "i1", "subject": SUBJECT, "kind": "business", "evidence": [evidence]}
    Interest.objects.create(candidacy=held, person=ruth, subject=SUBJECT, value=value)
    gift = {"id": "g1", "kind": "article", "title": "Passkeys at work", "url": "https://example.org/p", "read": True}
    item = ShelfItem.objects.create(key="g1", kind="article", title="Passkeys at work", value=gift)
    brief = brief_of(held, ruth, "thank_you", gift=item, gift_note="It is short and it fits.", send_at=NOW)
    return draft(held, ruth, brief, now=NOW)[0]


def typed(letter: Letter, **more: object) -> dict[str, object]:
    letter.refresh_from_db()
    return {"version": letter.version, "subject": letter.subject, "body": letter.body, **more}


def address(letter: Letter, page: str = "") -> str:
    return f"/letters/{letter.id}{page}"


def test_it_shows_inbox_margin_and_what_to_do(browser: Client, letter: Letter) -> None:
    text = text_of(browser.get(address(letter)))
    assert f'<strong class="inbox-subject">{letter.subject}</strong>' in text
    assert 'class="backed"' in text
    assert f"“{QUOTE}”" in text
    assert "Enclosed" in text
    assert "seconds to read" in text
    assert text.count("is-primary") == 1


def test_what_is_changed_is_kept(browser: Client, letter: Letter) -> None:
    answer = browser.post(address(letter), typed(letter, body="Dear Ruth Calloway,\r\n\r\nThank you.\r\n", do="save"))
    assert answer["Location"] == address(letter)
    letter.refresh_from_db()
    assert (letter.body, letter.version) == ("Dear Ruth Calloway,\n\nThank you.", 2)


def test_typing_saves_and_answers_with_what_it_finds(browser: Client, letter: Letter) -> None:
    changed = letter.body.replace("Ruth Calloway", "Ruth Galloway", 1)
    text = text_of(browser.post(address(letter, "/check"), typed(letter, body=changed), headers={"HX-Request": "true"}))
    assert 'id="letter-live"' in text
    assert "is not how Ruth Calloway is spelled" in text
    assert 'id="letter-version" value="2"' in text
    assert "thing stands in the way" in text or "things stand in the way" in text
    letter.refresh_from_db()
    assert letter.body == changed


def test_two_windows_show_both_texts(browser: Client, letter: Letter) -> None:
    mine = typed(letter, body=f"{letter.body}\n\nMine.", do="save")
    browser.post(address(letter), typed(letter, body=f"{letter.body}\n\nTheirs.", do="save"))
    answer = browser.post(address(letter), mine)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "Mine." in text
    assert "Theirs." in text
    form = answer.context["form"]
    browser.post(address(letter), {name: form[name].value() for name in form.fields} | {"do": "save"})
    letter.refresh_from_db()
    assert letter.body.endswith("Mine.")


def test_typing_in_an_old_window_saves_nothing(browser: Client, letter: Letter) -> None:
    old = typed(letter, body=f"{letter.body}\n\nOld.")
    browser.post(address(letter), typed(letter, body=f"{letter.body}\n\nNew.", do="save"))
    text = text_of(browser.post(address(letter, "/check"), old, headers={"HX-Request": "true"}))
    assert "changed in another window" in text
    assert "letter-version" not in text
    letter.refresh_from_db()
    assert letter.body.endswith("New.")


def test_saving_twice_is_saving_once(browser: Client, letter: Letter) -> None:
    changed = typed(letter, body=f"{letter.body}\n\nMore.", do="save")
    for _ in range(2):
        assert browser.post(address(letter), changed).status_code == 302
    letter.refresh_from_db()
    assert letter.version == 2


def test_another_wording_can_be_taken_back(browser: Client, letter: Letter) -> None:
    before = letter.body
    browser.post(address(letter), typed(letter, do="again"))
    letter.refresh_from_db()
    assert letter.body != before
    toast = text_of(browser.get(address(letter)))
    assert f'name="version" value="{letter.version}"><button name="do" value="back">Undo' in toast
    browser.post(address(letter), {"version": letter.version, "do": "back"})
    letter.refresh_from_db()
    assert letter.body == before
    assert [move["text"] for move in letter.moves if move["text"] not in before] == []


def sentences(text: str) -> list[str]:
    page = html.document_fromstring(text)
    return [str(link.text_content()) for link in page.xpath("//a[contains(@class, 'sentence')]")]


def wordings(text: str) -> list[str]:
    return [str(value) for value in html.document_fromstring(text).xpath("//button[@class='wording']/@value")]


def test_a_sentence_shows_its_other_wordings(browser: Client, letter: Letter) -> None:
    text = text_of(browser.get(address(letter, "?sentence=0")))
    assert "Say it in another way" in text
    assert 1 <= len(wordings(text)) <= 5
    assert all(value.startswith("say:0:") for value in wordings(text))
    assert text.count("is-primary") == 1


def test_a_sentence_of_ones_own_says_so(browser: Client, letter: Letter) -> None:
    at = sentences(text_of(browser.get(address(letter)))).index("It is short and it fits.")
    text = text_of(browser.get(address(letter, f"?sentence={at}")))
    assert "This sentence is your own" in text
    assert wordings(text) == []


@pytest.mark.parametrize("asked", ["99", "-1", "x", "9" * 40, "", "²"])
def test_a_sentence_that_is_not_there_is_passed_over(browser: Client, letter: Letter, asked: str) -> None:
    answer = browser.get(address(letter, f"?sentence={asked}&at={asked}"))
    assert answer.status_code == 200
    assert "words" not in html.document_fromstring(text_of(answer)).xpath("//section/@id")


def test_a_wording_that_is_chosen_stands_and_can_be_undone(browser: Client, letter: Letter) -> None:
    before = letter.body
    value = wordings(text_of(browser.get(address(letter, "?sentence=0"))))[0]
    answer = browser.post(address(letter), typed(letter, do=value))
    assert answer["Location"] == address(letter, "?at=0#s0")
    letter.refresh_from_db()
    assert value.removeprefix("say:0:") in letter.body
    assert 'value="back">Undo' in text_of(browser.get(address(letter)))
    browser.post(address(letter), {"version": letter.version, "do": "back"})
    letter.refresh_from_db()
    assert letter.body == before


def test_a_wording_that_was_not_offered_changes_nothing(browser: Client, letter: Letter) -> None:
    for value in ("say:0:Hire me.", "say:0", "say", "say:x:y", "to:99", "to:", "on", "nonsense"):
        assert browser.post(address(letter), typed(letter, do=value)).status_code == 302
    letter.refresh_from_db()
    assert letter.version == 1


def test_what_was_typed_is_kept_before_a_sentence_is_reworded(browser: Client, letter: Letter) -> None:
    value = wordings(text_of(browser.get(address(letter, "?sentence=0"))))[0]
    browser.post(address(letter), typed(letter, body=letter.body.replace("it fits", "it fits you"), do=value))
    letter.refresh_from_db()
    assert "it fits you" in letter.body
    assert value.removeprefix("say:0:") in letter.body
    assert [row.how for row in letter.revisions.order_by("number")] == ["written", "typed", "sentence"]


def test_a_part_is_answered_with_parts(browser: Client, letter: Letter) -> None:
    script = {"HX-Request": "true"}
    looked = text_of(browser.get(address(letter, "?sentence=0"), headers=script))
    assert "<html" not in looked
    assert "letter-version" not in looked  # another window may have gone on
    changed = text_of(browser.post(address(letter), typed(letter, do=wordings(looked)[0]), headers=script))
    assert "<html" not in changed
    for part in ("letter-live", "letter-notes", "letter-sum", "letter-history", "letter-form", "toasts", "status"):
        assert f'id="{part}"' in changed
    refused = browser.post(address(letter), typed(letter, body="", do="back"), headers=script)
    assert (refused.status_code, refused["HX-Retarget"]) == (422, "body")


def test_it_steps_back_and_forward_and_lists_all_that_it_was(browser: Client, letter: Letter) -> None:
    assert "One step back" not in text_of(browser.get(address(letter)))
    first = letter.body
    browser.post(address(letter), typed(letter, do="again"))
    letter.refresh_from_db()
    second = letter.body
    text = text_of(browser.get(address(letter)))
    assert "Another wording" in text
    assert 'value="to:1"' in text
    for do, body in (("back", first), ("on", second), ("to:1", first)):
        browser.post(address(letter), typed(letter, do=do))
        letter.refresh_from_db()
        assert letter.body == body


def test_it_shows_whose_each_sentence_is(browser: Client, letter: Letter) -> None:
    text = text_of(browser.get(address(letter, "?ink")))
    page = html.document_fromstring(text)
    grey = [str(part.text_content()) for part in page.xpath("//span[@class='grey']")]
    assert grey
    assert "It is short and it fits." not in grey
    told = text.count("Anyone could send this") + text.count("Little of it is yours")
    assert told == 2 * len(grey)  # beside, and under the paragraph on a phone
    assert "could only come from you." in text
    assert 'aria-checked="true"' in text
    assert browser.post(address(letter), typed(letter, ink="1", do="save"))["Location"] == address(letter, "?ink")


def test_the_margin_says_what_each_paragraph_does(browser: Client, letter: Letter) -> None:
    page = html.document_fromstring(text_of(browser.get(address(letter))))
    told = [part.text_content() for part in page.xpath("//p[contains(@class, 'letter-margin')]/span")]
    assert {"Thanks", "From your talk", "Enclosed"} <= set(told)
    assert page.xpath("//article/@lang") == ["en-US"]


def test_it_lies_beside_the_letters_to_others_of_the_round(browser: Client, letter: Letter, dana: Person) -> None:
    assert "Lay it beside" not in text_of(browser.get(address(letter)))
    assert "You wrote to nobody else of this round." in text_of(browser.get(address(letter, "/compare")))
    body = letter.body.replace(cast.RUTH, cast.DANA)
    Letter.objects.create(candidacy=letter.candidacy, person=dana, kind="thank_you", body=body)
    Letter.objects.create(candidacy=letter.candidacy, person=dana, kind="thank_you", body=" \n ")
    Letter.objects.create(
        candidacy=letter.candidacy, person=dana, kind="thank_you", body="Later.", brief={"interview": {"round": 2}}
    )
    assert "Lay it beside" in text_of(browser.get(address(letter)))
    answer = browser.get(address(letter, "/compare"))
    text = text_of(answer)
    assert len(answer.context["page"].pairs) == 1
    assert "They are much alike: 100 in 100" in text
    assert f"{address(letter)}?sentence=0#words" in text
    assert "is-primary" not in text


def test_two_letters_that_share_nothing_are_told_so(browser: Client, letter: Letter, dana: Person) -> None:
    body = "Dear Dana,\n\nThe dock, drawn from memory, is enclosed.\n\nAmara"
    Letter.objects.create(candidacy=letter.candidacy, person=dana, kind="thank_you", body=body)
    text = text_of(browser.get(address(letter, "/compare")))
    assert "Beyond names and facts they have nothing in common." in text
    assert "Say it differently" not in text


@pytest.mark.parametrize("body", ["", " \r\n ", "word " * 50_000])
def test_what_is_no_letter_is_told_and_stays_in_the_field(browser: Client, letter: Letter, body: str) -> None:
    answer = browser.post(address(letter), typed(letter, body=body, do="save"))
    assert answer.status_code == 422
    assert 'role="alert"' in text_of(answer)
    assert answer.context["form"]["body"].value() == body
    letter.refresh_from_db()
    assert letter.version == 1


def test_a_subject_of_two_lines_is_not_taken(browser: Client, letter: Letter) -> None:
    hostile = typed(letter, subject="Thanks\u2028Bcc: all@example.org", do="save")
    assert browser.post(address(letter), hostile).status_code == 422


def test_markup_in_a_letter_is_text(browser: Client, letter: Letter) -> None:
    browser.post(address(letter), typed(letter, body="Dear Ruth,\n\n<script>alert(1)</script>", do="save"))
    assert b"<script>alert" not in browser.get(address(letter)).content


def test_changed_sentences_are_checked_as_foreign_text(browser: Client, letter: Letter) -> None:
    changed = letter.body.replace("It is short and it fits.", "I read all 412 pages of it.")
    text = text_of(browser.post(address(letter, "/check"), typed(letter, body=changed), headers={"HX-Request": "true"}))
    assert 'The number "412" is not in your notes.' in text
    assert 'class="doubtful"' in text


def test_approving_says_what_leaves_to_whom_and_when(browser: Client, letter: Letter) -> None:
    answer = browser.post(address(letter), typed(letter, do="approve"))
    assert answer["Location"] == address(letter, "/approve")
    text = text_of(browser.get(address(letter, "/approve")))
    assert f"{cast.RUTH}, {cast.RUTH_EMAIL}" in text
    assert letter.subject in text
    assert text.count("is-primary") == 1


def approval(browser: Client, letter: Letter, **more: object) -> dict[str, object]:
    form = browser.get(address(letter, "/approve")).context["form"]
    said = {name: form[name].value() for name in ("seen", "subject", "body", "channel")}
    return {**said, "time": "now", **more}


def test_approving_twice_is_approving_once(browser: Client, letter: Letter) -> None:
    said = approval(browser, letter)
    for _ in range(2):
        answer = browser.post(address(letter, "/approve"), said)
        assert answer.status_code == 302, text_of(answer)
        assert answer["Location"] == address(letter, "/send")
    assert Approval.objects.count() == 1
    letter.refresh_from_db()
    assert letter.state == Letter.State.APPROVED


def test_a_text_changed_since_is_not_approved(browser: Client, letter: Letter) -> None:
    said = approval(browser, letter)
    browser.post(address(letter), typed(letter, body=f"{letter.body}\n\nP.S. More.", do="save"))
    answer = browser.post(address(letter, "/approve"), said)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "The text you had read" in text
    assert "P.S. More." in text
    assert not Approval.objects.exists()
    again = answer.context["form"]
    browser.post(address(letter, "/approve"), said | {"seen": again["seen"].value()})
    assert Approval.objects.count() == 1


def test_a_block_is_passed_by_a_tick_where_it_may_be(browser: Client, letter: Letter) -> None:
    browser.post(address(letter), typed(letter, body=letter.body.replace("It is short", "Your salary"), do="save"))
    said = approval(browser, letter)
    answer = browser.post(address(letter, "/approve"), said)
    assert answer.status_code == 422
    blocks = [finding.id for finding in answer.context["page"].passable]
    assert blocks
    browser.post(address(letter, "/approve"), said | {"anyway": blocks})
    assert Approval.objects.get().overridden == blocks


def test_a_placeholder_is_not_passed(browser: Client, letter: Letter) -> None:
    browser.post(address(letter), typed(letter, body=letter.body.replace("It is short", "[Company]"), do="save"))
    page = browser.get(address(letter, "/approve"))
    assert "was never filled in" in text_of(page)
    said = approval(browser, letter, anyway=["text.placeholder"])
    assert browser.post(address(letter, "/approve"), said).status_code == 422
    assert not Approval.objects.exists()


@pytest.mark.parametrize("at", ["", "2020-01-01T10:00", "soon"])
def test_a_time_that_is_none_is_told(browser: Client, letter: Letter, at: str) -> None:
    answer = browser.post(address(letter, "/approve"), approval(browser, letter, time="date", at=at))
    assert answer.status_code == 422
    assert not Approval.objects.exists()


def test_an_approved_letter_is_changed_only_after_it_is_reopened(browser: Client, letter: Letter) -> None:
    browser.post(address(letter, "/approve"), approval(browser, letter))
    answer = browser.post(address(letter), typed(letter, body="Dear Ruth,\n\nOther.", do="save"))
    assert answer.status_code == 409
    for _ in range(2):
        browser.post(address(letter), {"do": "reopen"})
    letter.refresh_from_db()
    assert letter.state == Letter.State.DRAFT
    assert Approval.objects.get().taken_back_at is not None
    assert letter.candidacy.events.filter(type="retracted").count() == 1


def test_a_mail_is_given_only_of_an_approved_letter(browser: Client, letter: Letter) -> None:
    assert browser.get(address(letter, "/letter.eml")).status_code == 409
    browser.post(address(letter, "/approve"), approval(browser, letter))
    answer = browser.get(address(letter, "/letter.eml"))
    assert answer["Content-Type"] == "message/rfc822"
    assert b"X-Unsent: 1" in answer.content


def test_a_letter_whose_reader_was_erased_still_opens(browser: Client, letter: Letter, ruth: Person) -> None:
    ruth.delete()
    text = text_of(browser.get(address(letter)))
    assert "nobody to go to" in text
    assert browser.get(address(letter, "/approve"))["Location"] == address(letter)


def test_a_letter_of_somebody_else_is_not_there(browser: Client, letter: Letter, stranger: uuid.UUID) -> None:
    with acting_as(stranger):
        candidacy = Candidacy.objects.create(company="Elsewhere")
        foreign = Letter.objects.create(candidacy=candidacy, kind="thank_you", body="Dear X")
    for page in ("", "/approve", "/letter.eml", "/brief", "/compare"):
        assert browser.get(address(foreign, page)).status_code == 404
    assert browser.post(address(foreign), typed(letter)).status_code == 404


def test_the_queries_do_not_grow_with_rows(browser: Client, letter: Letter, dana: Person) -> None:
    for page in ("", "/approve", "/brief", "/compare"):
        with CaptureQueriesContext(connection) as few:
            browser.get(address(letter, page))
        for at in range(4):
            Letter.objects.create(
                candidacy=letter.candidacy,
                person=dana,
                kind="thank_you",
                state="sent",
                body=f"Dear Dana {at}",
                changed_at=NOW - dt.timedelta(days=at),
            )
        with CaptureQueriesContext(connection) as many:
            browser.get(address(letter, page))
        assert len(many) == len(few)
