"""Choosing the gift: the best of the shelf with its reasons, what must not be given, and where to look else."""

import uuid
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from afterword.app.actions.add_gift import add_gift
from afterword.app.actions.add_subject import add_subject
from afterword.app.actions.begin import add_person, begin
from afterword.app.actions.draft import draft
from afterword.app.actions.shelve import shelve
from afterword.app.actions.undo import undo
from afterword.app.models import Candidacy, Event, GiftGiven, Interest, Person, ShelfItem
from afterword.app.queries.brief import brief_of
from afterword.candidacy import candidacy as noun
from afterword.candidacy.contact import Contact
from afterword.gift.gift import Gift
from afterword.notes.interest import Evidence
from afterword.notes.interest import Interest as Line
from app.conftest import NOW
from app.pages.answers import text_of

PASSKEYS = Gift(
    id="g-passkeys",
    title="Passkeys for shared devices in a warehouse",
    url="https://www.w3.org/TR/passkeys-shared",
    date="2026-10-01",
    read=True,
    minutes=7,
)


@pytest.fixture
def line(fernhill: Candidacy, ruth: Person) -> Interest:
    return said(fernhill, ruth, "passkeys for the warehouse crew", "We lose a badge a day on shared devices.")


def said(candidacy: Candidacy, person: Person, subject: str, quote: str, *, sensitive: bool = False) -> Interest:
    """A line of the ledger with their own words."""
    evidence = Evidence(quote=quote, words="said", speaker=person.name, cue="disclosed_a_problem")
    value = Line(id="i1", subject=subject, kind="business", score=1, confidence=0.7, evidence=(evidence,))
    return Interest.objects.create(
        candidacy=candidacy,
        person=person,
        subject=subject,
        value={**msgspec.to_builtins(value), "sensitive": sensitive},
    )


def page_of(browser: Client, candidacy: Candidacy, person: Person, **asked: str | uuid.UUID) -> str:
    return text_of(
        browser.get(
            f"/candidacies/{candidacy.id}/gift/{person.id}", {name: str(value) for name, value in asked.items()}
        )
    )


def test_a_gift_is_offered_with_its_reason_and_seven_bars(
    browser: Client, fernhill: Candidacy, ruth: Person, line: Interest
) -> None:
    row, _new = add_gift(NOW, PASSKEYS, id=uuid.uuid4())
    text = page_of(browser, fernhill, ruth, interest=line.id)
    assert str(PASSKEYS.title) in text
    assert "Article, 7 minutes to read, free to open" in text
    assert "and you have read it" in text
    assert text.count(" of 5</span>") == 7
    assert text.count("Weakest: ") == 1
    assert f"/candidacies/{fernhill.id}/write/thank_you/{ruth.id}?gift={row.id}" in text
    assert text.count("is-primary") == 1


def test_the_first_line_is_taken_where_none_is_named(
    browser: Client, fernhill: Candidacy, ruth: Person, line: Interest
) -> None:
    add_gift(NOW, PASSKEYS, id=uuid.uuid4())
    assert str(PASSKEYS.title) in page_of(browser, fernhill, ruth)


def test_the_letter_that_is_due_to_this_person_encloses_it(
    browser: Client, held: Candidacy, ruth: Person, line: Interest
) -> None:
    add_gift(NOW, PASSKEYS, id=uuid.uuid4())
    assert f"/write/thank_you/{ruth.id}?gift=" in page_of(browser, held, ruth, interest=line.id)


def test_without_a_subject_one_is_asked_for(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    text = page_of(browser, fernhill, ruth)
    assert "Look on the shelf" in text
    assert text.count("is-primary") == 1


def test_what_was_given_at_this_employer_is_refused_with_the_name(
    browser: Client, fernhill: Candidacy, ruth: Person, line: Interest
) -> None:
    """Another candidacy at the same firm counts; one at another firm does not."""
    row, _new = add_gift(NOW, PASSKEYS, id=uuid.uuid4())
    earlier = begin(NOW, noun.Candidacy("Fernhill Logistics Inc.", "another role"))
    given = GiftGiven.objects.create(
        item=row, candidacy=earlier, title=row.title, url=row.url, employer=earlier.company, at=NOW, person=ruth
    )
    text = page_of(browser, fernhill, ruth, interest=line.id)
    assert "1 thing that fits is better not given" in text
    assert f"{cast.RUTH} at the same employer was given this already" in text
    assert "Enclose this" not in text
    given.employer = "Harbor Freight Rail"
    given.save()
    assert "Enclose this" in page_of(browser, fernhill, ruth, interest=line.id)


def test_what_cannot_be_read_without_paying_is_refused(
    browser: Client, fernhill: Candidacy, ruth: Person, line: Interest
) -> None:
    shelve([Gift(id="g1", title="Passkeys for the warehouse crew", url="https://www.wsj.com/passkeys")])
    text = page_of(browser, fernhill, ruth, interest=line.id)
    assert "wsj.com lets few read without paying." in text


def test_nothing_that_fits_shows_where_to_look(
    browser: Client, fernhill: Candidacy, ruth: Person, line: Interest
) -> None:
    text = page_of(browser, fernhill, ruth, interest=line.id)
    assert "Nothing on your shelf fits well enough" in text
    assert 'target="_blank" rel="noreferrer noopener"' in text
    for kind in ("link", "tip", "places", "contact", "statistic"):
        assert f"/shelf/add/{kind}?candidacy={fernhill.id}&person={ruth.id}&interest={line.id}" in text
    assert "I met somebody who cares about passkeys for the warehouse crew." in text
    assert f"/write/thank_you/{ruth.id}?gift=" in text


def test_what_came_near_is_shown_to_be_judged(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    shelve([Gift("near", title="Picking robots on a cold floor", url="https://www.w3.org/robots")])
    row = ShelfItem.objects.get()
    shown = page_of(browser, fernhill, ruth, subject="welding robots")
    assert "Nothing on your shelf fits well enough" in shown
    assert "These came near" in shown
    assert str(row.id) in shown
    assert "These came near" not in page_of(browser, fernhill, ruth, subject="picking robots")


def test_a_subject_may_be_typed(browser: Client, fernhill: Candidacy, ruth: Person, line: Interest) -> None:
    shelve([Gift(id="g2", kind="book", title="Sourdough baking at home", url="https://example.org/sourdough")])
    text = page_of(browser, fernhill, ruth, subject="sourdough baking")
    assert "Sourdough baking at home" in text
    hostile = page_of(browser, fernhill, ruth, subject='"><script>alert(1)</script>')
    assert (
        "<script>alert"
        not in browser.get(
            f"/candidacies/{fernhill.id}/gift/{ruth.id}", {"subject": '"><script>alert(1)</script>'}
        ).content.decode()
    )
    assert "alert(1)" in hostile


def test_words_of_one_subject_do_not_search_for_another(
    browser: Client, fernhill: Candidacy, ruth: Person, line: Interest
) -> None:
    assert "badge" not in page_of(browser, fernhill, ruth, subject="nordic sagas").partition("Look here")[2]


def test_a_private_subject_waits_for_the_persons_word(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    faith = said(fernhill, ruth, "her church choir", "I sing in our church choir every Sunday.", sensitive=True)
    shelve([Gift(id="g3", kind="book", title="Singing in a church choir", url="https://example.org/choir")])
    address = f"/candidacies/{fernhill.id}/gift/{ruth.id}"
    assert "1 private subject is left out" in page_of(browser, fernhill, ruth)
    assert "Enclose this" not in page_of(browser, fernhill, ruth, interest=faith.id)
    id = str(uuid.uuid4())
    for _ in range(2):
        browser.post(address, {"id": id, "interest": str(faith.id)})
    event = Event.objects.get(type="setting_changed")
    assert event.data == {"key": "sensitive_allowed", "value": str(faith.id)}
    text = page_of(browser, fernhill, ruth, interest=faith.id)
    assert "Singing in a church choir" in text
    assert "Enclose this" in text
    undo(NOW, event_id=event.id)
    assert "Enclose this" not in page_of(browser, fernhill, ruth, interest=faith.id)


def test_health_is_never_allowed(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    health = said(fernhill, ruth, "her cancer treatment", "I am in treatment for cancer.", sensitive=True)
    answer = browser.post(
        f"/candidacies/{fernhill.id}/gift/{ruth.id}", {"id": str(uuid.uuid4()), "interest": str(health.id)}
    )
    assert answer.status_code == 409
    assert "private subject" not in page_of(browser, fernhill, ruth)
    page = page_of(browser, fernhill, ruth, interest=health.id)
    assert "This subject stays out of gifts" in page
    assert "thing that fits" not in page


def test_what_they_did_not_say_is_not_allowed(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    row = add_subject(fernhill.id, "her church choir", person_id=ruth.id, id=uuid.uuid4())
    answer = browser.post(
        f"/candidacies/{fernhill.id}/gift/{ruth.id}", {"id": str(uuid.uuid4()), "interest": str(row.id)}
    )
    assert answer.status_code == 409


def test_titles_and_addresses_of_strangers_do_no_harm(
    browser: Client, fernhill: Candidacy, ruth: Person, line: Interest
) -> None:
    shelve([Gift(id="g4", title="<b>Passkeys</b> for the warehouse crew", url="javascript:alert(1)")])
    shelve([Gift(id="g5", title="Warehouse crew passkeys \u202eexe.gpj", url="data:text/html,hello")])
    page = browser.get(f"/candidacies/{fernhill.id}/gift/{ruth.id}", {"interest": str(line.id)}).content.decode()
    assert "&lt;b&gt;Passkeys&lt;/b&gt;" in page
    assert 'href="javascript:alert' not in page
    assert 'href="data:' not in page


def test_nothing_of_somebody_else_is_shown(browser: Client, fernhill: Candidacy, ruth: Person, dana: Person) -> None:
    theirs = f"/candidacies/{uuid.uuid4()}/gift/{ruth.id}"
    assert browser.get(theirs).status_code == 404
    assert browser.get(f"/candidacies/{fernhill.id}/gift/{uuid.uuid4()}").status_code == 404
    for wrong in (uuid.uuid4(), "no-id"):
        assert browser.get(f"/candidacies/{fernhill.id}/gift/{ruth.id}?interest={wrong}").status_code == 404


def test_the_queries_do_not_grow_with_rows(browser: Client, fernhill: Candidacy, ruth: Person, line: Interest) -> None:
    add_gift(NOW, PASSKEYS, id=uuid.uuid4())
    address = f"/candidacies/{fernhill.id}/gift/{ruth.id}?interest={line.id}"
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    shelve([Gift(id=f"m{n}", title=f"Passkeys {n} in a warehouse", url=f"https://example.org/{n}") for n in range(60)])
    for number in range(10):
        add_subject(fernhill.id, f"subject {number}", person_id=ruth.id, id=uuid.uuid4())
        row = ShelfItem.objects.all()[number]
        GiftGiven.objects.create(item=row, title=row.title, url=row.url, employer="Elsewhere", at=NOW, person=ruth)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


def test_the_bookmark_that_brings_a_page_back_holds_nothing_that_runs(
    browser: Client, fernhill: Candidacy, ruth: Person
) -> None:
    asked = {"subject": '"+alert(1)+"%22+alert(2)//'}
    html = browser.get(f"/candidacies/{fernhill.id}/gift/{ruth.id}", asked).content.decode()
    code = unquote(unescape(html.split('href="javascript:')[1].split('"')[0]))
    start = f'location.href="http://127.0.0.1/shelf/add/link?candidacy={fernhill.id}&person={ruth.id}&subject='
    assert code.startswith(start)
    address, _, rest = code.removeprefix('location.href="').partition('"')
    assert rest == "+encodeURIComponent(location.href)+'&title='+encodeURIComponent(document.title)"
    assert parse_qs(urlsplit(address).query)["subject"] == [asked["subject"]]


def test_a_panel_gets_a_distinct_gift_each(
    browser: Client, fernhill: Candidacy, ruth: Person, dana: Person, line: Interest
) -> None:
    row, _new = add_gift(NOW, PASSKEYS, id=uuid.uuid4())
    brief = brief_of(fernhill, dana, "thank_you", gift=row, gift_note="It is short.", send_at=NOW)
    letter = draft(fernhill, dana, brief, now=NOW)[0]
    text = page_of(browser, fernhill, ruth, interest=line.id)
    assert f"{cast.DANA} at the same employer was given this already, or has it in a letter that waits." in text
    assert "Enclose this" in page_of(browser, fernhill, dana, subject="passkeys for the warehouse crew")
    letter.state = "cancelled"
    letter.save()
    assert "Enclose this" in page_of(browser, fernhill, ruth, interest=line.id)


def test_five_of_a_panel_in_two_roles_get_five_things_under_any_address(
    browser: Client, fernhill: Candidacy, line: Interest
) -> None:
    """What one of them has is refused for the four others, however it came onto the shelf again."""
    doi = "https://doi.org/10.5555/passkeys.7"
    addresses = [
        "https://www.w3.org/TR/passkeys-shared?utm_source=mail",
        "https://m.w3.org/TR/passkeys-shared",
        doi,
    ]
    second = begin(NOW, noun.Candidacy("Fernhill Logistics Inc.", "another role"))
    panel = [
        add_person(NOW, fernhill.id, Contact(name=f"Panel {number} Okafor"), ["interviewer"]) for number in range(3)
    ]
    panel += [
        add_person(NOW, second.id, Contact(name=f"Panel {number} Okafor"), ["interviewer"]) for number in range(3, 5)
    ]
    row, _new = add_gift(NOW, replace(PASSKEYS, text="doi:10.5555/passkeys.7"), id=uuid.uuid4())
    letter = draft(fernhill, panel[0], brief_of(fernhill, panel[0], "thank_you", gift=row, send_at=NOW), now=NOW)[0]
    for address in addresses:
        ShelfItem.objects.all().delete()
        shelve([replace(PASSKEYS, url=address)])
        for number, person in enumerate(panel[1:], 1):
            where = fernhill if number < 3 else second
            text = page_of(browser, where, person, subject=line.subject)
            assert "Panel 0 Okafor at the same employer was given this already, or has it in a letter" in text, address
    letter.state = "sent"
    letter.save()
    GiftGiven.objects.create(
        candidacy=fernhill, person=panel[0], title=row.title, url=row.url, employer=fernhill.company, at=NOW
    )
    for person, where in ((panel[1], fernhill), (panel[4], second)):
        assert "Enclose this" not in page_of(browser, where, person, subject=line.subject)
