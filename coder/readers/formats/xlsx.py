"""An Excel workbook, one row an utterance: the sheet whose columns name a speaker and a text is read."""

from dataclasses import dataclass

from coder.readers.calls import choose_call
from coder.readers.containers.archive import list_members
from coder.readers.containers.binary import XLSX, name_binary
from coder.readers.containers.workbook import Sheet, list_sheets
from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.tables.cell_texts import find_texts, is_transcript, read_text_of
from coder.readers.tables.content_columns import guess_header, unpivot
from coder.readers.tables.rows import Header, Row, choose_header
from coder.readers.tables.utterance_rows import add_rows, require_columns
from coder.readers.text.cleaning import clean_name
from coder.transcript import Transcript


def likelihood(data: bytes, source: str) -> float:
    """High for an archive with the parts of a workbook, less for a broken one."""
    if any(name.startswith("xl/") for name in list_members(data)):
        return 0.9
    return 0.4 if name_binary(data) == XLSX else 0.0


def read(data: bytes, source: str, call: str | None = None) -> Transcript:
    """The conversation in the sheet that fits best; sheets of one make are a call each.

    Raises:
        SeveralCallsError: several calls, in rows or in sheets.
        TranscriptError: damaged, made to exhaust a machine, or no sheet with the columns.
    """
    headed = [_head(sheet) for sheet in list_sheets(data, source) if sheet.rows]
    headed.sort(key=lambda one: one.fitness, reverse=True)  # the first stays the first of several that fit alike
    best = headed[0] if headed else None
    if best is None or best.fitness[0] < 2:
        if headed and (texts := _find_texts(headed)):
            return read_text_of(texts, source, call, FORMAT.name)
        require_columns(source, best.header if best else None)
    name = None
    alike = [one for one in headed if one.makes_calls_with(best)]
    if len(alike) > 1:
        chosen = choose_call(source, [one.name for one in alike], call, named_by="sheet")
        best, call, name = next(one for one in alike if one.name == chosen), None, chosen
    draft = Draft(source, FORMAT.name, place="row", call=name)
    if best.is_guessed:
        draft.leave_out(1, "no header that names the columns: they are known by what they hold")
    for one in headed:
        if one is not best:
            draft.leave_out(1, f'sheet "{one.name}" with {len(one.sheet.rows):,} rows: not read')
    add_rows(draft, best.rows, best.header, call=call)
    return draft.finish()


@dataclass(frozen=True)
class _Headed:
    """A sheet with its header, if one is found, and the rows that this is for."""

    sheet: Sheet
    header: Header | None
    rows: list[Row]
    is_guessed: bool = False

    @property
    def name(self) -> str:
        return clean_name(self.sheet.name)[:40]

    @property
    def fitness(self) -> tuple[int, bool, int]:
        """What to choose the sheet by: vital columns found, and named by a header, then any."""
        vital, found = self.header.fitness if self.header else (0, 0)
        return vital, not self.is_guessed, found

    def makes_calls_with(self, other: "_Headed") -> bool:
        """Whether the sheets are of one make, as where a workbook has a call in each."""
        if not self.header or self.is_guessed or other.is_guessed or self.header.columns.n_vital < 2:
            return False
        return self.header.row.cells == other.header.row.cells


def _head(sheet: Sheet) -> _Headed:
    if (header := choose_header(sheet.rows)) and header.columns.n_vital == 2:
        return _Headed(sheet, header, sheet.rows)
    width = max(len(row.cells) for row in sheet.rows)
    rows = [Row(row.line, row.cells + ("",) * (width - len(row.cells))) for row in sheet.rows]
    if guessed := guess_header(rows):
        return _Headed(sheet, guessed, rows, is_guessed=True)
    if found := unpivot(rows):
        return _Headed(sheet, *found, is_guessed=True)
    return _Headed(sheet, header, sheet.rows)


def _find_texts(headed: list[_Headed]) -> list[tuple[str, str]]:
    """The transcripts in cells of a sheet, or those that rows of lines make."""
    for one in headed:
        if texts := find_texts(one.sheet.rows):
            return texts
    lines = {one.name: "\n".join("\t".join(filter(None, row.cells)) for row in one.sheet.rows) for one in headed}
    return [(name, text) for name, text in lines.items() if is_transcript(text)]


FORMAT = Format(
    "xlsx",
    "an Excel workbook with speaker and text columns (.xlsx)",
    (".xlsx", ".xlsm"),
    likelihood,
    read,
    shape="bytes",
    takes_call=True,
)
