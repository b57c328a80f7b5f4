"""Articles out of files: web page, PDF or plain text, told apart by their content; nothing is fetched."""

import contextlib
import html
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from afterword import tables
from afterword.candidacy.html import to_text
from afterword.candidacy.problem import Problem, problem
from afterword.errors import BadInput, TooLarge
from afterword.gift.passages import Block, Page

if TYPE_CHECKING:
    from pypdf import PdfReader

LIMIT = 20_000_000
"""Bytes of an article."""

_MOST_PAGES = 200
_MOST_LETTERS = 2_000_000
_SHORT = 350
"""Words up to which an article that asks for a subscription at its end is taken for a teaser."""

_SHORT_PAGE, _FEW = 150, 60
"""Words up to which a page may be a question instead of an article; and up to which it says hardly anything."""

_PASSWORD = re.compile(r"<input[^<>]{0,500}\stype=[\"']?password", re.IGNORECASE)
_FILM = re.compile(
    r"<video[\s>]|<meta[^<>]{0,200}og:(?:type[\"'][^<>]{0,100}video|video)|"
    r"<iframe[^<>]{0,500}(?:youtube|youtu\.be|vimeo|dailymotion|peertube)",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|article|main|div|p|h1|meta|title)[\s>]", re.IGNORECASE)
_NOT_FREE = re.compile(r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}\slang=[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
_BY = re.compile(r"(?:By|Von|Par) ([^\W\d_][^\n.,:;!?]{2,60})")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_FILE_TITLE = re.compile(r"(?i)untitled|microsoft word.*|.*\.(?:docx?|pdf|indd|tex|qxd|odt)|slide \d+|document\d*|\W*")


def read_page(data: bytes, name: str, language: str = "en") -> Page:
    """The article in `data`.

    name: what it is called in messages; language: of the problems told
    Raises BadInput where there is nothing or no text in any form, TooLarge over `LIMIT`.
    """
    if len(data) > LIMIT:
        raise TooLarge("gift.passages.too_large", where=name, megabytes=LIMIT // 1_000_000)
    if not data.strip():
        raise BadInput("gift.passages.empty", where=name)
    if b"%PDF-" in data[:1024]:
        return _pdf(data, name, language)
    if _MARKUP.search(data[:4096]):
        return _html(data, name, language)
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput("gift.passages.not_an_article", where=name)
    return _plain(_decoded(data), name, language)


def markup_of(data: bytes, page: Page) -> str:
    """The article in `data` as markup, with its headings, lists, emphasis and links; data of a stranger, not cleaned.

    page: what `read_page` made of it. A PDF and a plain text have paragraphs alone.
    """
    if b"%PDF-" not in data[:1024] and _MARKUP.search(data[:4096]):
        import trafilatura

        found = trafilatura.extract(
            _decoded(data)[:_MOST_LETTERS], output_format="html", include_formatting=True, include_links=True,
            include_comments=False, include_tables=False,
        )  # fmt: skip
        if found:
            return str(found)
    return "\n".join(f"<p>{html.escape(block.text)}</p>" for block in page.blocks)


def _html(data: bytes, name: str, language: str) -> Page:
    import trafilatura

    markup = _decoded(data)[:_MOST_LETTERS]
    document = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False, include_tables=False)
    text = getattr(document, "text", None) or to_text(markup)
    blocks = tuple(Block(line.strip()) for line in text.split("\n") if line.strip())
    wall = _wall(markup, blocks)
    if not blocks:
        raise BadInput(f"gift.passages.{wall or 'no_text'}", where=name)
    if wall in {"login", "cookies"}:
        return Page(paywalled=wall == "login", problems=(problem(f"gift.passages.{wall}", language, where=name),))
    title, author, date, site = (getattr(document, key, None) for key in ("title", "author", "date", "sitename"))
    spoken = _LANGUAGE.search(markup[:20_000])
    blocks = tuple(block for block in blocks if block.text not in {title, f"By {author}"})
    paywalled = bool(_NOT_FREE.search(markup)) or _asks_for_money(blocks)
    return Page(
        title=title,
        author=author,
        date=_iso(date or ""),
        site=site,
        language=spoken[1].lower() if spoken else None,
        blocks=blocks,
        paywalled=paywalled,
        problems=(
            *(_paywall(name, language) if paywalled else ()),
            *((problem("gift.passages.film", language, where=name),) if wall == "film" else ()),
        ),
    )


def _wall(markup: str, blocks: tuple[Block, ...]) -> str | None:
    """What stands where an article should: a question for a "login", one about "cookies", a "film"; None for neither.

    Only of a page with few words: an article may speak of all three.
    """
    spoken = " ".join(block.text for block in blocks).lower().replace("’", "'")
    count = len(spoken.split())
    if count > _SHORT_PAGE:
        return None
    asked = count <= _FEW and _PASSWORD.search(markup)
    if asked or any(sign in spoken for sign in tables.lines("outside/login.txt")):
        return "login"
    if any(sign in spoken for sign in tables.lines("outside/cookies.txt")):
        return "cookies"
    return "film" if count <= _FEW and _FILM.search(markup) else None


def _plain(text: str, name: str, language: str) -> Page:
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text[:_MOST_LETTERS])]
    paragraphs = [part for part in paragraphs if part]
    lines = [line.strip() for line in text.strip().split("\n", 1)]
    title = author = None
    if len(lines[0]) < 120 and not lines[0].endswith((".", ",", ";")) and len(lines) > 1:
        title = lines[0]
        paragraphs[0] = paragraphs[0].removeprefix(" ".join(title.split())).strip()
    for index, part in enumerate(paragraphs[:2]):
        by = _BY.fullmatch(part)
        if by:
            author, paragraphs[index] = by[1], ""
    blocks = tuple(Block(part) for part in paragraphs if part)
    if not blocks:
        raise BadInput("gift.passages.no_text", where=name)
    paywalled = _asks_for_money(blocks)
    return Page(
        title=title,
        author=author,
        blocks=blocks,
        paywalled=paywalled,
        problems=_paywall(name, language) if paywalled else (),
    )


def _pdf(data: bytes, name: str, language: str) -> Page:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    _quiet()
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Page(problems=(problem("gift.passages.encrypted", language, where=name),))
        pages = _pdf_pages(reader)
        count = len(reader.pages)
        title, author, date = _pdf_facts(reader)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise BadInput("gift.passages.broken_pdf", where=name) from error
    blocks = tuple(Block(text, number) for number, page in enumerate(pages, 1) for text in _paragraphs(page))
    problems: list[Problem] = []
    if sum(len(block.text) for block in blocks) < 40:
        blocks = ()
        problems.append(problem("gift.passages.no_pdf_text", language, where=name))
    elif count > _MOST_PAGES:
        problems.append(problem("gift.passages.only_pages", language, where=name, pages=_MOST_PAGES))
    return Page(title=title, author=author, date=date, blocks=blocks, problems=tuple(problems))


def _pdf_pages(reader: "PdfReader") -> list[list[str]]:
    """The lines of each page, without the running heads and feet that most pages share."""
    pages: list[list[str]] = []
    letters = 0
    for page in reader.pages[:_MOST_PAGES]:
        text = ""
        # one damaged page costs that page
        with contextlib.suppress(Exception):
            text = page.extract_text()
        letters += len(text)
        if letters > _MOST_LETTERS:
            break
        pages.append([" ".join(line.split()) for line in text.split("\n")])
    edges = Counter(_numberless(line) for page in pages for line in {*_edge(page)})
    running = {line for line, times in edges.items() if times >= 3 and times * 2 > len(pages)}
    return [
        [line for line in page if not (line in _edge(page) and _numberless(line) in running) and not line.isdigit()]
        for page in pages
    ]


def _edge(page: list[str]) -> list[str]:
    """The first and last two lines, where heads and feet stand; a line that ends a sentence is neither."""
    filled = [line for line in page if line]
    return [line for line in (*filled[:2], *filled[-2:]) if not line.endswith((".", "!", "?"))]


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines put together again: a paragraph ends at an empty line or after a short line that ends a sentence."""
    widest = max((len(line) for line in lines), default=0)
    waiting = ""
    for line in lines:
        if line:
            waiting = (
                waiting[:-1] + line if re.search(r"[a-zà-ÿ]-$", waiting) and line[:1].islower() else f"{waiting} {line}"
            )
        if waiting and (not line or (len(line) < 0.75 * widest and line.endswith((".", "!", "?", "”", '"')))):
            yield waiting.strip()
            waiting = ""
    if waiting.strip():
        yield waiting.strip()


def _pdf_facts(reader: "PdfReader") -> tuple[str | None, str | None, str | None]:
    facts: Mapping[str, object] = reader.metadata or {}
    title = str(facts.get("/Title") or "").strip()
    author = str(facts.get("/Author") or "").strip()
    made = _PDF_DATE.match(str(facts.get("/CreationDate") or ""))
    return (
        None if _FILE_TITLE.fullmatch(title) else title[:300],
        author[:200] or None,
        _iso("-".join(made.groups())) if made else None,
    )


def _iso(text: str) -> str | None:
    """The date at the beginning of `text`, as far as it is told."""
    found = _DATE.match(text)
    return "-".join(part for part in found.groups() if part) if found else None


def _asks_for_money(blocks: tuple[Block, ...]) -> bool:
    """Whether a short text ends by asking for a subscription: the rest of it stands behind a wall."""
    words = " ".join(block.text for block in blocks).lower().replace("’", "'").split()
    end = " ".join(words[-60:])
    return len(words) <= _SHORT and any(sign in end for sign in tables.lines("outside/paywall.txt"))


def _paywall(name: str, language: str) -> tuple[Problem, ...]:
    return (problem("gift.passages.paywalled", language, where=name),)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    declared = re.search(rb"charset=[\"']?([\w-]{3,20})", data[:4096])
    for charset in ("utf-8-sig", declared[1].decode("ascii", "ignore") if declared else "cp1252"):
        with contextlib.suppress(UnicodeError, LookupError):
            return data.decode(charset)
    return data.decode("cp1252", "replace")


def _quiet() -> None:
    """Keep pypdf from telling every oddity of a file to its logger: the reader of an article has no use for them."""
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
