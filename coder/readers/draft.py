"""A transcript in the making: what every reader does with a unit it has found."""

from dataclasses import dataclass, field
from pathlib import PurePath

from coder.errors import TranscriptError
from coder.readers.text.cleaning import clean_name, clean_text
from coder.readers.text.remarks import name_remark
from coder.timecode import format_timecode
from coder.transcript import UNKNOWN_SPEAKER, Skipped, Transcript, Unit


@dataclass(slots=True)
class Draft:
    """Collects the units of one file and notes on what was left out.

    Attributes:
        source: the file's name.
        format: the name of the format.
        place: what notes count by: ``line``, ``row`` or ``entry``.
        call: the call's name where the file holds several; else it is called like the file.
        keeps_remarks: whether "[Music]" and the like stay as units, as where each unit bears a code.
    """

    source: str
    format: str
    place: str = "line"
    call: str | None = None
    keeps_remarks: bool = False
    _units: list[Unit] = field(default_factory=list)
    _chat: list[Unit] = field(default_factory=list)
    _notes: list[tuple[int, str]] = field(default_factory=list)

    def add(
        self, line: int, speaker: str, text: str, *, start_ms: int | None = None, end_ms: int | None = None
    ) -> Unit | None:
        """The unit as kept, cleaned; ``None``, with a note, where no speech is left."""
        text = clean_text(text)
        if reason := self._name_no_speech(text):
            self.leave_out(line, reason)
            return None
        if start_ms is not None and end_ms is not None and end_ms < start_ms:
            times = f"{format_timecode(end_ms)} before start {format_timecode(start_ms)}"
            self.leave_out(line, f"end time {times}: the end is not used")
            end_ms = None
        unit = Unit(clean_name(speaker) or UNKNOWN_SPEAKER, text, start_ms, end_ms)
        self._units.append(unit)
        return unit

    def add_chat(self, line: int, sender: str, text: str, *, start_ms: int | None = None) -> None:
        """Keeps a typed message apart from speech."""
        if text := clean_text(text):
            self._chat.append(Unit(clean_name(sender) or UNKNOWN_SPEAKER, text, start_ms))
        else:
            self.leave_out(line, "no text")

    def leave_out(self, line: int, reason: str) -> None:
        """Notes that something at a line (or row), counted from 1, was not read, and why."""
        self._notes.append((line, reason))

    def _name_no_speech(self, text: str) -> str | None:
        return (None if self.keeps_remarks else name_remark(text)) if text else "no text"

    def finish(self) -> Transcript:
        """The transcript, its notes in file order.

        Raises:
            TranscriptError: no unit was added.
        """
        if not self._units and not self._chat:
            raise self._no_speech()
        notes = sorted(self._notes, key=lambda note: note[0])
        return Transcript(
            call=self.call or name_call(self.source),
            source=self.source,
            format=self.format,
            units=tuple(self._units),
            chat=tuple(self._chat),
            skipped=tuple(Skipped(f"{self.place} {line}", reason) for line, reason in notes),
        )

    def _no_speech(self) -> TranscriptError:
        left_out = f"none, and {len(self._notes)} parts left out" if self._notes else "none"
        if self._notes:
            line, reason = min(self._notes)
            left_out += f" (the first: {self.place} {line}, {reason})"
        return TranscriptError(
            self.source,
            expected="at least one thing that somebody said",
            found=left_out,
            next_step="Check that the export holds the transcript, and export it again.",
        )


def name_call(source: str) -> str:
    """A call's name from its file's name, without the extension."""
    return clean_name(PurePath(source).stem) or "call"
