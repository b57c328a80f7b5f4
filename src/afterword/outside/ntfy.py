"""One message to a topic of ntfy, the person's own server or ntfy.sh, by its documented JSON.

The answer tells apart what was taken, what never will be, what may be later, and what nobody can know. Nothing of
the message or of the token is written to a log; no redirect is followed, so that neither goes where nobody named.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from afterword.errors import BadInput
from afterword.own_server import OwnServer, is_tls, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TIMEOUT = 20.0
"""Seconds for each part of the exchange."""
PATIENCE = 60.0
"""Seconds for all of an answer, however slowly it drips."""
MOST_ANSWER = 20_000
"""Bytes read of an answer; one of ntfy has some hundred."""
MOST_MESSAGE = 3_900
"""Bytes of a message; over 4,096 ntfy makes a file of it."""
MOST_TITLE = 200

TOPIC = re.compile(r"[-_A-Za-z0-9]{1,64}")

State = Literal["accepted", "refused", "later", "lost", "doubt"]


@dataclass(frozen=True, slots=True)
class Topic(OwnServer):
    """Where messages go; its address goes as far as the host."""

    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """What leaves. click: the page that a tap opens, "" for none."""

    title: str
    text: str
    click: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How it ended: accepted; refused for good; later: refused for now; lost: certainly not taken; doubt: unknown.

    code: of a text, with params; params hold the server's words as data.
    """

    state: State
    code: str = ""
    params: Mapping[str, Any] | None = None


def address(topic: Topic) -> str:
    """The address that is asked, the root of the server.

    Raises BadInput for what is no address or no topic, and where the way would be open for others to read.
    """
    parts = topic.parts("outside.ntfy")
    if parts.path not in {"", "/"}:  # a topic that was pasted along; messages as JSON go to the root
        raise BadInput("outside.ntfy.with_path", where=topic.address.strip()[:200])
    if not TOPIC.fullmatch(topic.name):
        raise BadInput("outside.ntfy.no_topic", where=topic.name[:100])
    return f"{parts.scheme}://{parts.netloc}/"


def body(topic: Topic, message: Message) -> bytes:
    """What leaves for the server, byte for byte."""
    text = message.text.encode("utf-8", "replace")[:MOST_MESSAGE].decode("utf-8", "ignore")
    told = {"topic": topic.name, "title": message.title[:MOST_TITLE], "message": text}
    told |= {"click": message.click} if message.click else {}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def publish(topic: Topic, token: str, message: Message, before_send: Callable[[], None]) -> Answer:
    """Hand in one message. token: "" where the topic is open; before_send: commits the doubt, once there is a server.

    Raises BadInput for an address, a topic or a token that cannot be asked; nothing has left then.
    """
    import httpx  # a tenth of a second that most commands need not wait for

    url = address(topic)
    if not (token.isascii() and token.isprintable()):
        raise BadInput("outside.ntfy.no_token", where=topic.host)
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    headers |= {"User-Agent": "Afterword"} | ({"Authorization": f"Bearer {token}"} if token else {})
    before_send()
    try:
        # a proxy of the environment is for the world, not for this computer or the own network
        with (
            httpx.Client(headers=headers, timeout=TIMEOUT, trust_env=not topic.is_near) as client,
            client.stream("POST", url, content=body(topic, message)) as response,
        ):
            data = _read(response, time.monotonic() + PATIENCE)
            return _answer(response.status_code, response.headers, data, topic, token)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        return Answer("lost", "outside.ntfy.tls" if is_tls(error) else "outside.ntfy.away", {"host": topic.host})
    except (httpx.InvalidURL, UnicodeError) as error:  # a name that no name can be
        raise BadInput("outside.ntfy.no_address", where=topic.host) from error
    except httpx.HTTPError:
        return Answer("doubt", "outside.ntfy.broke_off", {"host": topic.host})


def _read(response: Any, until: float) -> bytes:
    """The raw answer as far as one of ntfy goes: neither endless nor unpacked."""
    data = bytearray()
    for part in response.iter_raw():
        data += part
        if len(data) > MOST_ANSWER or time.monotonic() > until:
            break
    return bytes(data[:MOST_ANSWER])


def _answer(status: int, headers: Mapping[str, str], data: bytes, topic: Topic, token: str) -> Answer:
    told = _told(data)
    said = str(told.get("error") or "")
    words = one_line(said.replace(token, "…") if token else said) or "…"
    params = {"host": topic.host, "status": status, "words": words, "topic": topic.name}
    if status == 200:
        ours = told.get("event") == "message" and told.get("topic") == topic.name
        return Answer("accepted") if ours else Answer("refused", "outside.ntfy.not_ntfy", params)
    if 300 <= status < 400:
        return Answer("refused", "outside.ntfy.moved", {**params, "to": one_line(headers.get("location", "")) or "?"})
    if status in {401, 403}:
        return Answer("refused", f"outside.ntfy.{'closed' if token else 'wants_token'}", params)
    if status in {404, 405}:
        return Answer("refused", "outside.ntfy.not_ntfy", params)
    if status == 413:
        return Answer("refused", "outside.ntfy.too_large", params)
    if status == 429:
        return Answer("later", "outside.ntfy.busy", params)
    if status >= 500:
        return Answer("later", "outside.ntfy.failed", params)
    return Answer("refused", "outside.ntfy.refused", params)


def _told(data: bytes) -> dict[str, Any]:
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}
