"""Letters as PDF: data in, one page out, and nothing else reached."""

import dataclasses
import datetime as dt
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from afterword import api
from afterword.candidacy.contact import Address
from afterword.errors import AfterwordError, BadInput, NotSupported
from afterword.letter import paper
from afterword.letter.compose import compose
from afterword.letter.letter import Letter
from afterword.outside import typst
from cast import AMARA, FERNHILL, RUTH
from letter.briefs import BRIEF, EXAMPLES, ROOT, changed, read

ON = dt.date(2026, 11, 18)
BRIEFS = [ROOT / "examples/case-1/brief.json", *EXAMPLES, *sorted((ROOT / "examples/briefs").glob("*/*.json"))]


def printed(body: str, **fields: Any) -> PdfReader:
    return opened(api.letter_as_pdf(Letter("Thank you", body), changed(**fields), ON))


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_letter_of_the_gallery_fits_one_page_with_all_its_words(path: Path) -> None:
    brief = read(path)
    letter = compose(brief)
    pdf = opened(api.letter_as_pdf(letter, brief, ON))
    assert len(pdf.pages) == 1
    text = words(pdf).replace(" ", "")
    lines = [line for line in letter.body.splitlines() if line]
    assert [line for line in lines if "".join(line.split()).replace("\u202f", "") not in text] == []


def test_the_file_says_what_it_is() -> None:
    pdf = printed("Dear Ruth,\n\nThank you.")
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == ("Thank you", AMARA)
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en-US"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    fonts: Any = pdf.pages[0]["/Resources"]
    for font in fonts["/Font"].values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        assert {"/FontFile3", "/FontFile2"} & set(below["/FontDescriptor"])
        assert "Libertinus" in below["/BaseFont"]


def test_the_same_letter_is_the_same_file() -> None:
    first, second = (api.letter_as_pdf(compose(BRIEF), BRIEF, ON) for _ in range(2))
    assert first == second
    assert first != api.letter_as_pdf(compose(BRIEF), BRIEF, ON + dt.timedelta(days=1))


@pytest.mark.parametrize(("size", "points"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_the_paper_can_be_chosen(size: paper.Paper, points: tuple[int, int]) -> None:
    box = opened(api.letter_as_pdf(compose(BRIEF), BRIEF, ON, paper=size)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == points


@pytest.mark.parametrize(("cover", "size"), [("dl", (220, 110)), ("c6", (162, 114)), ("no10", (241, 105))])
def test_an_envelope_has_both_addresses(cover: paper.Cover, size: tuple[int, int]) -> None:
    reader = dataclasses.replace(BRIEF.recipient, address=Address("12 Mill Street, Seattle, WA 98101", city="Seattle"))
    pdf = opened(api.envelope_as_pdf(changed(recipient=reader), ON, cover=cover))
    box = pdf.pages[0].mediabox
    assert (round(box.width * 127 / 360), round(box.height * 127 / 360)) == size
    assert len(pdf.pages) == 1
    assert words(pdf).startswith(AMARA)
    assert words(pdf).endswith(f"{RUTH} Director of IT Operations {FERNHILL} 12 Mill Street Seattle, WA 98101")


def test_the_longest_address_stays_on_the_paper() -> None:
    most = "Minh Khai " * 20
    address = Address(street=most, city=most, region=most, postcode=most)
    brief = changed(recipient=dataclasses.replace(BRIEF.recipient, name=most, role=most, company=most, address=address))
    for pdf in (api.envelope_as_pdf(brief, ON), api.letter_as_pdf(Letter("Thank you", "Hello"), brief, ON)):
        (page,) = opened(pdf).pages
        assert min(heights(page)) > 20


def heights(page: PageObject) -> list[float]:
    """How far each text stands above the lower edge, in points."""
    found: list[float] = []

    def seen(text: str, page: list[float], line: list[float], *_: object) -> None:
        if text.strip():
            found.append(line[4] * page[1] + line[5] * page[3] + page[5])

    page.extract_text(visitor_text=seen)
    return found


@pytest.mark.parametrize(
    "text",
    [
        '#import "@preview/cetz:0.3.0"', '#read("/etc/passwd")', "#sys.inputs", "$x^2$ \\ `raw` @key <label> *a* _b_",
        "= No heading", "// no comment", "/* none */", "#panic()", '"]}; drop', "{{name}} ${name} %s", "https://#eval(1)",
    ],
)  # fmt: skip
def test_words_are_never_read_as_markup(text: str) -> None:
    squeezed = text.replace(" ", "")
    assert squeezed in words(printed(f"Dear Ruth,\n\n{text}\n\nSincerely,\n{AMARA}")).replace(" ", "")
    named = changed(recipient=dataclasses.replace(BRIEF.recipient, name=text, role=text))
    assert squeezed in words(opened(api.envelope_as_pdf(named, ON))).replace(" ", "")


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Minh Khai", "Łukasz Đorđević", "Ærøskøbing Þór", "Ελένη", "Юлия", "O’Neil-Ñuñez"]
)
def test_names_of_the_world_are_printed(name: str) -> None:
    assert name in words(
        printed(f"Dear {name},\n\nThank you.", recipient=dataclasses.replace(BRIEF.recipient, name=name))
    )


def outcome(body: str) -> str:
    """The words of the file, or why there is none."""
    try:
        return words(printed(body))
    except BadInput as error:
        return error.code


def test_signs_without_a_font_are_named() -> None:
    with pytest.raises(BadInput, match=r"no_font .*FFFE"):
        printed("Dear Ruth \ufffe,")
    assert outcome("田中博") in {"田中博", "outside.typst.no_font"}  # as far as this machine has a font


def test_what_cannot_be_set_is_said_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "SECONDS", 3)
    assert outcome("e" + "\u0301" * 60_000) in {"outside.typst.failed", "outside.typst.too_long"}


@pytest.mark.parametrize(
    "body",
    ["word " * 10_000, "x" * 20_000, "https://x.example.org/" + "a-b/" * 500, "line\n" * 500, "\n\n".join("ab" * 200)],
)
def test_long_letters_run_on(body: str) -> None:
    pdf = printed(f"Dear Ruth,\n\n{body}")
    assert words(pdf).replace(" ", "").count(body[0]) >= body.count(body[0])
    if len(pdf.pages) > 1:
        assert f"{AMARA} · 2" in pdf.pages[1].extract_text()


def test_links_lead_to_the_web_and_nowhere_else() -> None:
    link = "https://press.example.org/" + "a-very-long-path/" * 12 + "end"
    pdf = printed(f"Dear Ruth,\n\nHere: {link}.\njavascript:alert(1) file:///etc/passwd\n(http://x.example.org/a_(b))")
    leads = {str(note.get_object()["/A"]["/URI"]) for page in pdf.pages for note in page.get("/Annots", ())}
    assert leads == {link, "http://x.example.org/a_(b)"}


def test_without_typst_the_mend_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = subprocess.run

    def without(command: list[str], **options: Any) -> Any:
        return real([*command[:2], "-c", f"import sys; sys.modules['typst'] = None; {command[-1]}"], **options)

    monkeypatch.setattr(subprocess, "run", without)
    with pytest.raises(NotSupported, match="not_installed"):
        printed("Hello")


def test_it_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "SECONDS", 0.001)
    with pytest.raises(BadInput, match="too_long"):
        printed("Hello")


def test_this_process_never_loads_typst() -> None:
    loads = "import sys; from afterword.outside import typst; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0


def test_every_refusal_has_its_words() -> None:
    with pytest.raises(AfterwordError) as caught:
        printed("")
    assert caught.value.code == "letter.paper.empty"
