import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from afterword.candidacy import reason
from afterword.gift import gates
from afterword.gift.gates import Case, stopped
from afterword.gift.gift import Consent, Context, Employer, Gate, Gift, GiftItem, Given, Giver, Receiver
from cast import AMARA, DANA_EMAIL, FERNHILL, RUTH, RUTH_EMAIL

CONTEXT = Context(
    receiver=Receiver(RUTH, RUTH_EMAIL, ("en",)),
    employer=Employer(FERNHILL, ("fernhill.example.org",)),
    rivals=("Cedarline Freight", "northhaul.example"),
    candidate=Giver(AMARA, ("amara.example.org", "example.org/~amara")),
)
CASE = Case("passkeys", CONTEXT, dt.date(2026, 11, 18))
GOOD = Gift("g", title="Passkeys for people on the floor", url="https://example.org/1", date="2026-05")


def gate(case: Case = CASE, **fields: Any) -> Gate | None:
    found = stopped(replace(GOOD, **fields), case)
    if found is None:
        return None
    name, code, params = found
    assert reason.message(code, params)
    return name


def test_a_harmless_gift_passes() -> None:
    assert gate() is None


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "20% off your first class"},
        {"title": "A $25 gift card for coffee"},
        {"title": "Passkey course: coupon code inside"},
        {"title": "Two tickets for the boat show"},
        {"note": "with my referral link you get a free month"},
        {"url": "https://www.amazon.com/dp/1?tag=someone-20"},
        {"url": "https://example.org/join?referral_code=abc"},
        {"url": "https://example.org/invite/abc"},
        {"url": "https://example.org/tool?ref=jane42"},
        {"title": "Get a starter kit: use my code RUTH10"},
        {"url": "https://www.ticketmaster.com/event/1"},
        {"url": "https://someone.gumroad.com/l/ebook"},
        {"items": (GiftItem("Cafe", url="https://example.org/book?coupon=x"),)},
    ],
)
def test_money_value(fields: dict[str, Any]) -> None:
    assert gate(**fields) == "money_value"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "The economics of coupons: a study of 400 shops"},
        {"title": "Closing support tickets faster"},
        {"title": "Kerberos tickets, explained"},
        {"title": "Discounted cash flow for engineers"},
        {"url": "https://example.org/posts?tag=passkeys"},
        {"url": "https://www.amazon.com/dp/1"},
        {"url": "https://example.org/post?ref=hackernews"},
        {"url": "https://github.com/example/x?ref=v2"},
        {"text": "word " * 200 + "they even offered a voucher"},
    ],
)
def test_what_only_sounds_like_money(fields: dict[str, Any]) -> None:
    assert gate(**fields) is None


@pytest.mark.parametrize(
    "given",
    [
        Given("g", to=DANA_EMAIL),
        Given("https://www.example.org/1?utm_source=x", employer=FERNHILL),
        Given("Passkeys for People on the Floor", employer="fernhill.example.org"),
        Given("g", employer="FERNHILL LOGISTICS, Inc."),
        Given("g", to=RUTH),
        Given("g"),
    ],
)
def test_given_before(given: Given) -> None:
    assert gate(replace(CASE, context=replace(CONTEXT, given=(given,)))) == "given_before"


@pytest.mark.parametrize(
    "given",
    [Given("g", to="x@harbor.example.org"), Given("g", employer="Harbor Clinic"), Given("other", employer=FERNHILL)],
)
def test_given_elsewhere_or_something_else(given: Given) -> None:
    assert gate(replace(CASE, context=replace(CONTEXT, given=(given,)))) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"author": "Ruth Calloway"},
        {"author": "Calloway, Ruth"},
        {"author": "L. Okafor and Ruth B. Calloway"},
        {"url": "https://example.net/@ruth-calloway/passkeys"},
        {"url": "https://blog.fernhill.example.org/passkeys"},
        {"publisher": "Fernhill Logistics Inc."},
        {"title": "Keynote with Ruth Calloway: passkeys"},
        {"title": "Fernhill Logistics announces passkey pilot"},
        {"title": "Passkey pilot at Fernhill", "url": "https://www.prnewswire.com/news/1"},
    ],
)
def test_by_receiver(fields: dict[str, Any]) -> None:
    assert gate(**fields) == "by_receiver"


def test_somebody_else_with_one_of_the_names_is_not_the_receiver() -> None:
    assert gate(author="Ruth Okafor") is None
    assert gate(author="Calloway") is None
    assert gate(url="https://notfernhill.example.org/x") is None


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Passkeys at Cedarline Freight"},
        {"publisher": "Cedarline Freight"},
        {"url": "https://www.cedarlinefreight.com/blog/passkeys"},
        {"url": "https://blog.northhaul.example/passkeys"},
        {"title": "How Northhaul signs in"},
        {"tags": ("cedarline freight",)},
    ],
)
def test_about_rival(fields: dict[str, Any]) -> None:
    assert gate(**fields) == "about_rival"


def test_a_rival_whose_name_is_a_word() -> None:
    case = replace(CASE, context=replace(CONTEXT, rivals=("Target",)))
    assert gate(case, title="How to target passkey rollouts") is None
    assert gate(case, title="Passkeys at Target") == "about_rival"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Fernhill cuts 300 jobs"},
        {"title": "Regulator fines: Fernhill Logistics fined for data breach"},
        {"title": "Lawsuit against Fernhill"},
        {"text": "word " * 100 + "Fernhill Logistics was hit by ransomware in May. " + "word " * 100},
    ],
)
def test_bad_news(fields: dict[str, Any]) -> None:
    assert gate(**fields) == "bad_news"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "What a data breach teaches"},
        {"title": "Fernhill opens a new depot"},
        {"text": "Fernhill Logistics opened. " + "word " * 100 + "elsewhere a lawsuit began"},
    ],
)
def test_no_bad_news_of_theirs(fields: dict[str, Any]) -> None:
    assert gate(**fields) is None


def test_a_firm_named_like_a_word_is_known_by_its_whole_name_only() -> None:
    case = replace(CASE, context=replace(CONTEXT, employer=Employer("First National Bank")))
    assert gate(case, title="First lawsuit over passkeys") is None
    assert gate(case, title="First National Bank faces a lawsuit") == "bad_news"


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "https://amara.example.org/passkeys"},
        {"url": "https://example.org/~amara/passkeys"},
        {"author": AMARA},
        {"title": "My blog post on passkeys"},
        {"tags": ("mine",)},
        {"title": "My portfolio", "self": True},
        {"tags": ("cv",), "self": True},
    ],
)
def test_self_promotion(fields: dict[str, Any]) -> None:
    assert gate(**fields) == "self_promotion"


def test_own_work_that_says_so_passes() -> None:
    assert gate(url="https://amara.example.org/passkeys", self=True) is None
    assert gate(author=AMARA, self=True) is None


def test_language() -> None:
    assert gate(language="de") == "language"
    assert gate(language="en-GB") is None
    assert gate(title="Wie die Einführung der Passkeys im Lager mit allen gelang") == "language"
    assert gate(title="Как внедрить ключи доступа на складе") == "language"
    german = replace(CASE, context=replace(CONTEXT, receiver=Receiver(RUTH, languages=("de",))))
    assert gate(german, language="de") is None


def test_where_no_language_is_known_the_quotes_show_it() -> None:
    case = Case("passkeys", Context(quotes=("I would love to see how the others got there",)), CASE.today)
    assert gate(case, language="de") == "language"
    assert gate(Case("passkeys", Context(), CASE.today), language="de") is None


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "referral", "title": "Jonas Feld", "phone": "+12065550163"},
        {"kind": "referral", "title": "Jonas Feld"},
        {"kind": "tip", "title": "Ask Jo, 206 555 0163"},
        {"kind": "tip", "note": "write to jo.feld@example.org"},
        {"kind": "places", "items": (GiftItem("Cafe", phone="+12065550163"),)},
        {
            "kind": "places",
            "items": (GiftItem("Jonas", business=False, phone="+12065550163", source="https://example.org"),),
        },
        {"kind": "referral", "phone": "+12065550163", "consent": Consent("Jonas Feld", dt.date(2027, 1, 1))},
    ],
)
def test_consent(fields: dict[str, Any]) -> None:
    assert gate(**fields) == "consent"


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "referral", "phone": "+12065550163", "consent": Consent("Jonas Feld", dt.date(2026, 11, 10))},
        {"kind": "referral", "phone": "+12065550163", "source": "https://example.org/contact"},
        {"kind": "places", "items": (GiftItem("Cafe", phone="+12065550163", source="https://example.org"),)},
        {"kind": "places", "items": (GiftItem("Cafe", note="the soup"),)},
        {"kind": "tip", "title": "Reset 340 badges in 6 weeks, 2025-10-11"},
    ],
)
def test_a_contact_that_may_be_passed_on(fields: dict[str, Any]) -> None:
    assert gate(**{"date": None, **fields}) is None


@pytest.mark.parametrize(
    ("fields", "stale"),
    [
        ({"url": "https://www.reuters.com/x", "date": "2025-11-01"}, True),
        ({"url": "https://www.reuters.com/x", "date": "2026-01-01"}, False),
        ({"tags": ("news",), "date": None, "added": "2025-01-01"}, True),
        ({"date": "2019"}, False),
        ({"kind": "event", "date": "2026-11-17"}, True),
        ({"kind": "event", "date": "2026-11-18"}, False),
        ({"kind": "event", "title": "Passkey day 2025", "date": None}, True),
        ({"kind": "places", "date": "2026-05-01"}, True),
        ({"kind": "places", "date": "2026-10"}, False),
        ({"kind": "places", "date": None}, False),
        ({"kind": "places", "date": None, "title": "Passkeys and the best restaurants of 2024"}, True),
    ],
)
def test_stale(fields: dict[str, Any], stale: bool) -> None:
    assert gate(**fields) == ("stale" if stale else None)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": "404 Not Found"}, "dead"),
        ({"tags": ("dead",)}, "dead"),
        ({"url": "https://plus.google.com/x"}, "dead"),
        ({"url": "http://127.0.0.1:3000/notes"}, "dead"),
        ({"url": "http://192.168.1.1/"}, "dead"),
        ({"url": "http://[fe80::1.2.3.4]/x"}, "dead"),
        ({"url": "http://printer.local/manual"}, "dead"),
        ({"url": "http://8.8.8.8/guide"}, None),
        ({"url": "https://www.ft.com/content/1"}, "paywalled"),
        ({"title": "Passkeys (subscribers only)"}, "paywalled"),
        ({"url": "https://bit.ly/x"}, "tracking"),
        ({"url": "https://x.us1.list-manage.com/track/click?u=1"}, "tracking"),
        ({"title": "Passkeys and the election"}, "sensitive"),
        ({"title": "Running after cancer"}, "sensitive"),
        ({"note": "for her daughter"}, "sensitive"),
    ],
)
def test_dead_paywalled_tracking_sensitive(fields: dict[str, Any], name: Gate | None) -> None:
    assert gate(**fields) == name


def test_what_may_be_offered_carries_no_tracking() -> None:
    gift = replace(
        GOOD, url="https://example.org/1?utm_source=x", items=(GiftItem("C", url="https://example.org/?gclid=1"),)
    )
    cleaned = gates.without_tracking(gift)
    assert cleaned.url == "https://example.org/1"
    assert cleaned.items[0].url == "https://example.org/"
    assert stopped(gift, CASE) is None


def test_every_gate_of_the_contract_is_asked() -> None:
    from typing import get_args

    assert set(gates.GATES) == set(get_args(Gate))


def test_the_last_day_a_date_can_mean() -> None:
    assert gates.last_day("2026") == dt.date(2026, 12, 31)
    assert gates.last_day("2026-12") == dt.date(2026, 12, 31)
    assert gates.last_day("2026-02") == dt.date(2026, 2, 28)
    assert gates.last_day("2026-02-03") == dt.date(2026, 2, 3)
    assert gates.last_day("9999") is None
    assert gates.last_day("soon") is None
