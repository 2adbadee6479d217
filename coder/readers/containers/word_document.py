"""The paragraphs of a Word document, from the one part of it that holds them.

python-docx passes over text in content controls, tracked insertions and nested tables, and needs parts
that exports leave out; the tests compare with it where it holds.
"""

from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from coder.errors import TranscriptError
from coder.readers.containers.archive import open_archive, read_member, refuse_damage
from coder.readers.containers.binary import DOCX

_MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"
_MAX_DEPTH = 200
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
# A second copy of text boxes for old programs, and what was moved elsewhere.
_DOUBLES = frozenset(("Fallback", "moveFrom"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break in it is a newline.

    Attributes:
        cell: where it stands in a table: numbers of the row and the cell in the document; ``None`` outside.
    """

    text: str
    cell: tuple[int, int] | None = None


def list_paragraphs(data: bytes, source: str) -> list[Paragraph]:
    """All paragraphs in order, those of tables and text boxes included.

    Raises:
        TranscriptError: damaged, locked, or made to exhaust a machine.
    """
    from defusedxml.common import DefusedXmlException

    try:
        return _Paragraphs(source).collect(_read_main(data, source))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise refuse_damage(source, DOCX) from error


def _read_main(data: bytes, source: str) -> bytes:
    from defusedxml.ElementTree import fromstring

    with open_archive(data, source, DOCX) as archive:
        names = set(archive.namelist())
        if _MAIN in names or _RELATIONS not in names:
            return read_member(archive, _MAIN, source, DOCX)
        relations = fromstring(read_member(archive, _RELATIONS, source, DOCX), forbid_dtd=True)
        targets = [one.get("Target", "") for one in relations if one.get("Type", "").endswith("/officeDocument")]
        return read_member(archive, targets[0].lstrip("/") if targets else _MAIN, source, DOCX)


class _Paragraphs:
    """Follows the tags of the document, so that no tree of it is kept."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._done: list[Paragraph] = []
        self._open: list[list[str]] = []
        self._path: list[str] = []
        self._n_rows = self._n_cells = self._n_tables_open = 0

    def collect(self, xml: bytes) -> list[Paragraph]:
        from defusedxml.ElementTree import iterparse

        for event, element in iterparse(BytesIO(xml), events=("start", "end"), forbid_dtd=True):
            name = element.tag.rpartition("}")[2]
            if event == "start":
                self._start(name)
            else:
                self._end(name, element)
                element.clear()
        return self._done

    def _start(self, name: str) -> None:
        self._path.append(name)
        if len(self._path) > _MAX_DEPTH:
            raise TranscriptError(
                self._source,
                expected=f"a Word document nested at most {_MAX_DEPTH} deep",
                found="deeper nesting",
                next_step="Open the file in Word and save it again.",
            )
        if name == "p":
            self._open.append([])
        self._n_tables_open += name == "tbl"
        # A table in a cell of another is part of that cell.
        self._n_rows += name == "tr" and self._n_tables_open == 1
        self._n_cells += name == "tc" and self._n_tables_open == 1

    def _end(self, name: str, element: Element) -> None:
        self._path.pop()
        self._n_tables_open -= name == "tbl"
        if name == "p" and self._open:
            cell = (self._n_rows, self._n_cells) if self._n_tables_open else None
            self._done.append(Paragraph("".join(self._open.pop()), cell))
        elif self._open and self._path[-1:] == ["r"] and _DOUBLES.isdisjoint(self._path):
            self._open[-1].append((element.text or "") if name == "t" else _SIGNS.get(name, ""))
