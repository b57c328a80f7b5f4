import io
import zipfile

import docx
import pytest

from afterword.errors import BadInput, TooLarge
from afterword.outside import word


def document(*paragraphs: str, table: tuple[str, ...] = ()) -> bytes:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    if table:
        row = made.add_table(rows=1, cols=len(table)).rows[0]
        for cell, text in zip(row.cells, table, strict=True):
            cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_paragraphs_and_tables_are_lines_in_order() -> None:
    assert word.text(document("Ruth  0:05", "Hello.", "", table=("Amara", "Hi.")), "x.docx") == (
        "Ruth  0:05\nHello.\n\nAmara\nHi."
    )


def test_a_line_break_inside_a_paragraph_is_a_line() -> None:
    assert word.text(document("Ruth\nHello."), "x.docx") == "Ruth\nHello."


@pytest.mark.parametrize("cut", [0, 10, 400, 3000])
def test_a_damaged_document_is_refused_in_one_line(cut: int) -> None:
    with pytest.raises(BadInput) as error:
        word.text(document("Hello.")[:cut], "x.docx")
    assert error.value.code == "notes.not_a_document"


def test_another_archive_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(BadInput):
        word.text(out.getvalue(), "x.docx")


def test_an_archive_that_would_fill_the_memory_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (word.MAX_UNPACKED + 1))
    with pytest.raises(TooLarge):
        word.text(out.getvalue(), "x.docx")
