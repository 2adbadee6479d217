"""A web page whose elements are classed as speaker, time and text, as meeting assistants save their transcripts."""

import re
from collections import Counter
from dataclasses import dataclass, field

from coder.readers.containers.html_text import BLOCKS, UNSHOWN, MildParser
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.cleaning import clean_text
from coder.readers.text.time_marks import parse_mark
from coder.transcript import UNKNOWN_SPEAKER, Transcript

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_WHO = frozenset(("speaker", "participant", "attendee", "author"))
_SAID = frozenset(("text", "utterance", "sentence", "speech", "caption", "content"))
_WHEN = frozenset(("time", "timestamp", "timecode", "start"))
_STARTS = ("data-start", "data-start-time", "data-time", "data-timestamp", "data-begin")
_ENDS = ("data-end", "data-end-time")
_QUICK = re.compile(r"class\s*=\s*[\"'][^\"']*(?:speaker|participant|attendee|author)", re.IGNORECASE)


@dataclass(slots=True)
class _Element:
    tag: str
    kind: str
    start_ms: int | None
    end_ms: int | None
    said: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    line: int
    speaker: str
    text: str
    start_ms: int | None
    end_ms: int | None


def likelihood(text: str, source: str) -> float:
    """High where texts stand below speakers, by the classes of their elements."""
    if not text.lstrip().startswith("<") or not _QUICK.search(text[: 2 * HEAD_CHARACTERS]):
        return 0.0
    items = _list_items(text[: 2 * HEAD_CHARACTERS])
    named = [item for item in items if item.speaker != UNKNOWN_SPEAKER]
    return 0.9 if len(named) >= 2 and 2 * len(named) > len(items) else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation, a unit for each text; what stands in no such element is left out."""
    draft = Draft(source, FORMAT.name)
    draft.leave_out(1, "text outside the elements that hold the transcript")
    for item in _list_items(text):
        draft.add(item.line, item.speaker, item.text, start_ms=item.start_ms, end_ms=item.end_ms)
    return draft.finish()


def _list_items(markup: str) -> list[_Item]:
    parser = _Items()
    parser.parse(markup)
    return parser.items


class _Items(MildParser):
    """Collects what elements say, each text with the speaker and the time that stand last above it."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[_Item] = []
        self._open: list[_Element] = []
        self._tags: Counter[str] = Counter()
        # Those of the open elements that say something, and that have a time, so that no search is long.
        self._kinds: list[_Element] = []
        self._timed: list[_Element] = []
        self._speaker = UNKNOWN_SPEAKER
        self._start_ms: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._say(" ")
        if tag in _VOID:
            return
        values = {key: value or "" for key, value in attrs}
        start, end = (next((values[key] for key in keys if key in values), "") for keys in (_STARTS, _ENDS))
        kind = "unshown" if tag in UNSHOWN else _kind_of(values.get("class", ""))
        element = _Element(tag, kind, parse_mark(start), parse_mark(end))
        self._open.append(element)
        self._tags[tag] += 1
        if kind:
            self._kinds.append(element)
        if element.start_ms is not None:
            self._timed.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content says nothing."""

    def handle_endtag(self, tag: str) -> None:
        if not self._tags[tag]:
            return
        while True:
            element = self._open.pop()
            self._tags[element.tag] -= 1
            if element.kind:
                self._finish(self._kinds.pop())
            if element.start_ms is not None:
                self._timed.pop()
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, data: str) -> None:
        if self._kinds and self._kinds[-1].kind != "unshown":
            self._kinds[-1].said.append(data)

    def _finish(self, element: _Element) -> None:
        text = clean_text("".join(element.said))
        if not text:
            return
        if element.kind == "who":
            self._speaker = text.rstrip(" :")
        elif element.kind == "when":
            self._start_ms = parse_mark(text.strip("[]() "))
        elif element.kind == "said":
            timed = self._timed[-1] if self._timed else None
            start_ms, end_ms = (timed.start_ms, timed.end_ms) if timed else (self._start_ms, None)
            self.items.append(_Item(self.getpos()[0], self._speaker, text, start_ms, end_ms))
            self._start_ms = None


def _kind_of(classes: str) -> str:
    """``who``, ``when`` or ``said``, by the words of an element's classes; "" for neither."""
    for name in classes.split():
        words = [word.lower() for word in _WORD.findall(name)]
        if words and words[-1] in _WHEN:
            return "when"
        if words and (words[-1] in _WHO or (_WHO & set(words) and words[-1] in ("name", "label"))):
            return "who"
        if words and words[-1] in _SAID:
            return "said"
    return ""


FORMAT = Format(
    "html_items",
    "a web page that marks speakers and texts, as assistants save it (.html)",
    (".html", ".htm"),
    likelihood,
    read,
)
