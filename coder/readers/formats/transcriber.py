"""Transcriber's files (TRS): turns of one or several speakers, with marks of time among the text."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.times import parse_time
from coder.transcript import Transcript

_ROOT = "Trans"
_MOST_DIGITS = 3


@dataclass(slots=True)
class _Piece:
    """What one speaker says from a mark of time on."""

    speaker: str
    start_ms: int | None
    text: str = ""


def likelihood(root: Element, source: str) -> float:
    """High for its root element with turns."""
    return 0.95 if getattr(root, "tag", None) == _ROOT and root.find(".//Turn") is not None else 0.0


def read(root: Element, source: str) -> Transcript:
    """The conversation, a stretch between two marks of time a unit; sounds and comments are left out."""
    draft = Draft(source, FORMAT.name, place="turn")
    names = {one.get("id", ""): one.get("name") or one.get("id", "") for one in root.iter("Speaker")}
    for number, turn in enumerate(root.iter("Turn"), 1):
        speakers = [names.get(one, one) for one in (turn.get("speaker") or "").split()]
        pieces = list(_split(turn, speakers or [""]))
        turn_end_ms = parse_time(turn.get("endTime"))
        for piece, end_ms in zip(pieces, _find_ends(pieces, turn_end_ms), strict=True):
            if piece.text.strip():
                draft.add(number, piece.speaker, piece.text, start_ms=piece.start_ms, end_ms=end_ms)
    return draft.finish()


def _split(turn: Element, speakers: list[str]) -> Iterator[_Piece]:
    """The pieces of a turn; where several speak at once, the marks "Who" say which says what."""
    piece = _Piece(speakers[0], parse_time(turn.get("startTime")), turn.text or "")
    for child in turn:
        if child.tag == "Sync":
            yield piece
            piece = _Piece(piece.speaker, parse_time(child.get("time")))
        elif child.tag == "Who":
            yield piece
            piece = _Piece(_pick(speakers, child.get("nb") or ""), piece.start_ms)
        piece.text += child.tail or ""
    yield piece


def _pick(speakers: list[str], nth: str) -> str:
    """The nth speaker, counted from 1; the first where the number is none of theirs."""
    known = nth.isdecimal() and len(nth) <= _MOST_DIGITS and 0 < int(nth) <= len(speakers)
    return speakers[int(nth) - 1] if known else speakers[0]


def _find_ends(pieces: list[_Piece], turn_end_ms: int | None) -> list[int | None]:
    """The end of each piece: the first start after its own, of whatever piece, else the end of the turn."""
    starts = sorted(piece.start_ms for piece in pieces if piece.start_ms is not None)
    places = [None if one.start_ms is None else bisect_right(starts, one.start_ms) for one in pieces]
    return [turn_end_ms if at is None or at == len(starts) else starts[at] for at in places]


FORMAT = Format("transcriber", "Transcriber (.trs)", (".trs",), likelihood, read, shape="xml")
