"""The fetcher against addresses that pretend, and against a server that answers in every way but the right one."""

import gzip
import ipaddress
import os
import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.errors import AfterwordError, BadInput, Refused, TooLarge
from afterword.outside.fetch import Address, Fetcher, Limits, is_public
from website import Answer, Website, page, website

HOSTS = [
    # this computer
    "localhost", "localhost.", "LOCALHOST", "foo.localhost", "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "0",
    "0.0.0.0", "0.0.0.1", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    # the same as a number
    "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "0177.0.0.0x1", "017700000001", "127.0.0.0x1", "0x7f.1",
    "3232235777", "0xc0a80101", "0300.0250.1.1", "2852039166", "134744072", "8.8.2056",
    # digits of other scripts, which an address bar takes for an address
    "\u2460\u2461\u2466.0.0.1", "１２７.0.0.1", "127。0。0。1", "①⑥⑨.254.169.254",
    # somebody's own network
    "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.1.254", "100.64.0.1",
    "169.254.0.1", "169.254.169.254", "[fd00::1]", "[fc00::1]", "[fe80::1]", "[fec0::1]", "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]", "[fd00:ec2::254]", "router", "intranet", "nas.local", "db.internal", "wiki.corp",
    "printer.lan", "box.home.arpa", "metadata.google.internal", "kubernetes.default.svc.local",
    # addresses inside addresses
    "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[2002:c0a8:101::1]",
    "[2001:0:7f00:1::]", "[2001::1]", "[2001:20::1]", "[::a00:1]",
    # for nobody or for everybody
    "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "[ff02::1]", "[ff0e::1]", "192.0.0.8", "192.0.2.1",
    "192.88.99.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "[2001:db8::1]", "[3fff::1]", "[100::1]", "[5f00::1]",
    "hidden.onion",
]  # fmt: skip

URLS = [
    "file:///etc/passwd", "ftp://example.org/a", "gopher://example.org:70/_x", "dict://example.org:2628/d",
    "data:text/html,hello", "javascript:alert(1)", "about:blank", "jar:http://example.org!/", "//example.org/a",
    "example.org/a", "", "http://", "https:///a", "http:example.org", "http://[", "http://[::1", "http://[zz]/",
    "http://exa mple.org/", "http://example.org\\@127.0.0.1/", "http://example.org/\r\nHost: other", "http://a\x00b.org/",
    "http://user@example.org/", "http://user:word@example.org/", "http://example.org@127.0.0.1/",
    "http://example.org:22/", "http://example.org:6379/", "http://example.org:8080/", "https://example.org:25/",
    "http://example.org:99999/", "http://[fe80::1%25eth0]/", "http://xn--\u00fc.example.org/", "http://" + "a" * 3000,
    "http://" + "a" * 64 + ".org/",
]  # fmt: skip


def nowhere(host: str, port: int) -> list[str]:
    """A resolver that knows every number as the old ones do, and no name."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_address_that_is_not_of_the_public_web_is_refused(scheme: str, host: str) -> None:
    with pytest.raises(AfterwordError) as caught:
        Fetcher("test", resolve=nowhere).fetch(f"{scheme}://{host}/latest/meta-data")
    assert caught.value.code in {"outside.fetch.home", "outside.fetch.number", "outside.fetch.no_address"}


@pytest.mark.parametrize("url", URLS)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(AfterwordError) as caught:
        Fetcher("test", resolve=nowhere).fetch(url)
    assert caught.value.code in {f"outside.fetch.{key}" for key in ("no_address", "password", "port", "no_host")}


@pytest.mark.parametrize("found", [["127.0.0.1"], ["203.0.113.1"], ["10.0.0.1"], ["93.184.215.14", "192.168.0.1"],
                                   ["2606:2800:21f::1", "::1"], ["::ffff:10.0.0.1"], ["64:ff9b::a00:1"]])  # fmt: skip
def test_a_name_that_leads_home_is_refused_before_anything_is_sent(found: list[str]) -> None:
    with pytest.raises(Refused, match=r"outside\.fetch\.home"):
        Fetcher("test", resolve=lambda host, port: found).fetch("https://rebound.example.org/")


def test_a_name_is_resolved_once_and_the_connection_goes_to_what_was_looked_at(server: Website) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    fetcher = local(server, resolve=rebinding)
    assert fetcher.fetch(f"http://twice.example.org:{server.port}/").data == b"hello"
    assert asked == ["twice.example.org"]
    assert f"Host: twice.example.org:{server.port}" in server.heard[0]


@given(st.ip_addresses())
def test_what_is_public_is_no_address_for_special_use(address: Address) -> None:
    if is_public(address):
        assert address.is_global
        assert [address.is_multicast, address.is_private, address.is_loopback, address.is_link_local] == [False] * 4
        assert address.version == 4 or address in ipaddress.ip_network("2000::/3")


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "2a00:1450:4001::200e"])
def test_the_public_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.fixture
def server() -> Iterator[Website]:
    with website() as found:
        yield found


def local(server: Website, **changed: object) -> Fetcher:
    """A fetcher to which this computer is the public web."""
    rules: dict[str, object] = {
        "resolve": lambda host, port: ["127.0.0.1"],
        "allows": lambda address: address.is_loopback,
        "ports": None,
        "limits": Limits(connect=1, total=2, size=100_000),
    }
    return Fetcher("Afterword/test (amara@example.org)", **(rules | changed))  # type: ignore[arg-type]


def refused(server: Website, answer: bytes | Answer, **changed: object) -> str:
    """The code of the error that an answer leads to."""
    server.answer = answer if callable(answer) else (lambda taken, heard: taken.sendall(answer))
    with pytest.raises(AfterwordError) as caught:
        local(server, **changed).fetch(server.url)
    return caught.value.code.removeprefix("outside.fetch.")


def test_a_page_comes_as_it_is(server: Website) -> None:
    server.answer = lambda taken, heard: taken.sendall(page("Grüße".encode(), 'ETag: "a1"', "Set-Cookie: a=b"))
    found = local(server).fetch(server.url + "ein/Weg?q=ü#teil")
    assert (found.type, found.charset, found.data.decode(), found.etag) == ("text/html", "utf-8", "Grüße", '"a1"')
    assert found.url == f"{server.url}ein/Weg?q=%C3%BC"
    assert server.heard[0].startswith("GET /ein/Weg?q=%C3%BC HTTP/1.1\r\n")
    assert "User-Agent: Afterword/test (amara@example.org)" in server.heard[0]
    assert not {"cookie:", "authorization:", "referer:"} & set(server.heard[0].lower().split())


def test_nothing_of_the_environment_goes_along(server: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert local(server).fetch(server.url).data == b"hello"


def test_a_copy_at_hand_is_not_sent_again(server: Website) -> None:
    server.answer = lambda taken, heard: taken.sendall(page(b"", 'ETag: "a1"', status="304 Not Modified"))
    assert local(server).fetch(server.url, etag='"a1"', changed="Mon, 09 Nov 2026 08:00:00 GMT").unchanged
    assert 'If-None-Match: "a1"' in server.heard[0]
    assert "If-Modified-Since: Mon, 09 Nov 2026 08:00:00 GMT" in server.heard[0]


def test_a_page_that_nobody_has_at_hand_cannot_be_unchanged(server: Website) -> None:
    server.answer = lambda taken, heard: taken.sendall(page(b"", status="304 Not Modified"))
    with pytest.raises(BadInput) as error:
        local(server).fetch(server.url)
    assert error.value.code == "outside.fetch.status"


def test_a_header_of_the_copy_at_hand_cannot_smuggle_another(server: Website) -> None:
    with pytest.raises(BadInput, match="garbled"):
        local(server).fetch(server.url, etag="a\r\nX-Evil: 1")
    assert "".join(server.heard) == ""


def test_redirects_are_followed_and_looked_at_again(server: Website) -> None:
    def lead(taken: socket.socket, heard: str) -> None:
        on = {"/": "/b", "/b": f"http://other.example.org:{server.port}/c"}.get(heard.split()[1])
        taken.sendall(page(b"", f"Location: {on}", status="302 Found") if on else page(b"there"))

    server.answer = lead
    found = local(server).fetch(server.url)
    assert (found.url, found.data) == (f"http://other.example.org:{server.port}/c", b"there")


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://169.254.169.254/latest", "home"),
        ("http://10.0.0.1/", "home"),
        ("http://[::ffff:10.0.0.1]/", "home"),
        ("http://0x7f.1/", "number"),
        ("file:///etc/passwd", "no_address"),
        ("javascript:alert(1)", "no_address"),
        ("http://user:word@page.example.org/", "password"),
        ("http://exa mple.org/", "no_address"),
        ("http://[", "no_address"),
        ("/", "redirects"),
        ("", "status"),
    ],
)
def test_a_redirect_cannot_lead_where_the_address_could_not(server: Website, location: str, code: str) -> None:
    answer = page(b"", f"Location: {location}", status="302 Found")
    known = {"page.example.org": ["127.0.0.1"]}
    assert refused(server, answer, resolve=lambda host, port: known.get(host) or nowhere(host, port)) == code


def test_a_redirect_cannot_lead_to_a_forbidden_port(server: Website) -> None:
    answer = page(b"", "Location: http://page.example.org:6379/", status="307 Temporary Redirect")
    assert refused(server, answer, ports=frozenset({80, server.port})) == "port"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("404 Not Found", "gone"), ("410 Gone", "gone"), ("451 Unavailable For Legal Reasons", "gone"),
        ("401 Unauthorized", "closed"), ("402 Payment Required", "closed"), ("403 Forbidden", "closed"),
        ("429 Too Many Requests", "busy"), ("503 Service Unavailable", "busy"), ("500 Oops", "status"),
        ("204 No Content", "status"), ("206 Partial Content", "status"),
    ],
)  # fmt: skip
def test_a_status_says_why_there_is_no_page(server: Website, status: str, code: str) -> None:
    assert refused(server, page(b"", status=status)) == code


def test_how_long_to_wait_is_handed_on(server: Website) -> None:
    server.answer = lambda taken, heard: taken.sendall(page(b"", "Retry-After: 120", status="429 Too Many Requests"))
    with pytest.raises(BadInput) as caught:
        local(server).fetch(server.url)
    assert caught.value.params["seconds"] == 120


@pytest.mark.parametrize("media", ["image/png", "video/mp4", "application/octet-stream", "application/zip", "", "text"])
def test_what_is_no_text_is_not_taken(server: Website, media: str) -> None:
    assert refused(server, page(b"x", media=media)) == "type"


def test_a_page_that_says_it_is_too_large_is_not_begun(server: Website) -> None:
    assert refused(server, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 200000000\r\n\r\n") == (
        "too_large"
    )


def endless(taken: socket.socket, heard: str) -> None:
    taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(1000):
        taken.sendall(b"<p>more</p>" * 1000)


def test_a_page_without_end_ends(server: Website) -> None:
    assert refused(server, endless) == "too_large"


def test_a_small_page_that_unpacks_to_a_huge_one_is_stopped(server: Website) -> None:
    bomb = gzip.compress(b"\x00" * 200_000_000, 6)
    start = time.process_time()
    assert refused(server, page(bomb, "Content-Encoding: gzip"), limits=Limits(size=1_000_000)) == "too_large"
    assert time.process_time() - start < 2


def test_a_packed_page_is_unpacked_whole(server: Website) -> None:
    text = os.urandom(40_000).hex().encode()
    server.answer = lambda taken, heard: taken.sendall(page(gzip.compress(text), "Content-Encoding: gzip"))
    assert local(server).fetch(server.url).data == text


@pytest.mark.parametrize(
    "answer",
    [
        page(gzip.compress(b"whole")[:-6], "Content-Encoding: gzip"),
        page(b"not packed", "Content-Encoding: gzip"),
        page(b"x", "Content-Encoding: br"),
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/9.9 what\r\n\r\n",
        b"",
    ],
)  # fmt: skip
def test_what_is_broken_is_said_to_be(server: Website, answer: bytes) -> None:
    assert refused(server, answer) in {"garbled", "away"}


def test_headers_without_end_are_stopped(server: Website) -> None:
    def flood(taken: socket.socket, heard: str) -> None:
        taken.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            taken.sendall(f"X-Header-{number}: {'a' * 100}\r\n".encode())

    assert refused(server, flood) == "garbled"


@pytest.mark.parametrize("piece", [b"H", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_a_page_that_trickles_is_given_up(server: Website, piece: bytes) -> None:
    def trickle(taken: socket.socket, heard: str) -> None:
        taken.sendall(piece)
        for _ in range(40):
            time.sleep(0.1)
            taken.sendall(b"x")

    start = time.monotonic()
    assert refused(server, trickle, limits=Limits(total=0.5)) in {"slow", "garbled"}
    assert time.monotonic() - start < 2


def test_nobody_there_is_said(server: Website) -> None:
    free = socket.create_server(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    with pytest.raises(BadInput, match=r"outside\.fetch\.away"):
        local(server).fetch(f"http://page.example.org:{port}/")


def test_no_network_is_said() -> None:
    def offline(host: str, port: int) -> list[str]:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    with pytest.raises(BadInput, match=r"outside\.fetch\.no_host"):
        Fetcher("test", resolve=offline).fetch("https://example.org/")


def test_a_server_that_cannot_prove_who_it_is_gets_no_question(server: Website) -> None:
    server.answer = lambda taken, heard: taken.sendall(page(b"not TLS at all"))
    with pytest.raises(BadInput, match=r"outside\.fetch\.(tls|away)"):
        local(server).fetch(server.url.replace("http:", "https:"))
    assert not any(heard.startswith("GET") for heard in server.heard)


def test_the_other_type_is_taken_where_it_is_asked_for(server: Website) -> None:
    server.answer = lambda taken, heard: taken.sendall(page(b"%PDF", media="application/pdf"))
    assert local(server).fetch(server.url).type == "application/pdf"
    with pytest.raises(BadInput, match=r"outside\.fetch\.type"):
        local(server).fetch(server.url, types=frozenset({"application/json"}))


def test_the_size_counts_after_unpacking(server: Website) -> None:
    server.answer = lambda taken, heard: taken.sendall(page(gzip.compress(b"a" * 100_001), "Content-Encoding: gzip"))
    with pytest.raises(TooLarge):
        local(server).fetch(server.url)
