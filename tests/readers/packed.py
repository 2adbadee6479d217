"""Small Word documents and workbooks, made for the tests."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pack(parts: dict[str, str | bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def make_docx(*paragraphs: str) -> bytes:
    """A document as python-docx writes it, line breaks for ``\\n``."""
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def make_bare_docx(body: str, *, name: str = "word/document.xml") -> bytes:
    """A document of its main part alone, ``body`` being XML with the prefix ``w``."""
    return pack({name: f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'})


def make_xlsx(**sheets: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def rows_of(transcript) -> list[tuple]:
    return [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units]


def reasons_of(transcript) -> list[str]:
    return [note.reason for note in transcript.skipped]
