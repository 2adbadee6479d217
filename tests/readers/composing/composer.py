"""What a writer of one form is, and what of a call it can keep."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from coder.transcript import UNKNOWN_SPEAKER, Transcript, Unit

Units = Sequence[Unit]
Row = tuple[str, str, int | None, int | None]
_SAID = ("how did it go with them", "they want another week", "so what did you ask", "I told them the price again")


@dataclass(frozen=True)
class Composer:
    """Writes calls in one form.

    Attributes:
        name: what a test calls it; the format's name, and a variant after a slash.
        suffix: of the file's name.
        write: the file's bytes.
        names: whether names survive, survive with their spaces as underscores, are labels that only tell the
            speakers apart, or are left out.
        starts: the step of start times in milliseconds; 0 where the form has none.
        ends: that of end times.
        joins: whether consecutive units of one speaker are one when read.
        words: whether only words of letters are safe: other characters mean something in the form.
        people: how many at most can be told apart.
        closing: what closes each text, as the form demands it.
        chat: whether what is written is typed, not said.
    """

    name: str
    suffix: str
    write: Callable[[Units], bytes]
    names: Literal["kept", "joined", "labels", "none"] = "kept"
    starts: int = 1
    ends: int = 1
    joins: bool = False
    words: bool = False
    people: int = 3
    closing: str = ""
    chat: bool = False

    @property
    def format(self) -> str:
        return self.name.partition("/")[0]

    @property
    def source(self) -> str:
        return f"call{self.suffix}"

    def expect(self, units: Units) -> list[Row]:
        """The rows that come back of the units that were written."""
        rows = [self._keep(unit) for unit in units]
        rows = [_join(list(run)) for _, run in groupby(rows, key=lambda row: row[0])] if self.joins else rows
        return self._name(rows)

    def show(self, transcript: Transcript) -> list[Row]:
        """What was read, so that it equals what was expected."""
        units = transcript.chat if self.chat else transcript.units
        return self._name([(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in units])

    def _keep(self, unit: Unit) -> Row:
        name = UNKNOWN_SPEAKER if self.names == "none" or self.people == 1 else unit.speaker
        return (
            name,
            " ".join(unit.text.split()) + self.closing,
            _floor(unit.start_ms, self.starts),
            _floor(unit.end_ms, self.ends),
        )

    def _name(self, rows: list[Row]) -> list[Row]:
        """Labels as numbers in the order in which they come; names without spaces where the form has none."""
        names = list(dict.fromkeys(row[0] for row in rows))
        if self.names == "labels":
            return [(str(names.index(name)), *rest) for name, *rest in rows]
        return [(name.replace(" ", "_") if self.names == "joined" else name, *rest) for name, *rest in rows]


def make_talk(n: int, *, speakers: Sequence[str] = ("Ana Gil", "Ben Okafor")) -> list[Unit]:
    """A call of ``n`` units in turn, two seconds each."""
    return [
        Unit(speakers[at % len(speakers)], f"{_SAID[at % len(_SAID)]} {'ab'[at % 2]}{at}", at * 2000, at * 2000 + 1500)
        for at in range(n)
    ]


def text_form(compose: Callable[[Units], str]) -> Callable[[Units], bytes]:
    return lambda units: compose(units).encode()


def json_form(compose: Callable[[Units], Any]) -> Callable[[Units], bytes]:
    return lambda units: json.dumps(compose(units), ensure_ascii=False).encode()


def clock(ms: int, mark: str = ".") -> str:
    """``HH:MM:SS.mmm``."""
    return f"{whole_clock(ms)}{mark}{ms % 1000:03}"


def whole_clock(ms: int) -> str:
    """``HH:MM:SS``."""
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def split_words(unit: Unit) -> Iterator[tuple[str, float, float]]:
    """The words of a unit with their times in seconds, which share its time."""
    words = unit.text.split()
    bounds = [unit.start_ms + (unit.end_ms - unit.start_ms) * at // len(words) for at in range(len(words) + 1)]
    for word, start, end in zip(words, bounds, bounds[1:], strict=False):
        yield word, start / 1000, end / 1000


def number_speakers(units: Units) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(unit.speaker for unit in units))}


def _floor(ms: int | None, step: int) -> int | None:
    return ms // step * step if step and ms is not None else None


def _join(rows: list[Row]) -> Row:
    return rows[0][0], " ".join(row[1] for row in rows), rows[0][2], rows[-1][3]
