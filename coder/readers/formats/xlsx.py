"""An Excel workbook, one row an utterance: the sheet whose columns name a speaker and a text is read."""

from coder.readers.containers.archive import list_members
from coder.readers.containers.binary import XLSX, name_binary
from coder.readers.containers.workbook import list_sheets
from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.tables.rows import choose_header
from coder.readers.tables.utterance_rows import add_rows, require_columns
from coder.readers.text.cleaning import clean_name
from coder.transcript import Transcript


def likelihood(data: bytes, source: str) -> float:
    """High for an archive with the parts of a workbook, less for a broken one."""
    if any(name.startswith("xl/") for name in list_members(data)):
        return 0.9
    return 0.4 if name_binary(data) == XLSX else 0.0


def read(data: bytes, source: str) -> Transcript:
    """The conversation in the sheet that fits best, the first of several that fit alike.

    Raises:
        TranscriptError: damaged, made to exhaust a machine, no sheet with the columns, or several calls.
    """
    headed = [(sheet, choose_header(sheet.rows)) for sheet in list_sheets(data, source) if sheet.rows]
    best, header = max(headed, key=lambda pair: pair[1].fitness if pair[1] else (0, 0), default=(None, None))
    header = require_columns(source, header)
    draft = Draft(source, FORMAT.name, place="row")
    for sheet, _ in headed:
        if sheet is not best:
            draft.leave_out(1, f'sheet "{clean_name(sheet.name)[:40]}" with {len(sheet.rows):,} rows: not read')
    add_rows(draft, best.rows, header)
    return draft.finish()


FORMAT = Format(
    "xlsx",
    "an Excel workbook with speaker and text columns (.xlsx)",
    (".xlsx", ".xlsm"),
    likelihood,
    read,
    shape="bytes",
)
