"""The reading mode shows an article and nothing that does something."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]

from afterword.outside.clean import LONGEST, article

HOSTILE = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example.org/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://x.example.org/pixel.gif">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<style>@import url(//x.example.org/a.css); *{background:url(//x.example.org/b)}</style>",
    '<p style="background:url(https://x.example.org/b);position:fixed">x</p>',
    '<link rel="stylesheet" href="https://x.example.org/a.css">',
    '<meta http-equiv="refresh" content="0;url=https://x.example.org">',
    '<base href="https://x.example.org/">',
    '<iframe src="https://x.example.org"></iframe>',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    '<object data="https://x.example.org/a.swf"></object><embed src="//x.example.org">',
    '<form action="/settings/copy" method="post"><input name="do" value="erase"><button>Continue</button></form>',
    '<button formaction="javascript:alert(1)">x</button>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" &#106;avascript&#58;alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="blob:https://x.example.org/1">x</a><a href="about:blank">y</a>',
    '<a href="https://example.org/" onclick="alert(1)" target="_self" ping="//x.example.org">x</a>',
    '<p id="main" class="is-primary" name="csrfmiddlewaretoken" hx-post="/undo" hx-trigger="load" data-keep="x">x</p>',
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video autoplay><source src=//x.example.org/a onerror=alert(1)></video><audio src=//x.example.org/a>",
    "<template><script>alert(1)</script></template><textarea></textarea><script>alert(1)</script>",
    "<p>x</p></article></details></main><h1>Sign in</h1><dialog open>Your password</dialog>",
    "<!--[if IE]><script>alert(1)</script><![endif]--><?php echo 1 ?><![CDATA[<script>alert(1)</script>]]>",
    '<body onload=alert(1) background="//x.example.org/a"><marquee onstart=alert(1)>x</marquee>',
    '<portal src="//x.example.org"></portal><x-frame onclick=alert(1)>x</x-frame>',
)
HARMLESS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "li", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "u", "ul",
}  # fmt: skip


def harmless(markup: str) -> bool:
    """Whether a browser would find in it only what reads; told by another parser than the one that cleaned."""
    for node in html.fragment_fromstring(markup, create_parent="div").iter():
        if node.tag == "div" and node.getparent() is None:
            continue
        if node.tag not in HARMLESS:
            return False
        allowed = {"href", "rel", "target"} if node.tag == "a" else set()
        if set(node.attrib) - allowed:
            return False
        if not re.match(r"https?://", node.get("href", "https://")):
            return False
        if "href" in node.attrib and (node.get("rel"), node.get("target")) != ("noopener noreferrer", "_blank"):
            return False
    return True


@pytest.mark.parametrize("snippet", HOSTILE)
def test_a_hostile_snippet_does_nothing(snippet: str) -> None:
    for markup in (
        snippet,
        f"<p>Before {snippet} after</p>",
        f"<ul><li>{snippet}",
        f"<a href='https://a.org'>{snippet}",
    ):
        found = article(markup, "https://example.org/a/b")
        assert harmless(found), found
        assert article(found) == found, "what is clean stays as it is"


@given(
    st.text(st.sampled_from("<>/\"'=&;:! abhpsx-\n\0"), max_size=120) | st.lists(st.sampled_from(HOSTILE)).map("".join)
)
def test_no_markup_at_all_gets_through(markup: str) -> None:
    assert harmless(article(markup, "https://example.org/"))


def test_what_reading_needs_stays() -> None:
    markup = (
        "<h1>Badges</h1><p>An <em>odd</em> and <strong>dear</strong> thing.</p><h2>Why</h2>"
        "<ul><li>one</li><li>two</li></ul><ol><li>first</li></ol><blockquote>We lose one a day.</blockquote>"
    )
    assert article(markup) == markup.replace("h1>", "h2>")


@pytest.mark.parametrize(("given_", "found"), [
    ("https://example.org/x?utm_source=mail&a=1", "https://example.org/x?a=1"),
    ("/x", "https://journal.example.org/x"),
    ("../y?z=1#part", "https://journal.example.org/y?z=1#part"),
    ("//other.example.org/x", "https://other.example.org/x"),
])  # fmt: skip
def test_links_lead_on_safely(given_: str, found: str) -> None:
    link = html.fragment_fromstring(article(f'<a href="{given_}">x</a>', "https://journal.example.org/a/b"))
    assert dict(link.attrib) == {"href": found, "rel": "noopener noreferrer", "target": "_blank"}


def test_without_an_address_of_its_own_a_relative_link_is_words() -> None:
    assert "href" not in article('<a href="/x">x</a>')
    assert "href" not in article('<a href="/x">x</a>', "javascript:alert(1)")


def test_it_has_an_end() -> None:
    assert len(article("<p>" + "word " * LONGEST)) <= LONGEST + 10
    assert harmless(article("<b>" * 50_000 + "x"))
