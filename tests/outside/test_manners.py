import itertools
from dataclasses import dataclass, field

import pytest

from afterword.errors import BadInput
from afterword.outside.manners import FRESH, KEPT, PATIENCE, REST, Guest

URL = "https://openlibrary.org/search.json?q=tides"


@dataclass
class Page:
    data: bytes = b"hello"
    etag: str | None = '"a"'
    changed: str | None = None
    unchanged: bool = False


@dataclass
class World:
    """A clock, and a host that answers from a list, in the end always the last."""

    answers: list[Page | BadInput] = field(default_factory=lambda: [Page()])
    clock: float = 1000.0
    asked: list[tuple[float, str, str | None]] = field(default_factory=list)

    def fetch(self, url: str, *, etag: str | None = None, changed: str | None = None) -> Page:
        self.asked.append((self.clock, url, etag))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BadInput):
            raise answer
        return answer

    def sleep(self, seconds: float) -> None:
        self.clock += seconds

    def guest(self) -> Guest:
        return Guest(self.fetch, now=lambda: self.clock, sleep=self.sleep)


def busy(seconds: int | None = None) -> BadInput:
    return BadInput("outside.fetch.busy", host="openlibrary.org", status=429, seconds=seconds)


def test_the_same_is_not_asked_twice_within_the_hour() -> None:
    world = World()
    guest = world.guest()
    assert guest.ask(URL) == guest.ask(URL) == b"hello"
    assert len(world.asked) == 1


def test_after_an_hour_it_is_asked_whether_it_changed() -> None:
    world = World([Page(b"old"), Page(b"", unchanged=True), Page(b"new")])
    guest = world.guest()
    guest.ask(URL)
    world.clock += FRESH
    assert guest.ask(URL) == b"old"
    assert world.asked[-1][2] == '"a"'
    world.clock += FRESH
    assert guest.ask(URL) == b"new"


@pytest.mark.parametrize(
    ("host", "pause"), [("openlibrary.org", 1.0), ("export.arxiv.org", 3.0), ("nominatim.openstreetmap.org", 1.1)]
)
def test_a_host_is_not_hurried(host: str, pause: float) -> None:
    world = World()
    guest = world.guest()
    for number in range(4):
        guest.ask(f"https://{host}/{number}")
    times = [moment for moment, _, _ in world.asked]
    assert all(later - earlier >= pause - 1e-9 for earlier, later in itertools.pairwise(times))


def test_hosts_do_not_wait_for_each_other() -> None:
    world = World()
    guest = world.guest()
    guest.ask("https://openlibrary.org/1")
    guest.ask("https://hn.algolia.com/1")
    assert world.asked[0][0] == world.asked[1][0]


def test_a_host_that_asks_to_wait_is_left_alone_so_long() -> None:
    world = World([busy(120), Page()])
    guest = world.guest()
    with pytest.raises(BadInput, match="busy"):
        guest.ask(URL)
    with pytest.raises(BadInput, match="resting") as caught:
        guest.ask(URL)
    assert caught.value.params["minutes"] == 2
    assert len(world.asked) == 1
    world.clock += 121
    assert guest.ask(URL) == b"hello"


def test_a_host_that_is_ill_is_left_alone_longer_and_longer() -> None:
    world = World([BadInput("outside.fetch.away", host="openlibrary.org")])
    guest = world.guest()
    for _ in range(PATIENCE):
        with pytest.raises(BadInput, match="away"):
            guest.ask(URL)
    for rest in (REST, 2 * REST, 4 * REST):
        with pytest.raises(BadInput, match="resting"):
            guest.ask(URL)
        world.clock += rest
        with pytest.raises(BadInput, match="away"):
            guest.ask(URL)
    world.clock += 90_000
    world.answers = [Page()]
    assert guest.ask(URL) == b"hello"
    world.answers = [BadInput("outside.fetch.away", host="openlibrary.org")]
    with pytest.raises(BadInput, match="away"):
        guest.ask("https://openlibrary.org/other")
    with pytest.raises(BadInput, match="away"):  # one failure after a good answer is no illness
        guest.ask("https://openlibrary.org/other")


@pytest.mark.parametrize("code", ["outside.fetch.gone", "outside.fetch.type", "outside.fetch.closed"])
def test_a_page_that_is_not_there_is_no_illness(code: str) -> None:
    world = World([BadInput(code, host="openlibrary.org")])
    guest = world.guest()
    for _ in range(PATIENCE + 2):
        with pytest.raises(BadInput, match=code):
            guest.ask(URL)


def test_memory_has_an_end() -> None:
    world = World()
    guest = world.guest()
    for number in range(KEPT + 50):
        guest.ask(f"{URL}{number}")
    asked = len(world.asked)
    guest.ask(f"{URL}{KEPT + 49}")
    assert len(world.asked) == asked
    guest.ask(f"{URL}0")
    assert len(world.asked) == asked + 1


ARTICLE = "https://example.org/articles/tides"
RULES = b"User-agent: *\nDisallow: /private\n\nUser-agent: Afterword\nDisallow: /articles\n"


def site(robots: Page | BadInput) -> World:
    """A host whose robots.txt answers so, and every other page with hello."""
    world = World()

    def fetch(url: str, **known: str | None) -> Page:
        world.asked.append((world.clock, url, known.get("etag")))
        if not url.endswith("/robots.txt"):
            return Page()
        if isinstance(robots, BadInput):
            raise robots
        return robots

    world.fetch = fetch  # type: ignore[method-assign]
    return world


def looked_at(world: World) -> list[str]:
    return [url for _, url, _ in world.asked]


def test_by_itself_it_obeys_the_rules_of_the_site() -> None:
    world = site(Page(RULES))
    guest = world.guest()
    with pytest.raises(BadInput, match=r"manners\.robots") as caught:
        guest.visit(ARTICLE, by_itself=True)
    assert caught.value.params == {"host": "example.org"}
    assert guest.visit("https://example.org/private", by_itself=True).data == b"hello", "rules for others are not ours"
    assert looked_at(world) == ["https://example.org/robots.txt", "https://example.org/private"]


def test_what_the_person_asks_for_is_a_plain_visit() -> None:
    world = site(Page(RULES))
    assert world.guest().visit(ARTICLE, etag='"a"').data == b"hello"
    assert world.asked == [(1000.0, ARTICLE, '"a"')]


def test_rules_are_remembered_for_a_day_a_host_and_a_port() -> None:
    world = site(Page(b"User-agent: *\nDisallow:"))
    guest = world.guest()
    for _ in range(3):
        guest.visit(ARTICLE, by_itself=True)
    assert looked_at(world).count("https://example.org/robots.txt") == 1
    world.clock += 86_400
    guest.visit(ARTICLE, by_itself=True)
    assert looked_at(world).count("https://example.org/robots.txt") == 2
    guest.visit("https://example.org:8443/x", by_itself=True)
    assert "https://example.org:8443/robots.txt" in looked_at(world)


@pytest.mark.parametrize("answer", [
    BadInput("outside.fetch.gone", host="example.org", status=404),
    BadInput("outside.fetch.closed", host="example.org", status=403),
    BadInput("outside.fetch.status", host="example.org", status=400),
    BadInput("outside.fetch.type", host="example.org", type="text/css"),
    Page(b""), Page(b"<html>no rules here"), Page(bytes(range(256)) * 50), Page(b"Disallow: /"),
    Page(b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"$\nCrawl-delay: nan\nRequest-rate: 1/0"),
], ids=["404", "403", "400", "a stylesheet", "empty", "a page", "noise", "rules for nobody", "odd rules"])  # fmt: skip
def test_no_rules_are_no_hindrance(answer: Page | BadInput) -> None:
    guest = site(answer).guest()
    for _ in range(PATIENCE + 1):
        assert guest.visit(ARTICLE, by_itself=True).data == b"hello"


@pytest.mark.parametrize(
    ("code", "status"), [("status", 500), ("status", 502), ("busy", 503), ("busy", 429), ("slow", None), ("away", None)]
)
def test_a_site_that_cannot_say_its_rules_is_left_alone(code: str, status: int | None) -> None:
    world = site(BadInput(f"outside.fetch.{code}", host="example.org", status=status, seconds=None))
    guest = world.guest()
    for _ in range(PATIENCE):
        with pytest.raises(BadInput, match=code):
            guest.visit(ARTICLE, by_itself=True)
    with pytest.raises(BadInput, match="resting"):
        guest.visit(ARTICLE, by_itself=True)
    assert ARTICLE not in looked_at(world)
