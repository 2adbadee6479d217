"""Which column of a table holds what, known by its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Each in order of preference: the first name that a header has is taken.
SPEAKER = _names(
    "speaker speaker_name speaker_label name participant participant_name person who interlocutor talker "
    "display_name user user_name author author_name sender sender_name from agent spoken_by said_by attendee spk "
    "speaker_id role "
    "sprecher sprecherin sprechender redner teilnehmer teilnehmerin orateur locuteur intervenant hablante orador "
    "participante persona spreker deelnemer oratore relatore"
)
TEXT = _names(
    "text utterance utterance_text transcript transcription transcript_text message sentence content "
    "speech dialogue dialog caption subtitle said spoken_text sentence_text message_text segment_text raw_text phrase "
    "body line words "
    "äusserung aeusserung aussage gesagtes nachricht transkript wortlaut texte propos énoncé texto mensaje mensagem "
    "tekst testo"
)
START = _names(
    "start start_time start_timestamp start_timecode begin begin_time begin_timestamp onset timecode "
    "timestamp time_stamp time offset t "
    "beginn anfang startzeit zeit zeitstempel uhrzeit début debut heure horodatage inicio hora tijd ora inizio"
)
END = _names(
    "end end_time end_timestamp end_timecode stop stop_time finish finish_time ende endzeit schluss fin fim einde fine"
)
CALL = _names(
    "call call_id call_name transcript_id conversation_id meeting_id session_id recording_id dialogue_id root"
)
# Columns that say nothing about who speaks.
_INCIDENTAL = frozenset(_names("unnamed index id no number row cue duration length confidence score language lang"))

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")
_MS = frozenset(("ms", "msec", "msecs", "millis", "millisecond", "milliseconds"))
_HEADER_LIKE = re.compile(r"[^{}?!<>]{0,40}")
_UNITS = _MS | frozenset(("s", "sec", "secs", "second", "seconds", "hh", "mm", "ss", "hhmmss", "mmss"))


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions from 0; ``None`` where the table has no such column. ``n_unknown`` columns may hold anything."""

    speaker: int | None
    text: int | None
    start: int | None
    end: int | None
    call: int | None
    in_ms: frozenset[int]
    n_unknown: int = 0

    @property
    def n_vital(self) -> int:
        """How many of the two columns that a transcript needs were found: speaker and text."""
        return (self.speaker is not None) + (self.text is not None)

    @property
    def is_untold(self) -> bool:
        """Whether these are timed texts in which no column can be the speaker, as in subtitles."""
        return self.speaker is None and None not in (self.text, self.start) and not self.n_unknown

    @property
    def n_found(self) -> int:
        """How many columns were recognised in all."""
        return sum(at is not None for at in (self.speaker, self.text, self.start, self.end, self.call))


def find_columns(header: Sequence[str]) -> Columns:
    """The columns that a header names.

    >>> find_columns(["Start (ms)", "Who", "Utterance"])
    Columns(speaker=1, text=2, start=0, end=None, call=None, in_ms=frozenset({0}), n_unknown=0)
    """
    names = [normalize_header(cell) for cell in header]
    found = [_find(names, known) for known in (SPEAKER, TEXT, START, END, CALL)]
    others = (name for at, name in enumerate(names) if name and at not in found)
    return Columns(
        *found,
        in_ms=frozenset(at for at, name in enumerate(names) if not _MS.isdisjoint(name.split("_"))),
        n_unknown=sum(1 for name in others if _INCIDENTAL.isdisjoint(name.split("_"))),
    )


def is_header_like(cells: Sequence[str]) -> bool:
    """Whether every cell is short enough to name a column, as sentences are not."""
    return all(_HEADER_LIKE.fullmatch(cell) and len(cell.split()) <= 5 for cell in cells)


def normalize_header(cell: str) -> str:
    """A header in lower case, its words joined by underscores.

    >>> normalize_header("Start (ms)"), normalize_header("speakerName")
    ('start_ms', 'speaker_name')
    """
    return "_".join(_NOT_WORD.sub(" ", _CAMEL.sub(" ", cell)).casefold().split())


def _find(names: Sequence[str], known: Sequence[str]) -> int | None:
    bare = [_without_unit(name) for name in names]
    for name in known:
        for form in (names, bare):
            if name in form:
                return form.index(name)
    return None


def _without_unit(name: str) -> str:
    words = name.split("_")
    return "_".join(word for word in words if word not in _UNITS) or name
