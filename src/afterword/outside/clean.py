"""The markup of a stranger's article, made harmless for the reading mode: an allow-list, and nothing else.

What stays is what reading needs: headings, paragraphs, lists, quotations, emphasis and links of the web.
No pictures, styles, forms, frames or names survive, so nothing is loaded, moved or sent.
"""

import re

from afterword.gift import links

LONGEST = 400_000
"""Letters of markup that are shown; a book is not read here."""

_TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "li", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "u", "ul",
})  # fmt: skip
_WITH_CONTENT = frozenset({
    "applet", "audio", "button", "canvas", "embed", "form", "frameset", "head", "iframe", "math", "noembed", "noframes",
    "noscript", "object", "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "video",
    "xmp",
})  # fmt: skip
"""What goes with all that stands in it."""
_TITLE = re.compile(r"<(/?)h1>")


def article(markup: str, base: str | None = None) -> str:
    """What may be shown of an article. base: the address of its page, for links that are relative to it.

    Every tag and attribute that is not allowed is taken out, also where the markup is broken on purpose;
    links open in a new tab, tell the site nothing, and lead to http or https without tracking.
    """
    import nh3

    here = links.clean(base)
    cleaned = nh3.clean(
        markup[:LONGEST],
        tags=set(_TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes={"a": {"href"}},
        attribute_filter=_address,
        url_schemes={"http", "https"},
        url_relative=("rewrite_with_base", here.url) if here else "deny",
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        strip_comments=True,
    )
    return _TITLE.sub(r"<\1h2>", cleaned)  # the page has its one title already


def _address(tag: str, attribute: str, value: str) -> str | None:
    """An address without what follows its reader; None for one of no page."""
    if not re.match(r"[a-z][a-z0-9+.-]*:", value.strip(), re.IGNORECASE) and not value.startswith("//"):
        return value  # relative: the cleaner sets it against the base, or drops it
    link = links.clean(f"https:{value}" if value.startswith("//") else value)
    return link.url if link else None
