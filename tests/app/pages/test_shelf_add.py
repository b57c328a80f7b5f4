"""Putting things on the shelf by hand: each kind in under a minute, and what the gates say at once."""

import datetime as dt
import uuid
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afterword import shapes
from afterword.app.actions.add_subject import add_subject
from afterword.app.actions.shelve import shelve
from afterword.app.models import Candidacy, Person, ShelfItem
from afterword.gift.gift import Gift
from app.pages.answers import text_of

LINK = {"url": "https://example.org/passkeys", "title": "Passkeys for shared devices"}
TIP = {
    "title": "Starting a badge project",
    "text": "We began with the night shift. No badge was lost after week two.",
}
PLACES = {"title": "Quiet cafés for a working lunch", "place": "Seattle", "name_1": "Café Ladro", "why_1": "No music."}
CONTACT = {"title": "Rainier Label Repair", "what": "Printers repaired on site", "phone": "+1 206 555 0133"}
FIGURE = {"title": "Share of stolen passwords", "value": "3.10", "year": "2025", "source": "Annual report, table 2"}
BOOK = {"title": "Bread and its makers", "work": "book"}


def send(browser: Client, kind: str, **said: object) -> HttpResponse:
    answer = browser.post(f"/shelf/add/{kind}", {"id": str(uuid.uuid4()), **said})
    assert isinstance(answer, HttpResponse)
    return answer


def kept() -> Gift:
    return shapes.convert(ShelfItem.objects.get().value, Gift, "gift")[0]


@pytest.mark.parametrize(
    ("form", "said", "kind"),
    [
        ("link", LINK, "article"),
        ("tip", TIP, "tip"),
        ("places", PLACES, "places"),
        ("contact", {**CONTACT, "source": "rainierlabels.example.org"}, "referral"),
        ("statistic", FIGURE, "statistic"),
        ("promised", {"title": "the checklist"}, "promised"),
        ("book", BOOK, "book"),
        ("tool", {**BOOK, "work": "tool"}, "tool"),
    ],
)
def test_each_kind_is_kept(browser: Client, form: str, said: dict[str, str], kind: str) -> None:
    page = browser.get(f"/shelf/add/{form}").content.decode()
    assert page.count("is-primary") == 1
    answer = send(browser, form, **said)
    row = ShelfItem.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/shelf/{row.id}"
    assert row.kind == kind
    assert row.title == said["title"]
    assert row.postings.exists()


def test_a_double_submit_is_kept_once(browser: Client) -> None:
    id = str(uuid.uuid4())
    for _ in range(2):
        send(browser, "tip", **{**TIP, "id": id})
    assert ShelfItem.objects.count() == 1


def test_the_same_thing_again_fills_the_gaps(browser: Client) -> None:
    send(browser, "link", **LINK)
    send(browser, "link", **{**LINK, "url": "http://www.example.org/passkeys/", "author": "Ada Lindqvist"})
    assert kept().author == "Ada Lindqvist"
    assert kept().url == LINK["url"]


def test_it_goes_on_where_the_person_came_from(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    back = f"/candidacies/{fernhill.id}/gift/{ruth.id}?subject=bread"
    assert f'value="{back}"' in text_of(browser.get("/shelf/add/link", {"next": back}))
    assert send(browser, "link", **LINK, next=back)["Location"] == back
    for hostile in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = send(browser, "link", **LINK, next=hostile)
        assert answer["Location"].startswith("/shelf/")
    assert "javascript:" not in browser.get("/shelf/add/link?next=javascript:alert(1)").content.decode().replace(
        'value="javascript:alert(1)"', ""
    )


def test_what_is_for_somebody_is_read_for_them_next(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    """It may share no word with the subject: whoever put it there for them decides, not the search."""
    whose = {"candidacy": str(fernhill.id), "person": str(ruth.id), "subject": "bread"}
    page = text_of(browser.get("/shelf/add/tip", whose))
    assert f'href="/candidacies/{fernhill.id}/gift/{ruth.id}?subject=bread"' in page
    answer = send(browser, "tip", **TIP, **whose)
    row = ShelfItem.objects.get()
    assert answer["Location"] == f"/shelf/{row.id}?candidacy={fernhill.id}&person={ruth.id}&subject=bread"
    assert "Enclose this" in text_of(browser.get(answer["Location"]))


def test_bad_input_keeps_what_was_typed(browser: Client) -> None:
    answer = send(browser, "link", url="ftp://example.org", title="A title", note="My line", date="yesterday")
    text = text_of(answer)
    assert answer.status_code == 422
    assert 'role="alert"' in text
    assert "This is no web address. Paste it whole, beginning with https://." in text
    assert "Write the date as 2026, 2026-11 or 2026-11-17." in text
    assert 'value="A title"' in text
    assert "My line" in text
    assert 'value="yesterday"' in text
    assert not ShelfItem.objects.exists()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<b>x</b>",
        "file:///etc/passwd",
        "https://",
        "https://exa\u202emple.org/",
        "mailto:ruth@example.org",
        "https://" + "a" * 5000 + ".org",
    ],
)
def test_only_web_addresses_are_links(browser: Client, url: str) -> None:
    assert send(browser, "link", url=url, title="A title").status_code == 422
    assert not ShelfItem.objects.exists()


def test_an_address_without_its_beginning_is_completed(browser: Client) -> None:
    send(browser, "link", url="example.org/passkeys", title="Passkeys")
    assert kept().url == "https://example.org/passkeys"


def test_what_follows_the_reader_is_taken_off_and_said(browser: Client) -> None:
    answer = send(browser, "link", url="https://example.org/a?utm_source=mail&page=2", title="A page")
    assert kept().url == "https://example.org/a?page=2"
    assert "What followed the reader was taken off the address." in text_of(browser.get(answer["Location"]))


def test_a_redirect_that_only_counts_is_no_address(browser: Client) -> None:
    text = text_of(send(browser, "link", url="https://bit.ly/3abc", title="A page"))
    assert "bit.ly only counts readers and hides where the link leads." in text


def test_money_is_no_gift(browser: Client) -> None:
    answer = send(browser, "tip", title="A voucher for the bakery", text="Here is a gift card for you.")
    assert answer.status_code == 422
    assert "a gift here is information only" in text_of(answer)


def test_what_others_may_not_get_is_kept_and_said(browser: Client) -> None:
    answer = send(browser, "link", url="https://www.wsj.com/passkeys", title="Passkeys at work")
    assert "Not for everybody: wsj.com lets few read without paying." in text_of(browser.get(answer["Location"]))


def test_a_number_needs_its_source_or_a_consent(browser: Client) -> None:
    answer = send(browser, "contact", **CONTACT, business="Rainier Label Repair")
    assert answer.status_code == 422
    assert "The number of Rainier Label Repair has no source. Note where it is published." in text_of(answer)
    assert 'value="+1 206 555 0133"' in text_of(answer)


def test_a_private_person_is_passed_on_with_their_consent(browser: Client, today: dt.date) -> None:
    said = {"title": "Lena Okafor", "phone": "+1 206 555 0134"}
    later = {"consent_by": "Lena Okafor", "consent_on": (today + dt.timedelta(days=2)).isoformat()}
    assert "This day is still to come." in text_of(send(browser, "contact", **said, **later))
    send(browser, "contact", **said, consent_by="Lena Okafor", consent_on=today.isoformat())
    consent = kept().consent
    assert consent is not None
    assert (consent.by, consent.on) == ("Lena Okafor", today)


@pytest.fixture
def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def test_a_person_without_a_number_needs_consent_too(browser: Client) -> None:
    answer = send(browser, "contact", title="Lena Okafor")
    assert "has not agreed to being passed on" in text_of(answer)


def test_five_places(browser: Client) -> None:
    said = {"title": "Bakeries", "place": "Seattle"}
    for number in range(1, 6):
        said |= {f"name_{number}": f"Bakery {number}", f"why_{number}": f"Reason {number}"}
    said |= {"url_2": "https://bakery.example.org", "phone_2": "+1 206 555 0135"}
    send(browser, "places", **said)
    gift = kept()
    assert [item.name for item in gift.items] == [f"Bakery {number}" for number in range(1, 6)]
    assert gift.items[1].source == "https://bakery.example.org"
    text = text_of(browser.get(f"/shelf/{ShelfItem.objects.get().id}"))
    assert "Reason 5" in text


def test_places_say_what_is_missing(browser: Client) -> None:
    answer = send(browser, "places", title="Bakeries", place="Seattle", why_2="The rye.", phone_3="+1 206 555 0136")
    text = text_of(answer)
    assert answer.status_code == 422
    assert text.count("Write the name of this place.") == 4, "beside the field and in the summary, twice"
    assert "Give the page where the number is published, or leave it out." in text
    assert "The rye." in text


def test_a_figure_needs_its_source(browser: Client) -> None:
    answer = send(browser, "statistic", **{**FIGURE, "source": ""})
    assert answer.status_code == 422
    send(browser, "statistic", **FIGURE)
    figure = kept().figure
    assert figure is not None
    assert figure.value == "3.10"


def test_a_pasted_text_is_read_for_their_words(browser: Client, fernhill: Candidacy, ruth: Person) -> None:
    line = add_subject(fernhill.id, "lost badges", person_id=ruth.id, id=uuid.uuid4())
    article = "Weather was mild. " * 60 + "\n\nOf all the badges that were lost, most were lost on Mondays. " * 3
    send(browser, "link", **LINK, text=article, interest=str(line.id))
    gift = kept()
    assert gift.minutes == 1
    assert "lost on Mondays" in gift.passages[0].text
    assert gift.text is None


def test_a_kind_that_is_none(browser: Client) -> None:
    assert browser.get("/shelf/add/money").status_code == 404


def test_the_queries_do_not_grow_with_rows(browser: Client) -> None:
    with CaptureQueriesContext(connection) as few:
        browser.get("/shelf/add/link")
    shelve([Gift(id=f"m{n}", title=f"Thing {n}", url=f"https://example.org/{n}") for n in range(60)])
    with CaptureQueriesContext(connection) as many:
        browser.get("/shelf/add/link")
    assert len(many) == len(few)


def test_nearly_the_same_title_is_the_same_work(browser: Client) -> None:
    title = "A practical guide to signing in without any passwords"
    send(browser, "book", work="book", title=title)
    send(browser, "book", work="book", title=f"{title}.", author="Ada Lindqvist")
    assert kept().author == "Ada Lindqvist"


def test_what_is_too_long_to_be_pasted_is_told_with_its_mend(browser: Client) -> None:
    answer = browser.post("/shelf/add/link", {"text": "x" * (17 * 2**20)})
    assert answer.status_code == 413
    assert "What was pasted is longer than 16 MB" in text_of(answer)
    assert "Give it as a file, or in parts." in text_of(answer)


@pytest.mark.parametrize(
    ("shared", "asked"),
    [
        ({"title": "Leaks", "url": LINK["url"]}, {"url": LINK["url"], "title": "Leaks"}),
        ({"text": f"Leaks at night {LINK['url']}"}, {"url": LINK["url"], "title": "Leaks at night"}),
        ({"title": "Leaks", "text": "no address"}, {"title": "Leaks"}),
        ({"url": "javascript:alert(1)"}, {}),
    ],
)
def test_what_a_phone_shares_comes_to_the_form_of_a_link(
    browser: Client, shared: dict[str, str], asked: dict[str, str]
) -> None:
    answer = browser.get("/shelf/add/shared", shared)
    there = urlsplit(answer["Location"])
    assert there.path == "/shelf/add/link"
    assert dict(parse_qsl(there.query)) == asked


def test_the_manifest_shares_to_that_form(browser: Client) -> None:
    told = browser.get("/manifest.webmanifest").json()
    assert told["share_target"]["action"] == "/shelf/add/shared"
    assert told["share_target"]["method"] == "GET"
    assert 'rel="manifest" href="/manifest.webmanifest"' in text_of(browser.get("/shelf"))
