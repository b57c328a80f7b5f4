"""A model of one's own: what leaves for it, what comes back, and every way in which a server lies."""

import asyncio
import gzip
import json
import logging
import socket
import threading
import time
from typing import Any

import pytest

from afterword.errors import AfterwordError, BadInput, TooLarge
from afterword.outside import llm
from afterword.outside.llm import Model, ask, body, endpoint
from outside.liar import Lie, answer, error, lying, message

TALK = [{"role": "system", "content": "Answer in JSON."}, {"role": "user", "content": "Ruth said: “älter”"}]
SCHEMA = {"type": "object"}
KEY = "sk-secret-0147"


def at(address: str, name: str = "small", near: tuple[str, ...] = ()) -> Model:
    return Model(address, name, near=near)


def told(*lies: Lie, schema: dict[str, Any] | None = SCHEMA, timeout: float = 5.0) -> AfterwordError:
    """What is raised where a server answers so."""
    with lying(*lies) as liar, pytest.raises(AfterwordError) as caught:
        ask(at(liar.address), KEY, TALK, schema, timeout=timeout)
    assert caught.value.where == "127.0.0.1"
    assert KEY not in str(caught.value)
    return caught.value


def test_the_words_of_an_answer_come_back_and_the_shown_bytes_are_what_leaves() -> None:
    with lying(message("Good day, Ruth.")) as liar:
        model = at(liar.address)
        said = ask(model, KEY, TALK, SCHEMA)
    assert said == llm.Said("Good day, Ruth.", "json_schema", (body(model, TALK, SCHEMA, "json_schema"),))
    assert tuple(liar.bodies) == said.sent
    asked = json.loads(liar.bodies[0])
    assert asked["response_format"] == {"type": "json_schema", "json_schema": {"name": "letter", "schema": SCHEMA}}
    assert (asked["model"], asked["messages"], asked["stream"]) == ("small", TALK, False)
    head = liar.heads[0].lower()
    assert head.startswith("post /v1/chat/completions ")
    assert f"authorization: bearer {KEY}" in head
    assert "accept-encoding: identity" in head


def test_it_may_be_asked_where_a_loop_is_running() -> None:
    async def asked(model: Model) -> str:
        return ask(model, "", TALK).text

    with lying(message("Good day, Ruth.")) as liar:
        assert asyncio.run(asked(at(liar.address))) == "Good day, Ruth."


def test_without_a_key_none_is_sent() -> None:
    with lying(message("Yes.")) as liar:
        ask(at(liar.address), "", TALK)
    assert "authorization" not in liar.heads[0].lower()
    assert "response_format" not in json.loads(liar.bodies[0])


def test_a_server_that_knows_no_form_is_asked_more_loosely() -> None:
    unknown = error("'response_format.type' must be 'text'", 400)
    with lying(unknown, unknown, message("{}")) as liar:
        said = ask(at(liar.address), "", TALK, SCHEMA)
        assert (said.form, len(said.sent), said.sent) == ("text", 3, tuple(liar.bodies))
    forms = [json.loads(asked).get("response_format", {}).get("type") for asked in liar.bodies]
    assert forms == ["json_schema", "json_object", None]
    with lying(message("{}")) as liar:
        assert ask(at(liar.address), "", TALK, SCHEMA, form="text").form == "text"
        assert len(liar.bodies) == 1


@pytest.mark.parametrize(
    "content",
    [[{"type": "text", "text": "Good "}, {"type": "image_url"}, "x", {"type": "text", "text": "day."}], "Good \0day."],
    ids=["parts", "null"],
)
def test_an_answer_in_parts_is_put_together(content: object) -> None:
    with lying(message(content, reasoning_content="I should lie.")) as liar:
        assert ask(at(liar.address), "", TALK).text == "Good day."


def test_half_a_letter_of_unicode_does_no_harm() -> None:
    with lying(answer('{"choices": [{"message": {"content": "a\\ud800b"}}]}')) as liar:
        assert ask(at(liar.address), "", TALK).text == "a?b"


@pytest.mark.parametrize("kind", ["text/html; charset=utf-16", "application/octet-stream", "text/plain; charset=x"])
def test_what_an_answer_calls_itself_does_not_matter(kind: str) -> None:
    with lying(answer('{"choices": [{"message": {"content": "Grüße"}}]}', kind=kind)) as liar:
        assert ask(at(liar.address), "", TALK).text == "Grüße"


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        (answer(""), "no_json"),
        (answer("<html><body>Welcome</body></html>", kind="text/html"), "no_json"),
        (answer('{"choices": [{"message": {"content": "Dear'), "no_json"),
        (answer("[" * 100_000), "no_json"),
        (answer(b'{"choices": [{"message": {"content": "\xff\xfe"}}]}'), "no_json"),
        (answer("null"), "no_json"),
        (answer('{"choices": []}'), "no_json"),
        (answer('{"choices": [7]}'), "no_json"),
        (answer('{"choices": {"0": {"message": {"content": "x"}}}}'), "no_json"),
        (answer('{"choices": [{"message": "x"}]}'), "no_json"),
        (
            message(None, "tool_calls", tool_calls=[{"function": {"name": "send_mail", "arguments": "{}"}}]),
            "says_nothing",
        ),
        (message(" \n"), "says_nothing"),
        (message(7), "says_nothing"),
        (message("Dear Ru", "length"), "cut_off"),
        (message(None, refusal="I cannot help with that."), "refuses"),
        (message("", "content_filter"), "refuses"),
        (error(f"Incorrect API key provided: {KEY}", 401), "wrong_key"),
        (error("no", 403), "wrong_key"),
        (error('model "small" not found, try pulling it first', 404), "no_model"),
        (answer("404 page not found", 404, kind="text/plain"), "wrong_path"),
        (answer("", 405), "wrong_path"),
        (error("slow down", 429), "busy"),
        (error("slow down", 429, "Retry-After: soon"), "busy"),
        (error("slow down", 429, "Retry-After: 20"), "busy_for"),
        (error("slow down", 429, "Retry-After: Sat, 01 Jan 2050 00:00:00 GMT"), "busy_for"),
        (error("maximum context length is 512 tokens", 400), "too_much"),
        (answer("", 413), "too_much"),
        (error("boom", 500), "failed"),
        (answer("<h1>Bad gateway</h1>", 502, kind="text/html"), "failed"),
        (error("bad request", 400), "failed"),
        (answer("", 204), "failed"),
        (answer("", 302, "Location: http://203.0.113.9/v1"), "moved"),
        (answer("", 307, "Location: //elsewhere.example.org/"), "moved"),
        (answer(gzip.compress(b"0" * 10_000_000), 200, "Content-Encoding: gzip"), "packed"),
        (answer("0", 200, "Content-Encoding: br"), "packed"),
        (answer("{}", length=900), "broke_off"),
        (lambda connection: connection.sendall(b"SSH-2.0-OpenSSH\r\n"), "broke_off"),
        (lambda connection: None, "broke_off"),
    ],
)
def test_each_failure_is_told_apart(lie: Lie, code: str) -> None:
    assert told(lie).code == f"outside.llm.{code}"


def test_nothing_is_sent_to_where_a_server_points() -> None:
    with lying(message("I have it now.")) as elsewhere:
        failed = told(answer("", 308, f"Location: {elsewhere.address}/chat/completions"))
        assert (failed.code, elsewhere.bodies) == ("outside.llm.moved", [])


def test_what_a_server_says_is_one_line_without_the_key() -> None:
    words = told(error(f"no <b>{KEY}</b>\r\nX: y\x1b[31m {'z' * 500}", 401)).params["words"]
    assert isinstance(words, str)
    assert words.startswith("no <b>…</b> X: y [31m zzz")
    assert len(words) == 200


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")


def test_an_endless_answer_is_read_so_far_and_no_further() -> None:
    started = time.monotonic()
    assert isinstance(told(endless), TooLarge)
    assert isinstance(told(answer(b"0" * 10_000_000)), TooLarge)
    assert time.monotonic() - started < 4


def trickle(before: bytes) -> Lie:
    """Always one more letter, soon enough for any limit on a single wait."""

    def tell(connection: socket.socket) -> None:
        connection.sendall(before)
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.05)

    return tell


@pytest.mark.parametrize(
    "lie",
    [
        trickle(b"HTTP/1.1 200 X\r\nA: "),
        trickle(b"HTTP/1.1 200 X\r\nContent-Length: 9000\r\n\r\n"),
        lambda connection: time.sleep(1.0),
    ],
    ids=["headers", "body", "silence"],
)
def test_the_time_limit_holds_for_all_of_it(lie: Lie) -> None:
    started = time.monotonic()
    failed = told(lie, timeout=0.4)
    assert time.monotonic() - started < 3
    assert failed.code == "outside.llm.too_slow"


def test_the_time_limit_holds_for_all_forms_together() -> None:
    def slow(connection: socket.socket) -> None:
        time.sleep(0.3)
        error("unknown form", 400)(connection)

    assert told(slow, timeout=0.5).code == "outside.llm.too_slow"


def test_nobody_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(BadInput) as caught:
        ask(at(f"http://127.0.0.1:{port}/v1"), "", TALK)
    assert caught.value.code == "outside.llm.not_running"


def test_a_host_that_cannot_show_who_it_is_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:
        thread = threading.Thread(target=_no_tls, args=(plain,))
        thread.start()
        with pytest.raises(BadInput) as caught:
            ask(at(f"https://127.0.0.1:{plain.getsockname()[1]}/v1"), "", TALK)
        thread.join()
    assert caught.value.code == "outside.llm.tls"


def _no_tls(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection:
        connection.recv(100)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/chat/completions"),
        ("http://localhost:8080", "http://localhost:8080/chat/completions"),
        ("http://[::1]:1/v1/", "http://[::1]:1/v1/chat/completions"),
        ("https://api.example.org/v1/chat/completions", "https://api.example.org/v1/chat/completions"),
        (" http://NAS.example.org/v1 ", "http://NAS.example.org/v1/chat/completions"),
    ],
)
def test_an_address_may_be_given_as_far_as_it_is_known(address: str, asked: str) -> None:
    assert endpoint(at(address, near=("nas.example.org",))) == asked


@pytest.mark.parametrize(
    "address",
    [
        "http://api.example.org/v1",
        "http://192.168.1.20:11434/v1",
        "http://0.0.0.0:11434",
        "http://2130706433:11434",
        "http://127.1:11434",
        "http://localhost.example.org",
        "http://[::ffff:8.8.8.8]/v1",
    ],
)
def test_over_the_network_an_open_way_is_refused(address: str) -> None:
    with pytest.raises(BadInput) as caught:
        endpoint(at(address))
    assert caught.value.code == "outside.llm.not_private"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ollama",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "https://",
        "http://[::1/v1",
        "http://127.0.0.1:x/v1",
        "http://127.0.0.1:0/v1",
        "http://127.0.0.1:99999/v1",
        "http://amara:secret@127.0.0.1/v1",
        "http://127.0.0.1\\@api.example.org/v1",
        "http://127.0.0.1/v1?key=x",
        "http://127.0.0.1/v1#x",
        "http://127.0.0.1/v1\r\nHost: api.example.org",
        "https://api.example.org/v1\u202e",
    ],
)
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(BadInput) as caught:
        endpoint(at(address))
    assert caught.value.code == "outside.llm.no_address"


@pytest.mark.parametrize("key", ["sk\r\nX: y", "schlüssel"])
def test_a_key_that_is_none_never_leaves(key: str) -> None:
    with lying(message("x")) as liar, pytest.raises(BadInput) as caught:
        ask(at(liar.address), key, TALK)
    assert (caught.value.code, liar.bodies) == ("outside.llm.no_key", [])


def test_a_proxy_of_the_environment_is_not_for_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    with lying(message("I am in between.")) as proxy, lying(message("Good day.")) as liar:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert ask(at(liar.address), "", TALK).text == "Good day."
        assert proxy.bodies == []


def test_no_log_holds_the_question_or_the_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with lying(message("Ruth is well.")) as liar:
        ask(at(liar.address), KEY, TALK, SCHEMA)
    assert caplog.text
    for private in ("älter", KEY, "Ruth"):
        assert private not in caplog.text
