"""The words of an HTML mail, one line a block; what another mail said is marked with ">" as in plain text."""

import re
from html.parser import HTMLParser

_LIMIT = 400_000
_HIDDEN = {"script", "style", "head", "title", "template", "noscript", "svg", "iframe", "object"}
_BLOCKS = {
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_ENDLESS = re.compile(r"<(?![^<>]{0,4000}>)")
_QUOTING = re.compile(r"gmail_attr|yahoo_quoted|protonmail_quote|moz-cite-prefix|zmail_extra", re.IGNORECASE)
_REPLIED = re.compile(r"divrplyfwdmsg|appendonsend|reply-intro", re.IGNORECASE)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def to_text(markup: str) -> str:
    """Plain text of `markup`. Scripts, styles and what is set to be unseen are left out; links keep their words."""
    reader = _Words()
    # html.parser is quadratic in tags that never end, so they are taken away first
    reader.feed(_ENDLESS.sub(" ", _without_comments(markup[:_LIMIT])))
    reader.close()
    return reader.text()


def _without_comments(markup: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := markup.find("<!--", place)) >= 0:
        kept.append(markup[place:start])
        end = markup.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        place = end + 3
    return "".join([*kept, markup[place:]])


class Markup(HTMLParser):
    """The parser of the standard library, which strange markup does not stop."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take "<![...>" for a comment, as browsers do; the parser's own way raises AssertionError for most of them."""
        return self.parse_bogus_comment(i, report)


class _Words(Markup):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool, bool]] = []
        self._hidden = 0
        self._quoted = 0
        self._lines: list[str] = []
        self._line: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        marks = f"{values.get('class', '')} {values.get('id', '')} {values.get('type', '')}"
        if tag in _BLOCKS:
            self._end_line(blank=tag in _PARAGRAPHS)
        if _REPLIED.search(marks):
            self._lines.append("-----Original Message-----")
        if tag in _VOID:
            return
        hidden = tag in _HIDDEN or bool(_INVISIBLE.search(values.get("style", "")))
        quoted = tag == "blockquote" or bool(_QUOTING.search(marks))
        self._open.append((tag, hidden, quoted))
        self._hidden += hidden
        self._quoted += quoted

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line(blank=tag in _PARAGRAPHS)
        # an end without a start changes nothing; a start without an end closes with its parent
        depth = next((depth for depth, item in enumerate(reversed(self._open[-50:])) if item[0] == tag), None)
        if depth is None:
            return
        for _ in range(depth + 1):
            _, hidden, quoted = self._open.pop()
            self._hidden -= hidden
            self._quoted -= quoted

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._line.append(data)

    def text(self) -> str:
        self._end_line(blank=False)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip()

    def _end_line(self, *, blank: bool) -> None:
        line = " ".join("".join(self._line).split())
        self._line = []
        mark = "> " if self._quoted else ""
        if line:
            self._lines.append(mark + line)
        if blank and self._lines and self._lines[-1] not in {"", ">"}:
            self._lines.append(mark.strip())
