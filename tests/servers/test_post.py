"""Letters through real servers: Exim takes them, Dovecot keeps them, each once."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest

from afterword.outside.smtp import Server, send
from servers.post import Post, running


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    with running() as post:
        yield post


@pytest.fixture
def server(post: Post) -> Server:
    return Server("127.0.0.1", post.smtp, "none", "amara")


def letter(to: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Amara Boateng <amara@example.org>", f"Zoë Ångström <{to}>"
    mail["Subject"] = "Merci, and thank you – für das Gespräch"
    mail["Message-ID"] = f"<{uuid.uuid4()}@example.org>"
    mail.set_content(".dots\n..and\n\nÄ line.\n" + "long " * 400 + "\n")
    return mail.as_bytes()


def test_a_letter_arrives_as_it_was(post: Post, server: Server) -> None:
    doubts: list[int] = []
    answer = send(
        server, "secret", "amara@example.org", "zoe@example.org", letter("zoe@example.org"), lambda: doubts.append(1)
    )
    assert (answer.state, doubts) == ("accepted", [1])
    arrived = post.letters("zoe@example.org")
    assert len(arrived) == 1
    assert arrived[0]["Subject"] == "Merci, and thank you – für das Gespräch"
    assert arrived[0].get_content().replace("\r\n", "\n").startswith(".dots\n..and\n\nÄ line.")


def test_a_wrong_password_is_told(server: Server) -> None:
    answer = send(server, "wrong", "amara@example.org", "x@example.org", letter("x@example.org"), lambda: None)
    assert (answer.state, answer.code) == ("later", "outside.smtp.wrong_password")


def test_refusals_for_good_and_for_now(server: Server) -> None:
    for to, state in (("nosuchuser@example.org", "refused"), ("greylisted@example.org", "later")):
        assert send(server, "secret", "amara@example.org", to, letter(to), lambda: None).state == state


def test_the_connection_is_refused_where_it_would_not_be_private(post: Post, server: Server) -> None:
    answer = send(replace(server, security="starttls"), "secret", "a@example.org", "b@example.org", b"x", lambda: None)
    assert answer.state in {"refused", "lost"}
    assert post.letters("b@example.org", at_least=0) == []
