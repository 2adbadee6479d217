"""Tables, workbooks and Word documents."""

import csv
import html
import io

from tests.readers.composing.composer import Composer, Units, text_form, whole_clock
from tests.readers.packed import WORD, make_xlsx, pack

_HEADER = ["start_ms", "end_ms", "speaker", "text"]
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def table(units: Units, delimiter: str = ",") -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(_HEADER)
    writer.writerows([unit.start_ms, unit.end_ms, unit.speaker, unit.text] for unit in units)
    return file.getvalue()


def text_in_table(units: Units) -> str:
    """A call a row, its transcript in a cell."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["call", "transcript", "score"])
    writer.writerow(["c1", "\n".join(f"{unit.speaker}: {unit.text}" for unit in units), 3])
    return file.getvalue()


def xlsx(units: Units) -> bytes:
    rows: list[list[object]] = [[unit.start_ms, unit.end_ms, unit.speaker, unit.text] for unit in units]
    return make_xlsx(Call=[_HEADER, *rows])


def docx(units: Units) -> bytes:
    """Teams' newer form: a name and a time, and below it what was said, in one paragraph."""
    return _document(
        "".join(
            f"<w:p><w:r><w:t>{html.escape(unit.speaker)}   {whole_clock(unit.start_ms)}</w:t><w:br/>"
            f'<w:t xml:space="preserve">{html.escape(unit.text)}</w:t></w:r></w:p>'
            for unit in units
        )
    )


def _document(paragraphs: str) -> bytes:
    """The least that Word and other programs open."""
    return pack(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
            f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>',
        }
    )


def docx_names(units: Units) -> bytes:
    return _document(
        "".join(f"<w:p><w:r><w:t>{html.escape(f'{unit.speaker}: {unit.text}')}</w:t></w:r></w:p>" for unit in units)
    )


COMPOSERS = (
    Composer("table", ".csv", text_form(table)),
    Composer("table/tabs", ".tsv", text_form(lambda units: table(units, "\t"))),
    Composer("text_in_table", ".csv", text_form(text_in_table), starts=0, ends=0, words=True),
    Composer("xlsx", ".xlsx", xlsx),
    Composer("docx", ".docx", docx, starts=1000, ends=0, words=True),
    Composer("docx/names", ".docx", docx_names, starts=0, ends=0),
)
