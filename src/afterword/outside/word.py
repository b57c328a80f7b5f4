"""Word documents: .docx bytes become text."""

import io
import zipfile

from afterword.errors import BadInput, TooLarge

MAX_UNPACKED = 50_000_000


def text(data: bytes, name: str) -> str:
    """The paragraphs of a .docx and of its tables, one a line, in the order of the document.

    name: what the input is called in messages.
    Raises BadInput for what is no Word document, TooLarge where it unpacks to more than 50 MB.
    """
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    _guard(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Paragraph):
                lines += block.text.splitlines() or [""]
            elif isinstance(block, Table):
                lines += [cell.text for row in block.rows for cell in row.cells]
    except Exception as error:  # python-docx and lxml raise of many kinds on damaged files
        raise BadInput("notes.not_a_document", where=name) from error
    return "\n".join(lines)


def _guard(data: bytes, name: str) -> None:
    """Refuse what is no archive, and an archive that would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise BadInput("notes.not_a_document", where=name) from error
    if size > MAX_UNPACKED:
        raise TooLarge("notes.too_large", where=name, limit=MAX_UNPACKED)
