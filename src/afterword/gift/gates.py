"""What must not be given, however well it fits: one small function a gate, none of which needs the network.

A gate takes a gift and the case and gives the reason's code and params, or None to let it pass.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from afterword.gift import links, naming, same
from afterword.gift.gift import Consent, Context, Gate, Gift
from afterword.gift.phrases import folded, phrase, table
from afterword.gift.private import private
from afterword.gift.search import words
from afterword.gift.tongue import languages

Reason = tuple[str, dict[str, object]]
"""A code below "gift.gates", and its params."""

SHORT = 80
"""Words of a text that still speaks for the gift itself; a whole article mentions anything."""
_CONTACT = re.compile(
    r"(?<![\w/.])(?:\+|\(?0|\(?\d{3}\)?[ .-])[\d ()./-]{5,18}\d(?!\w)|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w"
)
"""A phone number or a mail address in a text."""


@dataclass(frozen=True, slots=True)
class Case:
    """Who would get it, for what, and on which day."""

    subject: str
    context: Context = field(default_factory=Context)
    today: dt.date = dt.date.min


def stopped(gift: Gift, case: Case) -> tuple[Gate, str, dict[str, object]] | None:
    """The first gate that stops a gift, with the reason's whole code and params; None when it may be given."""
    for gate, check in GATES.items():
        found = check(gift, case)
        if found is not None:
            return gate, f"gift.gates.{found[0]}", found[1]
    return None


def without_tracking(gift: Gift) -> Gift:
    """The gift with clean addresses: what is offered never follows its reader."""
    link = links.clean(gift.url)
    items = tuple(replace(item, url=cleaned.url) if (cleaned := links.clean(item.url)) else item for item in gift.items)
    return replace(gift, url=link.url if link else gift.url, items=items)


def sensitive_subject(case: Case) -> Reason | None:
    """Whether the subject itself is a private matter that is not allowed."""
    return _private(case.subject, case)


def dead(gift: Gift, case: Case) -> Reason | None:
    """The link leads nowhere, as far as the shelf itself shows."""
    if links.within(links.host(gift.url), links.hosts("closed")):
        return "dead.closed", {"host": links.host(gift.url)}
    if links.at_home(gift.url):
        return "dead.at_home", {"host": links.host(gift.url)}
    if phrase("sign", "dead", folded(gift.title)) or _tagged(gift, table("sign")["dead_tags"]):
        return "dead.saved_so", {}
    return None


def paywalled(gift: Gift, case: Case) -> Reason | None:
    """It cannot be read without paying."""
    if links.within(links.host(gift.url), links.hosts("paywalled")):
        return "paywalled.host", {"host": links.host(gift.url)}
    if found := phrase("sign", "paywalled", folded(_spoken(gift))):
        return "paywalled.saved_so", {"words": found}
    return None


def money_value(gift: Gift, case: Case) -> Reason | None:
    """It is worth money: a voucher, a discount, a ticket, a paid download, a link that pays its giver."""
    spoken = folded(_spoken(gift))
    if (found := phrase("money", "phrases", spoken)) and not phrase("money", "studied", spoken):
        return "money_value.words", {"words": found}
    if found := phrase("sign", "paid_download", spoken):
        return "money_value.words", {"words": found}
    for url in _urls(gift):
        if links.within(links.host(url), links.hosts("shops")):
            return "money_value.shop", {"host": links.host(url)}
        if _pays(url):
            return "money_value.link", {"host": links.host(url)}
    return None


def given_before(gift: Gift, case: Case) -> Reason | None:
    """The same thing went to somebody at this employer already."""
    for given in case.context.given:
        if not _at_same_employer(given.to, given.employer, case.context):
            continue
        other = Gift(id=given.gift, title=given.gift, url=given.gift if links.clean(given.gift) else None)
        if (
            given.gift == gift.id
            or same.keys(other) & same.keys(gift)
            or words(given.gift) == words(gift.title or "")
            or same.near(same.title_words(given.gift), same.title_words(gift.title))
        ):
            return ("given_before.to", {"to": given.to}) if given.to else ("given_before.employer", {})
    return None


def by_receiver(gift: Gift, case: Case) -> Reason | None:
    """The receiver wrote it, or it is the employer's own page or press."""
    receiver, employer = case.context.receiver, case.context.employer
    if receiver.name and (
        naming.same_person(gift.author, receiver.name) or naming.slug(receiver.name, links.path(gift.url).lower())
    ):
        return "by_receiver.author", {"name": receiver.name}
    if receiver.name and naming.person(receiver.name, gift.title or ""):
        return "by_receiver.named", {"name": receiver.name}
    hosts = frozenset(
        domain.lower().removeprefix("www.") for domain in (*employer.domains, *naming.mail_domain(receiver.email))
    )
    for url in _urls(gift):
        if hosts and links.within(links.host(url), hosts):
            return "by_receiver.site", {"host": links.host(url)}
    if not employer.name:
        return None
    if any(text and naming.core(text) == naming.core(employer.name) for text in (gift.publisher, gift.author)):
        return "by_receiver.press", {"name": employer.name}
    title = folded(gift.title)
    wire = links.within(links.host(gift.url), links.hosts("press_wires")) or phrase("own_press", "phrases", title)
    if wire and naming.named(employer.name, gift.title or ""):
        return "by_receiver.press", {"name": employer.name}
    return None


def about_rival(gift: Gift, case: Case) -> Reason | None:
    """It is about, or from, a competitor of the employer."""
    for rival in case.context.rivals:
        name = rival.strip()
        if "." in name and " " not in name:
            if any(
                links.within(links.host(url), frozenset((name.lower().removeprefix("www."),))) for url in _urls(gift)
            ):
                return "about_rival", {"name": name}
            name = name.rpartition(".")[0].rpartition(".")[2]
            if name in table("naming")["everyday"]:
                continue
            name = name.capitalize()
        tagged = any(naming.core(tag) == naming.core(name) for tag in gift.tags)
        if name and (tagged or naming.named(name, _spoken(gift)) or naming.own_host(name, gift.url)):
            return "about_rival", {"name": rival}
    return None


def bad_news(gift: Gift, case: Case) -> Reason | None:
    """It tells something bad about the employer."""
    name = case.context.employer.name
    if not name:
        return None
    lists = table("bad_news")
    for text in (_spoken(gift), gift.text or ""):
        for place in naming.places(name, text):
            told = text.split()
            near = " ".join(told[max(0, place - lists["window"]) : place + lists["window"]])
            if found := phrase("bad_news", "phrases", folded(near)):
                return "bad_news", {"name": name, "words": found}
    return None


def self_promotion(gift: Gift, case: Case) -> Reason | None:
    """It is the candidate's own, and does not say so; a CV or a portfolio is never a gift."""
    lists = table("promotion")
    spoken = folded(_spoken(gift))
    if phrase("promotion", "always", spoken) or _tagged(gift, lists["always_tags"]):
        return "self_promotion.application", {}
    if gift.self:
        return None
    giver = case.context.candidate
    addresses = [address.lower().removeprefix("https://").removeprefix("www.") for address in giver.domains]
    here = links.host(gift.url) + links.path(gift.url).lower()
    own = any(links.within(links.host(gift.url), frozenset((address,))) or here.startswith(address + "/") or
              here == address for address in addresses)  # fmt: skip
    if own or (giver.name and naming.same_person(gift.author, giver.name)):
        return "self_promotion.unsaid", {}
    if phrase("promotion", "own", spoken) or _tagged(gift, lists["own_tags"]):
        return "self_promotion.unsaid", {}
    return None


def language(gift: Gift, case: Case) -> Reason | None:
    """It is in a language the receiver is not known to read."""
    reads = {code.lower()[:2] for code in case.context.receiver.languages}
    if not reads:
        reads = languages(" ".join((case.subject, *case.context.quotes)))
    written = (
        {gift.language.lower()[:2]} if gift.language else languages(f"{gift.title or ''} {gift.text or ''}"[:2000])
    )
    if reads and written and not reads & written:
        return "language", {"language": min(written)}
    return None


def consent(gift: Gift, case: Case) -> Reason | None:
    """A private person's contact without their consent, or a business number without its source."""
    rows: list[tuple[str, bool, bool, str | None, Consent | None]] = [
        (item.name, item.business, bool(item.phone or _CONTACT.search(item.note or "")), item.source, item.consent)
        for item in gift.items
    ]
    number = gift.phone or (gift.kind in {"referral", "tip", "note", "places"} and _CONTACT.search(_spoken(gift)))
    if number or (gift.kind == "referral" and not gift.items):
        # A referral names a person; whether a number is a firm's is shown by its published source alone.
        rows.append((gift.title or "?", bool(gift.source), bool(number), gift.source, gift.consent))
    for name, business, has_number, source, agreed in rows:
        if agreed and agreed.by and (agreed.on is None or agreed.on <= case.today):
            continue
        if not business and (has_number or gift.kind == "referral"):
            return "consent.private", {"name": name}
        if has_number and not source:
            return "consent.source", {"name": name}
    return None


def stale(gift: Gift, case: Case) -> Reason | None:
    """News after a year, an event that is over, a list of places not checked for half a year."""
    lists = table("stale")
    latest = last_day(gift.date) or _year_in(gift.title) or last_day(gift.added)
    if gift.kind == "event" and (end := last_day(gift.date) or _year_in(gift.title)) and end < case.today:
        return "stale.event", {"date": end.isoformat()}
    if latest is None:
        return None
    age = (case.today - latest).days
    if gift.kind == "places" and age > lists["places_days"]:
        return "stale.places", {"days": age}
    if is_news(gift) and age > lists["news_days"]:
        return "stale.news", {"days": age}
    return None


def sensitive(gift: Gift, case: Case) -> Reason | None:
    """It touches health, family, faith or politics. What the person raised and the candidate allows may pass."""
    return _private(" ".join(filter(None, (gift.title, *gift.tags, gift.note))), case)


def tracking(gift: Gift, case: Case) -> Reason | None:
    """The link is a mere redirect that counts its readers: where it leads is not to be seen."""
    for url in _urls(gift):
        if links.within(links.host(url), links.hosts("redirectors")):
            return "tracking", {"host": links.host(url)}
    return None


GATES: dict[Gate, Callable[[Gift, Case], Reason | None]] = {
    "sensitive": sensitive,
    "money_value": money_value,
    "consent": consent,
    "given_before": given_before,
    "by_receiver": by_receiver,
    "bad_news": bad_news,
    "about_rival": about_rival,
    "self_promotion": self_promotion,
    "language": language,
    "stale": stale,
    "dead": dead,
    "paywalled": paywalled,
    "tracking": tracking,
}
"""In the order in which they are asked: what would hurt most first."""


def is_news(gift: Gift) -> bool:
    """Whether a gift is news: from a news house, or tagged so."""
    news = links.within(links.host(gift.url), links.hosts("news"))
    return gift.kind == "article" and (news or _tagged(gift, table("stale")["news_tags"]))


def last_day(text: str | None) -> dt.date | None:
    """The last day that a date as YYYY, YYYY-MM or YYYY-MM-DD can mean."""
    if not text:
        return None
    try:
        year, month, day = [*map(int, text.split("-")), 0, 0][:3]
        if month and day:
            return dt.date(year, month, day)
        following = dt.date(year + month // 12, month % 12 + 1, 1) if month else dt.date(year + 1, 1, 1)
    except ValueError:
        return None
    return following - dt.timedelta(days=1)


def _spoken(gift: Gift) -> str:
    """What a gift says of itself: title, note, publisher, tags, its rows, and the text where it is short."""
    text = gift.text if gift.text and len(gift.text.split()) <= SHORT else None
    rows = (f"{item.name} {item.note or ''}" for item in gift.items)
    return " . ".join(filter(None, (gift.title, gift.note, gift.publisher, *gift.tags, *rows, text)))


def _urls(gift: Gift) -> Iterator[str]:
    for url in (gift.url, *(item.url for item in gift.items)):
        if url:
            yield url


def _tagged(gift: Gift, tags: list[str]) -> bool:
    return not set(tags).isdisjoint(gift.tags)


def _pays(url: str) -> bool:
    """Whether an address carries an affiliate's or a referrer's sign."""
    lists = table("money")
    query, host = links.query(url), links.host(url)
    shop = any(host.startswith(shop) for shop in lists["tag_shops"])
    keys = query.keys() & set(lists["affiliate_keys"]) - (set() if shop else {"tag"})
    if host != "github.com":
        keys |= {key for key in lists["referrer_keys"] if query.get(key, "").lower() not in {"", *lists["sources"]}}
    place = links.path(url).lower() + "/"
    return bool(keys) or host == "amzn.to" or any(part in place for part in lists["paths"])


def _at_same_employer(to: str | None, employer: str | None, context: Context) -> bool:
    """Whether what was given went to this employer; when nothing says where it went, it counts."""
    if employer:
        domains = {domain.lower() for domain in context.employer.domains}
        named = context.employer.name and naming.core(employer) == naming.core(context.employer.name)
        return bool(named) or employer.lower() in domains or not (domains or context.employer.name)
    if not to:
        return True
    receiver = context.receiver
    if to.lower() in {(receiver.email or "").lower(), (receiver.name or "").lower()}:
        return True
    return bool(set(naming.mail_domain(to)) & {*context.employer.domains, *naming.mail_domain(receiver.email)})


def _year_in(title: str | None) -> dt.date | None:
    years = re.findall(r"\b(20\d\d)\b", title or "")
    return last_day(max(years)) if years else None


def _private(text: str, case: Case) -> Reason | None:
    found = private(text, case.context.sensitive_allowed)
    return (f"sensitive.{found[0]}", {"words": found[1]}) if found else None
