"""One mail to one server by SMTP: what was answered, and whether it can have been taken without an answer."""

import contextlib
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from afterword.errors import BadInput

TIMEOUT = 60.0
"""Seconds for each answer but the last."""
AFTER_THE_DOT = 600.0
"""Seconds that a server may take with the whole mail (RFC 5321, 4.5.3.2.6)."""

State = Literal["accepted", "refused", "later", "lost", "doubt"]
Security = Literal["tls", "starttls", "none"]
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in. security: "none" only for this computer itself."""

    host: str
    port: int = 465
    security: Security = "tls"
    user: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How it ended.

    state: accepted; refused for good; later: refused for now; lost: certainly not taken; doubt: the body was
    on the wire and nobody answered. code: of a text; words: of the server, as data.
    """

    state: State
    code: str = ""
    words: str = ""


class _Careful(smtplib.SMTP):
    """Calls `before_dot` when the whole body is on the wire and before the line that hands it in."""

    before_dot: Callable[[], None]
    in_doubt = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the body with dots doubled; the last dot only after `before_dot` returned."""
        self.putcmd("data")
        code, words = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, words)
        body = b"\r\n".join(bytes(msg).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
        body = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in body.split(b"\r\n"))
        self.send(body if body.endswith(b"\r\n") else body + b"\r\n")
        self.before_dot()
        self.in_doubt = True
        if self.sock:
            self.sock.settimeout(AFTER_THE_DOT)
        self.send(b".\r\n")
        answer = self.getreply()
        self.in_doubt = False
        return answer


class _CarefulTls(smtplib.SMTP_SSL, _Careful):
    """The same from the first byte under TLS."""


def send(
    server: Server, secret: str, sender: str, recipient: str, mail: bytes, before_dot: Callable[[], None]
) -> Answer:
    """Hand in one mail for one recipient. mail: whole, with CRLF or LF; before_dot: commits the doubt.

    Raises BadInput where the connection would not be private.
    """
    if server.security == "none" and server.host not in LOOPBACK:
        raise BadInput("outside.smtp.not_private", where=server.host)
    connection: _Careful | None = None
    try:
        connection = _connected(server)
        connection.before_dot = before_dot
        if server.user:
            connection.login(server.user, secret)
        options = () if f"{sender}{recipient}".isascii() else ("SMTPUTF8",)
        connection.sendmail(sender, [recipient], mail, options)
        _leave(connection)
        return Answer("accepted")
    except smtplib.SMTPAuthenticationError as error:
        return Answer("later", "outside.smtp.wrong_password", _words(error.smtp_error))
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _refusal(code, words, "outside.smtp.recipient")
    except smtplib.SMTPResponseException as error:
        return _refusal(error.smtp_code, error.smtp_error, "outside.smtp.refused")
    except (smtplib.SMTPNotSupportedError, UnicodeEncodeError) as error:  # the second: a server without extensions
        return Answer("refused", "outside.smtp.not_supported", str(error)[:300])
    except (smtplib.SMTPException, OSError) as error:
        state: State = "doubt" if connection is not None and connection.in_doubt else "lost"
        return Answer(state, "outside.smtp.away", str(error)[:300])
    finally:
        if connection is not None:
            connection.close()  # in the middle of a mail a polite QUIT would be part of it


def _connected(server: Server) -> _Careful:
    if server.security == "tls":
        return _CarefulTls(server.host, server.port, timeout=TIMEOUT, context=ssl.create_default_context())
    connection = _Careful(server.host, server.port, timeout=TIMEOUT)
    if server.security == "starttls":
        try:
            connection.starttls(context=ssl.create_default_context())
        except Exception:
            connection.close()
            raise
    return connection


def _leave(connection: smtplib.SMTP) -> None:
    with contextlib.suppress(smtplib.SMTPException, OSError):
        connection.quit()


def _refusal(code: int, words: bytes | str, text: str) -> Answer:
    return Answer("refused" if code >= 500 else "later", text, f"{code} {_words(words)}")


def _words(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:300]
