"""What is read of an HTML mail or a page, where nothing else in the tree says so."""

import pytest

from afterword.candidacy.html import to_text


@pytest.mark.parametrize("odd", ["<![foo[ x ]]>", "<![ x ]]>", "<![if !mso]>", "<![CDATA[ x ]]>", "<!>", "<![x"])
def test_a_declaration_that_html_does_not_know_stops_nothing(odd: str) -> None:
    text = to_text(f"<p>We will be in touch.</p>{odd}<p>By Friday.</p>")
    assert text.startswith("We will be in touch.")
    assert text.endswith("By Friday.")
