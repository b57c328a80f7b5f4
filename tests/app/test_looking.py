"""The link of a gift is looked at on the day its letter leaves, and a letter waits where there is nothing to open."""

import datetime as dt
import socket
import uuid
from collections.abc import Iterator

import pytest

from afterword import api, shapes
from afterword.app import outbox
from afterword.app.actions.add_gift import add_gift
from afterword.app.actions.approve import approve
from afterword.app.actions.draft import draft
from afterword.app.actions.hand_over import hand_over
from afterword.app.actions.keep_account import keep_account
from afterword.app.actions.keep_look import keep_look
from afterword.app.actions.let_look import let_look
from afterword.app.actions.pass_over import pass_over
from afterword.app.actions.queue import UNDO, queue
from afterword.app.actions.stop_sending import release
from afterword.app.looking import look_at_links
from afterword.app.models import Candidacy, Letter, Look, Outbox, Person, ShelfItem
from afterword.app.queries.brief import brief_of
from afterword.app.queries.links import AGAIN, DAY, SOON, to_look_at
from afterword.errors import Refused
from afterword.gift import look as noun
from afterword.gift.gift import Gift
from afterword.outside.fetch import Fetcher
from afterword.outside.smtp import Answer
from app.conftest import NOW
from website import NOTHING, Website, asked, nearby, page, website
from website import say as website_says

ARTICLE = page(b"<html><body><article><p>" + b"A lost badge costs more than its plastic. " * 40 + b"</p></article>")
ANYWAY = ["move.recall", "move.interest", "truth.facts", "time.words"]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Website]:
    """A site with an article and no robots.txt."""
    with website() as found:
        say(found, ARTICLE)
        monkeypatch.setattr(api, "_fetcher", nearby)
        api._guest.cache_clear()
        yield found
        api._guest.cache_clear()


def say(site: Website, answer: bytes, robots: bytes = NOTHING) -> None:
    """Let a site answer so, to a program that remembers nothing of it."""
    website_says(site, answer, robots)
    api._guest.cache_clear()


@pytest.fixture
def letter(held: Candidacy, ruth: Person, site: Website) -> Letter:
    let_look(on=True)
    gift = Gift("g1", title="Badges and tablets", url=f"{site.url}badges", read=True)
    item = add_gift(NOW, gift, id=uuid.uuid4())[0]
    brief = brief_of(held, ruth, "thank_you", gift=item, gift_note="It is short.", send_at=NOW)
    return draft(held, ruth, brief, now=NOW)[0]


def approved(letter: Letter, send_at: dt.datetime | None = None) -> Letter:
    blocks = ["gift.gone", "gift.paywalled"] if Look.objects.exclude(outcome="ok").exists() else []
    approve(letter.id, NOW, send_at=send_at, anyway=[*ANYWAY, *blocks])
    letter.refresh_from_db()
    return letter


def queued(letter: Letter) -> Outbox:
    return queue(letter.id, keep_account("amara@example.org", {"smtp": {}}).id, NOW)


def sent(row: Outbox, now: dt.datetime) -> Outbox:
    assert row.account_id
    outbox.send_due(row.account_id, now, lambda *args: (args[3](), Answer("accepted"))[1])
    row.refresh_from_db()
    return row


def test_nothing_leaves_while_it_is_not_allowed(letter: Letter, site: Website) -> None:
    let_look(on=False)
    assert look_at_links(NOW) == 0
    assert site.heard == []
    assert not Look.objects.exists()


def test_a_link_is_looked_at_once_a_day(letter: Letter, site: Website) -> None:
    approved(letter)
    assert [look_at_links(NOW), look_at_links(NOW + dt.timedelta(hours=20))] == [1, 0]
    row = Look.objects.get()
    assert (row.url, row.outcome, row.at, row.told) == (f"{site.url}badges", "ok", NOW, {})
    assert asked(site) == ["/robots.txt", "/badges"]
    assert look_at_links(NOW + DAY) == 1
    assert Look.objects.get().at == NOW + DAY


def test_it_is_looked_at_shortly_before_it_leaves_and_not_days_ahead(letter: Letter) -> None:
    Letter.objects.update(changed_at=NOW - dt.timedelta(days=2))
    assert to_look_at(NOW + dt.timedelta(days=3)) == [letter.brief["gift"]["url"]], "the plan says it is due"
    leaves = NOW + dt.timedelta(days=2)
    approved(letter, leaves)
    assert to_look_at(leaves - SOON - dt.timedelta(minutes=1)) == []
    assert len(to_look_at(leaves - SOON)) == 1


@pytest.mark.parametrize(("answer", "outcome", "waits"), [
    (ARTICLE, "ok", False),
    (NOTHING, "gone", True),
    (page(b"", status="410 Gone"), "gone", True),
    (page(b"", status="402 Payment Required"), "paywalled", True),
    (page(b"", status="403 Forbidden"), "unreachable", False),
    (page(b"", status="500 Oops"), "unreachable", False),
    (page(b"not much", media="audio/mpeg"), "ok", False),
    (page(b"<html><body><video src=a></video>"), "ok", False),
    (page(b'<html><script type="application/ld+json">{"isAccessibleForFree": false}</script><body><article><p>'
          + b"Only this much. " * 40), "paywalled", True),
], ids=["there", "404", "410", "402", "403", "500", "a recording", "a film", "a wall"])  # fmt: skip
def test_what_is_gone_or_paid_for_holds_the_letter_and_nothing_else_does(
    letter: Letter, site: Website, answer: bytes, outcome: str, waits: bool
) -> None:
    row = queued(approved(letter))
    say(site, answer)
    look_at_links(NOW)
    assert Look.objects.get().outcome == outcome
    assert sent(row, NOW + UNDO).state == ("held" if waits else "sent")
    if waits:
        assert row.told["code"] == f"app.outbox.gift.{outcome}"
        assert row.told["params"]["url"] == f"{site.url}badges"


@pytest.mark.parametrize(("to", "code"), [("/elsewhere", "gift.look.elsewhere"), ("/", "gift.look.start_page")])
def test_a_page_that_moved_is_said_and_holds_nothing(letter: Letter, site: Website, to: str, code: str) -> None:
    row = queued(approved(letter))
    moved = page(b"", f"Location: {to}", status="301 Moved")
    site.answer = lambda taken, heard: taken.sendall(
        NOTHING if "/robots" in heard else moved if "/badges" in heard else ARTICLE
    )
    look_at_links(NOW)
    seen = Look.objects.get()
    assert (seen.outcome, seen.told["code"]) == ("moved", code)
    assert sent(row, NOW + UNDO).state == "sent"


def test_without_a_network_it_is_not_looked_at_and_leaves(
    letter: Letter, site: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "offline")

    row = queued(approved(letter))
    monkeypatch.setattr(api, "_fetcher", lambda: Fetcher("test", resolve=nowhere, ports=None))
    api._guest.cache_clear()
    look_at_links(NOW)
    seen = Look.objects.get()
    assert (seen.outcome, seen.told["code"]) == ("unreachable", "outside.fetch.no_host")
    assert to_look_at(NOW + AGAIN - dt.timedelta(minutes=1)) == []
    assert len(to_look_at(NOW + AGAIN)) == 1, "tried again when the network may be back"
    assert sent(row, NOW + UNDO).state == "sent"


def test_robots_are_obeyed_and_hold_nothing(letter: Letter, site: Website) -> None:
    row = queued(approved(letter))
    say(site, ARTICLE, page(b"User-agent: *\nDisallow: /badges", media="text/plain"))
    look_at_links(NOW)
    assert Look.objects.get().told["code"] == "outside.manners.robots"
    assert asked(site) == ["/robots.txt"]
    assert sent(row, NOW + UNDO).state == "sent"


def test_send_anyway_is_one_click_and_recorded(letter: Letter, site: Website) -> None:
    row = queued(approved(letter))
    say(site, NOTHING)
    look_at_links(NOW)
    assert sent(row, NOW + UNDO).state == "held"
    release(row.id, NOW + UNDO)
    assert "gift.gone" in letter.approvals.get().overridden
    assert sent(row, NOW + UNDO).state == "sent"


def test_what_no_click_passes_is_not_passed_with_it(letter: Letter, ruth: Person, site: Website) -> None:
    row = queued(approved(letter))
    say(site, NOTHING)
    look_at_links(NOW)
    Person.objects.filter(id=ruth.id).update(
        name="Rita Calloway", value={**ruth.value, "name": "Rita Calloway", "given": "Rita"}
    )
    assert sent(row, NOW + UNDO).told["code"] == "app.outbox.checks"
    release(row.id, NOW + UNDO)
    assert letter.approvals.get().overridden.count("gift.gone") == 1
    assert sent(row, NOW + UNDO).state == "held"


def test_it_is_not_handed_over_until_somebody_says_so(letter: Letter, site: Website) -> None:
    approved(letter)
    say(site, NOTHING)
    look_at_links(NOW)
    with pytest.raises(Refused, match=r"hand_over\.link"):
        hand_over(letter.id, "mailto", NOW)
    for _ in range(2):
        pass_over(letter.id, NOW, ["gift.gone"])
    assert hand_over(letter.id, "mailto", NOW).state == Letter.State.HANDED_OVER


def test_a_draft_says_it_before_it_is_approved(letter: Letter, site: Website) -> None:
    say(site, NOTHING)
    look_at_links(NOW)
    with pytest.raises(Refused, match=r"approve\.blocked") as caught:
        approve(letter.id, NOW, anyway=ANYWAY)
    assert caught.value.params["ids"] == ["gift.gone"]
    assert approve(letter.id, NOW, anyway=[*ANYWAY, "gift.gone"])


def test_the_shelf_knows_it_and_forgets_it_when_the_page_is_back(letter: Letter, site: Website) -> None:
    def tags() -> tuple[str, ...]:
        return shapes.convert(ShelfItem.objects.get().value, Gift, "gift")[0].tags

    url = f"{site.url}badges"
    keep_look(NOW, url, noun.Look("gone"))
    assert tags() == ("dead link",)
    keep_look(NOW, url, noun.Look("unreachable"))
    assert tags() == ("dead link",), "a site that is away says nothing of its page"
    keep_look(NOW, url, noun.Look("paywalled"))
    keep_look(NOW, url, noun.Look("ok"))
    assert not {"dead link", "paywall"} & set(tags())


def test_a_page_that_breaks_the_reader_keeps_no_letter(letter: Letter, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(url: str) -> noun.Look:
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr(api, "look_at_link", broken)
    row = queued(approved(letter))
    assert look_at_links(NOW) == 1
    assert sent(row, NOW + UNDO).state == "sent"


def test_it_leaves_off_when_the_program_ends(letter: Letter, site: Website) -> None:
    assert look_at_links(NOW, ending=lambda: True) == 0
    assert site.heard == []
