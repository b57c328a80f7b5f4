"""Messages to ntfy: what leaves, what its documented answers mean, and every way in which a server lies."""

import json
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.candidacy import reason
from afterword.errors import BadInput
from afterword.outside import ntfy
from afterword.outside.ntfy import Message, Topic, address, body, publish
from outside.liar import Lie, answer, lying

TOKEN = "tk_secret0147"
HELLO = Message("Three things today", "Thank Ruth Calloway – “Kühl”", "http://127.0.0.1:8000/")
TAKEN = json.dumps({"id": "hwQ2YpKdmg", "time": 1635528741, "expires": 1635571941, "event": "message", "topic": "mine"})


def documented(http: int, code: int, words: str) -> Lie:
    """An error as ntfy answers it."""
    told = {"code": code, "http": http, "error": words, "link": "https://ntfy.sh/docs/publish/"}
    return answer(json.dumps(told), http)


def published(*lies: Lie, token: str = "") -> tuple[ntfy.Answer, list[str], list[bytes]]:
    """What came of it, with the heads and bodies that left."""
    with lying(*lies) as liar:
        told = publish(Topic(f"http://127.0.0.1:{liar.port}", "mine"), token, HELLO, lambda: None)
    return told, liar.heads, liar.bodies


def test_a_message_is_taken_and_what_left_is_what_was_shown() -> None:
    told, heads, bodies = published(answer(TAKEN), token=TOKEN)
    assert told == ntfy.Answer("accepted")
    assert bodies == [body(Topic("", "mine"), HELLO)]
    assert json.loads(bodies[0]) == {
        "topic": "mine",
        "title": "Three things today",
        "message": "Thank Ruth Calloway – “Kühl”",
        "click": "http://127.0.0.1:8000/",
    }
    assert heads[0].startswith("POST / ")
    assert f"authorization: bearer {TOKEN}" in heads[0].lower()


def test_an_open_topic_is_told_no_token() -> None:
    _, heads, _ = published(answer(TAKEN))
    assert "authorization" not in heads[0].lower()


@pytest.mark.parametrize(
    ("lie", "token", "state", "code"),
    [
        (documented(400, 40009, "invalid request: topic invalid"), "", "refused", "refused"),
        (documented(401, 40101, "unauthorized"), "", "refused", "wants_token"),
        (documented(403, 40301, "forbidden"), "", "refused", "wants_token"),
        (documented(403, 40301, "forbidden"), TOKEN, "refused", "closed"),
        (documented(404, 40401, "page not found"), "", "refused", "not_ntfy"),
        (documented(413, 41301, "attachment too large"), "", "refused", "too_large"),
        (documented(429, 42901, "limit reached: too many requests"), "", "later", "busy"),
        (documented(429, 42908, "limit reached: daily message quota reached"), "", "later", "busy"),
        (documented(500, 50001, "internal server error"), "", "later", "failed"),
        (documented(507, 50701, "cannot publish to UnifiedPush topic"), "", "later", "failed"),
        (answer("<html>hello</html>", kind="text/html"), "", "refused", "not_ntfy"),
        (answer("[]"), "", "refused", "not_ntfy"),
        (answer(json.dumps({"event": "message", "topic": "another"})), "", "refused", "not_ntfy"),
        (answer("", 302, "Location: https://elsewhere.example.org/"), "", "refused", "moved"),
        (answer("[" * 100_000), "", "refused", "not_ntfy"),
    ],
)
def test_each_answer_is_told_apart_and_has_its_words(lie: Lie, token: str, state: str, code: str) -> None:
    told, heads, _ = published(lie, token=token)
    assert (told.state, told.code) == (state, f"outside.ntfy.{code}")
    assert len(heads) == 1
    words = reason.message(told.code, told.params or {})
    assert "127.0.0.1" in words
    assert "{" not in words
    assert reason.mend(told.code, told.params or {})


def test_the_words_of_a_server_never_show_the_token() -> None:
    told, _, _ = published(documented(403, 40301, f"forbidden for {TOKEN}\nnow"), token=TOKEN)
    assert told.params
    assert told.params["words"] == "forbidden for … now"


def test_where_nothing_answers_the_message_has_certainly_not_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    told = publish(Topic(f"http://127.0.0.1:{port}", "mine"), "", HELLO, lambda: None)
    assert (told.state, told.code) == ("lost", "outside.ntfy.away")


def _hang_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def _nothing(connection: socket.socket) -> None:
    threading.Event().wait(1)


@pytest.mark.parametrize("lie", [_hang_up, _nothing, answer("{", 200, length=500)])
def test_whoever_hangs_up_leaves_a_doubt(lie: Lie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ntfy, "TIMEOUT", 0.3)
    told, heads, _ = published(lie)
    assert (told.state, told.code) == ("doubt", "outside.ntfy.broke_off")
    assert len(heads) == 1


def test_the_doubt_is_kept_before_anything_leaves() -> None:
    left: list[int] = []
    with lying(answer(TAKEN)) as liar:

        def fails() -> None:
            left.append(len(liar.bodies))
            raise RuntimeError("taken over")

        with pytest.raises(RuntimeError):
            publish(Topic(f"http://127.0.0.1:{liar.port}", "mine"), "", HELLO, fails)
        assert left == [0]
        assert liar.bodies == []


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while True:
            connection.sendall(b" " * 65536)

    told, _, _ = published(endless)
    assert told.code == "outside.ntfy.not_ntfy"


@pytest.mark.parametrize(
    ("server", "code"),
    [
        ("", "no_address"),
        ("ntfy.sh", "no_address"),
        ("ftp://ntfy.sh", "no_address"),
        ("https://user:word@ntfy.sh", "no_address"),
        ("https://ntfy.sh?x=1", "no_address"),
        ("https://ntfy.sh:99999", "no_address"),
        ("https://ntfy.sh:0", "no_address"),
        ("https://[::1", "no_address"),
        ("https://ntfy.sh/mine", "with_path"),
        ("http://ntfy.sh", "not_private"),
        ("http://192.168.0.5", "not_private"),
        ("http://127.0.0.1.example.org", "not_private"),
    ],
)
def test_an_address_that_is_none_or_open_to_others_is_refused(server: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        address(Topic(server, "mine"))
    assert caught.value.code == f"outside.ntfy.{code}"


@pytest.mark.parametrize("name", ["", "a b", "ä", "x" * 65, "a/b", "a\n"])
def test_a_topic_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        address(Topic("https://ntfy.sh", name))
    assert caught.value.code == "outside.ntfy.no_topic"


def test_http_is_enough_for_this_computer_and_for_hosts_that_were_named() -> None:
    assert address(Topic("http://[::1]:2586/", "mine")) == "http://[::1]:2586/"
    assert address(Topic("http://ntfy.lan", "mine", near=("ntfy.lan",))) == "http://ntfy.lan/"


def test_a_token_that_would_break_a_header_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        publish(Topic("https://ntfy.sh", "mine"), "tk_x\r\nX: y", HELLO, lambda: None)
    assert caught.value.code == "outside.ntfy.no_token"


@given(st.text(max_size=6000), st.text(max_size=400))
def test_whatever_is_said_stays_under_the_limit_of_a_message(text: str, title: str) -> None:
    told = json.loads(body(Topic("", "mine"), Message(title, text)))
    assert len(told["message"].encode()) <= 4096
    assert len(told["title"]) <= ntfy.MOST_TITLE
