"""What a page says, for tests."""

import html

from django.http import HttpResponse


def text_of(answer: object) -> str:
    """The page as text, its marks for special letters resolved."""
    assert isinstance(answer, HttpResponse)
    return html.unescape(answer.content.decode())
