"""One question to a language model of the person's own choice, by the /chat/completions that most servers speak.

It asks Ollama, llama.cpp, vLLM, LM Studio, OpenAI and gateways alike. What comes back is data: its words are
returned or told, never followed. Nothing of the question, the answer or the key is written to a log.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from afterword.errors import AfterwordError, BadInput, TooLarge
from afterword.own_server import OwnServer, is_tls, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    import httpx

T = TypeVar("T")

TIMEOUT = 180.0
"""Seconds for the whole of a question, however the server spreads its answer."""
TO_CONNECT = 10.0
MOST_BYTES = 1_000_000
"""Of an answer; a letter has some thousand."""

Form = Literal["json_schema", "json_object", "text"]
"""What the server is asked to keep its answer to, the strictest first."""
FORMS: tuple[Form, ...] = get_args(Form)

_TOO_MUCH = re.compile(
    r"context (?:length|size|window)|maximum context|too many tokens|exceeds? .{0,30}context", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Model(OwnServer):
    """Where a model answers; its address goes as far as "/v1"."""

    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """An answer. form: what the server was held to; sent: every body that left for it, in order."""

    text: str
    form: Form
    sent: tuple[bytes, ...]


def endpoint(model: Model) -> str:
    """The address that is asked.

    Raises BadInput for what is no address, and where the connection would be open for others to read.
    """
    parts = model.parts("outside.llm")
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return f"{parts.scheme}://{parts.netloc}{path}/chat/completions"


def body(model: Model, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any] | None, form: Form) -> bytes:
    """What leaves for the model, byte for byte. schema: of the answer, None where any words will do."""
    asked: dict[str, Any] = {"model": model.name, "messages": list(messages), "stream": False}
    if schema is not None and form == "json_schema":
        asked["response_format"] = {"type": form, "json_schema": {"name": "letter", "schema": schema}}
    elif schema is not None and form == "json_object":
        asked["response_format"] = {"type": form}
    return json.dumps(asked, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def ask(
    model: Model,
    key: str,
    messages: Sequence[Mapping[str, str]],
    schema: Mapping[str, Any] | None = None,
    *,
    form: Form = "json_schema",
    timeout: float = TIMEOUT,
) -> Said:
    """Ask once; a server that does not know a form of answer is asked again with a looser one.

    key: "" where none is needed; schema: of the answer, None where any words will do; form: the first to try;
    timeout: seconds for all of it. Raises BadInput for every way in which no answer comes, TooLarge for an
    endless one; `where` names the host.
    """
    import httpx  # a tenth of a second that most commands need not wait for

    url = endpoint(model)
    if not (key.isascii() and key.isprintable()):
        raise BadInput("outside.llm.no_key", where=model.host)
    forms = FORMS[FORMS.index(form) :] if schema is not None else FORMS[-1:]
    bodies = [body(model, messages, schema, one) for one in forms]
    try:
        number, data = _run(lambda: _answered(model, key, url, bodies, timeout))
    except TimeoutError as error:
        raise BadInput("outside.llm.too_slow", where=model.host, seconds=round(timeout)) from error
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        code = "outside.llm.tls" if is_tls(error) else "outside.llm.not_running"
        raise BadInput(code, where=model.host) from error
    except httpx.HTTPError as error:
        raise BadInput("outside.llm.broke_off", where=model.host) from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise BadInput("outside.llm.no_address", where=model.host) from error
    return Said(_text(data, model.host), forms[number], tuple(bodies[: number + 1]))


def _run(asked: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What a coroutine gives; in a thread of its own where whoever asks has a loop running, as notebooks have."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(asked())
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(asked())).result()


async def _answered(model: Model, key: str, url: str, bodies: Sequence[bytes], limit: float) -> tuple[int, bytes]:
    """The first good answer and which of the bodies it is to. Raises what `ask` tells."""
    import httpx

    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    headers |= {"User-Agent": "Afterword"} | ({"Authorization": f"Bearer {key}"} if key else {})
    # a proxy of the environment is for the world, not for this computer or the own network
    async with (
        asyncio.timeout(limit),
        httpx.AsyncClient(
            headers=headers, timeout=httpx.Timeout(None, connect=TO_CONNECT), trust_env=not model.is_near
        ) as client,
    ):
        for number, asked in enumerate(bodies):
            status, told, data = await _post(client, url, asked, model.host)
            if status == 200:
                return number, data
            words = _words(data, key)
            unknown_form = status in {400, 415, 422, 501} and not _TOO_MUCH.search(words)
            if not unknown_form or number + 1 == len(bodies):
                raise _refusal(status, told, words, model)
    raise AssertionError("there is always a body to send")


async def _post(client: httpx.AsyncClient, url: str, asked: bytes, host: str) -> tuple[int, httpx.Headers, bytes]:
    """Status, headers and the raw body, which is neither endless nor packed: unpacked it could fill the memory."""
    data = bytearray()
    async with client.stream("POST", url, content=asked) as answer:
        if answer.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
            raise BadInput("outside.llm.packed", where=host)
        async for part in answer.aiter_raw():
            data += part
            if len(data) > MOST_BYTES:
                raise TooLarge("outside.llm.too_long", where=host, limit=MOST_BYTES)
        return answer.status_code, answer.headers, bytes(data)


def _refusal(status: int, headers: Mapping[str, str], words: str, model: Model) -> AfterwordError:
    """Why a server gave no answer, told apart."""
    host = model.host
    if 300 <= status < 400:
        return BadInput("outside.llm.moved", where=host, to=one_line(headers.get("location", "")) or "?")
    if status in {401, 403}:
        return BadInput("outside.llm.wrong_key", where=host, words=words or status)
    if status == 404 and "model" in words.lower():
        return BadInput("outside.llm.no_model", where=host, name=model.name, words=words)
    if status in {404, 405}:
        return BadInput("outside.llm.wrong_path", where=host, status=status)
    if status == 429:
        seconds = _seconds(headers.get("retry-after", ""))
        if seconds is not None:
            return BadInput("outside.llm.busy_for", where=host, seconds=seconds)
        return BadInput("outside.llm.busy", where=host)
    if status == 413 or _TOO_MUCH.search(words):
        return BadInput("outside.llm.too_much", where=host, words=words or status)
    return BadInput("outside.llm.failed", where=host, status=status, words=words or "…")


def _seconds(after: str) -> int | None:
    """The seconds of a Retry-After, which is a number or a date; None for neither."""
    if re.fullmatch(r"\d{1,6}", after.strip()):
        return int(after)
    try:
        moment = parsedate_to_datetime(after)
    except (ValueError, TypeError):
        return None
    wait = (moment.replace(tzinfo=moment.tzinfo or dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds()
    return max(0, round(wait))


def _text(data: bytes, host: str) -> str:
    """The words of an answer. Raises BadInput where it has none, and where they break off."""
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadInput("outside.llm.no_json", where=host) from error
    choices = given.get("choices") if isinstance(given, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    if not isinstance(first, dict) or not isinstance(message, dict):
        raise BadInput("outside.llm.no_json", where=host)
    if first.get("finish_reason") == "length":
        raise BadInput("outside.llm.cut_off", where=host)
    content = message.get("content")
    if isinstance(content, list):
        content = "".join(
            part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str)
        )
    refusal = message.get("refusal")
    if first.get("finish_reason") == "content_filter" or (isinstance(refusal, str) and refusal.strip()):
        raise BadInput("outside.llm.refuses", where=host, words=one_line(str(refusal or content or "")) or "…")
    if not isinstance(content, str) or not content.strip():
        raise BadInput("outside.llm.says_nothing", where=host)
    return content.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _words(data: bytes, key: str) -> str:
    """What a server says about an error, in one line without the key; "" for a page meant for browsers."""
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        text = data[:2000].decode("utf-8", "replace")
        return "" if "<" in text else one_line(text.replace(key, "…") if key else text)
    for name in ("error", "message", "detail"):
        if isinstance(given, dict) and given.get(name):
            given = given[name]
    text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
    return one_line(text.replace(key, "…") if key else text)
