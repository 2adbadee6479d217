"""A Word document: what Teams and Google Meet export, or any form of text that is read on its own."""

from collections.abc import Sequence
from dataclasses import replace

from coder.readers.containers.archive import list_members
from coder.readers.containers.binary import DOCX, name_binary
from coder.readers.containers.word_document import Paragraph, list_paragraphs
from coder.readers.content import Content
from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.tables.rows import Header, Row, choose_header
from coder.readers.tables.utterance_rows import add_rows
from coder.readers.text.document_speech import add_paragraphs
from coder.transcript import Transcript


def likelihood(data: bytes, source: str) -> float:
    """High for an archive with the parts of a document, less for a broken one."""
    if any(name.startswith("word/") for name in list_members(data)):
        return 0.9
    return 0.4 if name_binary(data) == DOCX else 0.0


def read(data: bytes, source: str) -> Transcript:
    """The conversation in a document.

    Raises:
        TranscriptError: damaged, made to exhaust a machine, or without speech.
    """
    paragraphs = list_paragraphs(data, source)
    draft = Draft(source, FORMAT.name, place="paragraph")
    if add_paragraphs(draft, ["" if paragraph.cell else paragraph.text for paragraph in paragraphs]):
        for number, paragraph in enumerate(paragraphs, 1):
            if paragraph.cell and paragraph.text.strip():
                draft.leave_out(number, "in a table beside the transcript")
        return draft.finish()
    rows = _list_rows(paragraphs)
    header = choose_header(rows)
    if header and header.columns.n_vital == 2:
        return _read_rows(rows, header, paragraphs, source)
    text = "\n\n".join(paragraph.text.strip() for paragraph in paragraphs)
    return _read_text(text, source) if text.strip() else draft.finish()


def _list_rows(paragraphs: Sequence[Paragraph]) -> list[Row]:
    cells: dict[int, dict[int, str]] = {}
    for paragraph in paragraphs:
        if paragraph.cell:
            row = cells.setdefault(paragraph.cell[0], {})
            row[paragraph.cell[1]] = f"{row.get(paragraph.cell[1], '')} {paragraph.text}".strip()
    return [Row(number, tuple(row.values())) for number, row in cells.items()]


def _read_rows(rows: Sequence[Row], header: Header, paragraphs: Sequence[Paragraph], source: str) -> Transcript:
    draft = Draft(source, FORMAT.name, place="row")
    if n_outside := sum(1 for paragraph in paragraphs if not paragraph.cell and paragraph.text.strip()):
        draft.leave_out(1, f"{n_outside} paragraphs outside the table with the transcript")
    add_rows(draft, rows, header)
    return draft.finish()


def _read_text(text: str, source: str) -> Transcript:
    from coder.readers.detection import detect_format  # which lists this format too

    content = Content(b"", text, source)
    form = detect_format(content, source)
    return replace(form.read(content.shaped(form.shape), source), format=FORMAT.name)


FORMAT = Format(
    "docx",
    "a Word document of Teams, of Google Meet or with any text that is read (.docx)",
    (".docx",),
    likelihood,
    read,
    shape="bytes",
)
