"""noScribe's HTML: each stretch of speech is an anchor named ``ts_start_end_speaker``, in milliseconds."""

import re
from dataclasses import dataclass, field

from coder.readers.captions.overlaps import MARK
from coder.readers.containers.html_text import MildParser
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.cleaning import clean_text
from coder.transcript import Transcript

_NAME = re.compile(r"ts_(\d{1,12})_(\d{1,12})_(.{0,100})")
_ANCHOR = re.compile(r"<a\s+name=[\"']ts_\d+_\d+_")
_HEAD = re.compile(r"\s*(?://)?\s?(?P<name>[^:\n]{1,100}):\s*(?:\[[\d:.]+\])?\s*")


@dataclass(slots=True)
class _Stretch:
    line: int
    start_ms: int
    end_ms: int
    speaker: str
    said: list[str] = field(default_factory=list)


def likelihood(text: str, source: str) -> float:
    """Sure with such an anchor."""
    return 0.95 if _ANCHOR.search(text[: 2 * HEAD_CHARACTERS]) else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation, a unit for each anchor; overlapping speech goes to who says it."""
    draft = Draft(source, FORMAT.name)
    parser = _Anchors()
    parser.parse(text)
    for line in sorted(parser.lines_outside):
        draft.leave_out(line, "text outside the anchors: title or settings")
    for stretch in parser.stretches:
        said = _strip_head("".join(stretch.said), stretch.speaker)
        draft.add(stretch.line, stretch.speaker, said, start_ms=stretch.start_ms, end_ms=stretch.end_ms)
    return draft.finish()


class _Anchors(MildParser):
    """Collects what stands in anchors, and on which lines other text of the body stands."""

    def __init__(self) -> None:
        super().__init__()
        self.stretches: list[_Stretch] = []
        self.lines_outside: set[int] = set()
        self._in_body = self._in_anchor = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_body = self._in_body or tag == "body"
        match = _NAME.fullmatch(dict(attrs).get("name") or "") if tag == "a" else None
        if match:
            start_ms, end_ms, speaker = match.groups()
            self.stretches.append(_Stretch(self.getpos()[0], int(start_ms), int(end_ms), speaker.removeprefix(MARK)))
            self._in_anchor = True

    def handle_endtag(self, tag: str) -> None:
        self._in_anchor = self._in_anchor and tag not in ("a", "p")

    def handle_data(self, data: str) -> None:
        if self._in_anchor:
            self.stretches[-1].said.append(data)
        elif self._in_body and data.strip():
            self.lines_outside.add(self.getpos()[0])


def _strip_head(said: str, speaker: str) -> str:
    """The words without the speaker's name, the time and the marks of overlapping speech around them."""
    match = _HEAD.match(said)
    if match and clean_text(match["name"]) == speaker:
        said = said[match.end() :]
    return said.strip().removeprefix(MARK).removesuffix(MARK)


FORMAT = Format("noscribe_html", "noScribe's HTML (.html)", (".html", ".htm"), likelihood, read)
