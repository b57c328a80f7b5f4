"""Mail handed in to a real server on loopback, in every way it can end."""

import asyncio
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from afterword.errors import BadInput
from afterword.outside.smtp import Answer, Server, send

FROM, TO = "amara.boateng@example.org", "ruth.calloway@fernhill.example.org"


def letter(body: str = "Dear Ruth,\n.a dot at the start\n..two\n\nÄÖ\n") -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Thank you"
    mail.set_content(body)
    return mail.as_bytes()


class Post:
    """What the server does: `answers` by stage, or a cut of the line."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.cut: str = ""
        self.taken: list[bytes] = []

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.answers.get("rcpt", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.cut == "after":
            self.taken.append(bytes(envelope.original_content or b""))
        if self.cut:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            await asyncio.sleep(0.05)
        answer = self.answers.get("data", "250 taken")
        if answer.startswith("250") and not self.cut:
            self.taken.append(bytes(envelope.original_content or b""))
        return answer


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def server(post: Post) -> Iterator[Server]:
    def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == b"secret", handled=False)

    controller = Controller(
        post, hostname="127.0.0.1", port=free_port(), authenticator=authenticate, auth_require_tls=False
    )
    controller.start()
    yield Server("127.0.0.1", controller.port, "none")
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def handed(server: Server, mail: bytes | None = None, secret: str = "") -> tuple[Answer, list[str]]:
    """The answer, and whether the doubt was committed."""
    doubts: list[str] = []
    return send(server, secret, FROM, TO, mail or letter(), lambda: doubts.append("doubt")), doubts


def test_a_mail_arrives_as_it_was(server: Server, post: Post) -> None:
    answer, doubts = handed(server)
    assert (answer.state, doubts) == ("accepted", ["doubt"])
    assert post.taken[0].replace(b"\r\n", b"\n") == letter()


def test_the_doubt_comes_before_the_dot(server: Server, post: Post) -> None:
    seen: list[int] = []
    send(server, "", FROM, TO, letter(), lambda: seen.append(len(post.taken)))
    assert seen == [0]


@pytest.mark.parametrize(
    ("stage", "reply", "state"),
    [
        ("mail", "550 5.7.1 not you", "refused"),
        ("mail", "451 4.3.0 busy", "later"),
        ("rcpt", "550 5.1.1 no such user here", "refused"),
        ("rcpt", "451 4.7.1 greylisted", "later"),
        ("data", "554 5.7.1 spam", "refused"),
        ("data", "452 4.2.2 mailbox full", "later"),
    ],
)
def test_what_the_server_says_is_told_apart(server: Server, post: Post, stage: str, reply: str, state: str) -> None:
    post.answers[stage] = reply
    answer, _ = handed(server)
    assert (answer.state, answer.words) == (state, reply)
    assert post.taken == []


def test_a_line_cut_after_the_dot_is_doubt(server: Server, post: Post) -> None:
    post.cut = "after"
    answer, doubts = handed(server)
    assert (answer.state, doubts) == ("doubt", ["doubt"])
    assert len(post.taken) == 1


def test_a_line_cut_before_the_mail_is_lost(server: Server, post: Post) -> None:
    def cut() -> None:
        raise ConnectionResetError("cut")

    answer = send(server, "", FROM, TO, letter(), cut)
    assert answer.state == "lost"
    assert post.taken == []


def test_a_server_that_is_away_is_lost() -> None:
    answer, doubts = handed(Server("127.0.0.1", free_port(), "none"))
    assert (answer.state, answer.code, doubts) == ("lost", "outside.smtp.away", [])


def test_the_password_counts(server: Server, post: Post) -> None:
    with_user = Server(server.host, server.port, "none", "amara")
    assert handed(with_user, secret="secret")[0].state == "accepted"
    answer, _ = handed(with_user, secret="wrong")
    assert (answer.state, answer.code) == ("later", "outside.smtp.wrong_password"), answer.words
    assert len(post.taken) == 1


def test_nothing_goes_in_the_open_over_the_network() -> None:
    with pytest.raises(BadInput, match="not_private"):
        handed(Server("mail.example.org", 25, "none"))


def test_a_server_without_tls_is_not_spoken_to_in_the_open(server: Server, post: Post) -> None:
    answer, doubts = handed(Server(server.host, server.port, "starttls"))
    assert answer.state in {"refused", "lost"}
    assert (doubts, post.taken) == ([], [])


def test_words_of_a_server_are_one_line(server: Server, post: Post) -> None:
    post.answers["data"] = "554 no\x1b[31m red"
    answer, _ = handed(server)
    assert answer.words.isprintable()


def test_long_lines_and_foreign_letters_arrive(server: Server, post: Post) -> None:
    mail = letter("ü" * 3000 + "\n")
    answer, _ = handed(server, mail)
    assert answer.state == "accepted"
    assert post.taken[0].replace(b"\r\n", b"\n") == mail


@pytest.mark.parametrize(("knows", "state"), [(True, "accepted"), (False, "refused")])
def test_a_foreign_address_needs_a_server_that_knows_it(post: Post, knows: bool, state: str) -> None:
    controller = Controller(post, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=knows)
    controller.start()
    try:
        answer = send(
            Server("127.0.0.1", controller.port, "none"), "", FROM, "rüth@example.org", letter(), lambda: None
        )
    finally:
        controller.stop()
    assert answer.state == state
    assert len(post.taken) == int(knows)
