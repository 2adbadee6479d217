"""Lists of JSON objects, one an utterance or a word, as most meeting tools and recognisers write them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coder.errors import TranscriptError
from coder.readers.draft import Draft
from coder.readers.json.tree import dig, walk
from coder.readers.json.values import label_of, text_of
from coder.readers.json.words import Word
from coder.readers.markup import strip_html
from coder.readers.times import CALENDAR_MS, SECONDS, parse_range, parse_time, scale_of

_LATE_MS = 6 * 3600 * 1000  # a call that opens so late has times of day
_LONGEST_WAIT_MS = 6 * 3600 * 1000
_MEETING_STARTS = ("start_time", "startTime", "started_at", "startedAt", "start_timestamp", "startTimestamp")
_MEETING_STARTS += ("start_datetime", "start_date_time", "startDateTime", "start_ms", "meeting_start", "start")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the objects of a list keep what was said: keys or dotted paths, in order of preference.

    Attributes:
        speaker: what is shown as it stands, unless the file has a name for it.
        speaker_id: an id: looked up among the file's people, else shown as "Speaker <id>".
        duration: where it gives no end.
        channel: with several in a file each is a speaker, or several.
        scale: milliseconds in one unit of a plain number whose key names no unit.
    """

    text: tuple[str, ...] = ("text",)
    speaker: tuple[str, ...] = ("speaker",)
    speaker_id: tuple[str, ...] = ()
    start: tuple[str, ...] = ("start",)
    end: tuple[str, ...] = ("end",)
    duration: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    scale: float = SECONDS


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of such a list; ``number`` is its place, from 1."""

    number: int
    speaker: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    channel: str = ""


def new_draft(source: str, format_name: str) -> Draft:
    """A draft whose notes count by entries."""
    return Draft(source, format_name, place="entry")


def add_entries(
    draft: Draft,
    items: Iterable[Any],
    layout: Layout,
    *,
    names: Mapping[str, str] | None = None,
    meeting: Any = None,
    skip: Callable[[dict[str, Any]], str | None] | None = None,
) -> None:
    """Adds each object of a list.

    Args:
        names: speakers by id.
        meeting: where the moment is looked for at which the call began.
        skip: says why an object is left out; ``None`` for one that is read.
    """
    for entry in place_in_time(read_entries(draft, items, layout, names=names, skip=skip), meeting):
        draft.add(entry.number, entry.speaker, entry.text, start_ms=entry.start_ms, end_ms=entry.end_ms)


def read_entries(
    draft: Draft,
    items: Iterable[Any],
    layout: Layout,
    *,
    names: Mapping[str, str] | None = None,
    skip: Callable[[dict[str, Any]], str | None] | None = None,
) -> list[Entry]:
    """The objects of a list as entries; what is left out, and times that cannot be read, are noted."""
    entries = []
    for number, item in enumerate(items, 1):
        reason = "no object" if not isinstance(item, dict) else skip(item) if skip else None
        if reason:
            draft.leave_out(number, reason)
        else:
            entries.append(_read_entry(draft, number, item, layout, names or {}))
    texts = strip_html([entry.text for entry in entries])
    entries = [replace(entry, text=text) for entry, text in zip(entries, texts, strict=True)]
    return _name_channels(entries)


def place_in_time(entries: Sequence[Entry], meeting: Any = None) -> list[Entry]:
    """The entries with moments of a calendar, or times of day, turned into times from the call's start.

    That is the moment that the file names and, where it names none, the first entry's.
    """
    starts = [entry.start_ms for entry in entries if entry.start_ms is not None]
    moments = [start for start in starts if start >= CALENDAR_MS]
    if not moments and min(starts, default=0) < _LATE_MS:
        return list(entries)
    origin = _find_origin(meeting, min(moments)) if moments else min(starts)
    return [
        replace(entry, start_ms=_after(origin, entry.start_ms), end_ms=_after(origin, entry.end_ms))
        for entry in entries
    ]


def to_words(entries: Iterable[Entry]) -> list[Word]:
    """The entries as words, to be joined."""
    return [Word(entry.speaker, entry.text, entry.start_ms, entry.end_ms) for entry in entries]


def no_speech(
    source: str, found: str, next_step: str = "Check that the call was recorded with sound."
) -> TranscriptError:
    """The refusal of a file that has a known form and nothing said in it."""
    return TranscriptError(source, expected="at least one thing that somebody said", found=found, next_step=next_step)


def _read_entry(draft: Draft, number: int, item: dict[str, Any], layout: Layout, names: Mapping[str, str]) -> Entry:
    start_ms, end_of_range_ms = _read_time(draft, number, item, layout.start, layout.scale)
    end_ms = _read_time(draft, number, item, layout.end, layout.scale)[0]
    end_ms = end_of_range_ms if end_ms is None else end_ms
    if end_ms is None and start_ms is not None and layout.duration:
        duration_ms, _ = _read_time(draft, number, item, layout.duration, layout.scale)
        end_ms = None if duration_ms is None else start_ms + duration_ms
    text = next((text for key in layout.text if (text := text_of(dig(item, key))).strip()), "")
    channel = next((label for key in layout.channel if (label := label_of(dig(item, key)))), "")
    return Entry(number, _read_speaker(item, layout, names), text, start_ms, end_ms, channel)


def _read_speaker(item: dict[str, Any], layout: Layout, names: Mapping[str, str]) -> str:
    if label := next((label for key in layout.speaker if (label := label_of(dig(item, key)))), ""):
        return names.get(label, label)
    label = next((label for key in layout.speaker_id if (label := label_of(dig(item, key)))), "")
    return names.get(label) or (label if label.isalpha() and len(label) > 1 else f"Speaker {label}" if label else "")


def _read_time(
    draft: Draft, number: int, item: dict[str, Any], keys: tuple[str, ...], scale: float
) -> tuple[int | None, int | None]:
    """The time under the first of the keys that has one, with its end where it is a range."""
    unread = False
    for key in keys:
        value = dig(item, key)
        if value is None or value == "":
            continue
        unit = scale_of(key.rpartition(".")[2], scale)
        if (time := parse_time(value, unit)) is not None:
            return time, None
        if isinstance(value, str) and (span := parse_range(value, unit)):
            return span
        unread = True
    if unread:
        draft.leave_out(number, f"no time that can be read in {keys[0]}; the text is kept")
    return None, None


def _name_channels(entries: list[Entry]) -> list[Entry]:
    """With several channels: speakers named by channel, in order of time, since tools list them one by one."""
    speakers: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        speakers[entry.channel].add(entry.speaker)
    if len(speakers) < 2:
        return entries
    named = [replace(entry, speaker=_name_channel(entry, alone=len(speakers[entry.channel]) == 1)) for entry in entries]
    times = [entry.end_ms if entry.start_ms is None else entry.start_ms for entry in named]
    if any(time is None for time in times):
        return named
    return [entry for _, entry in sorted(zip(times, named, strict=True), key=lambda pair: pair[0])]


def _name_channel(entry: Entry, *, alone: bool) -> str:
    if not entry.channel:
        return entry.speaker
    return f"Channel {entry.channel}" if alone else f"Channel {entry.channel} speaker {entry.speaker or '?'}"


def _find_origin(meeting: Any, earliest: int) -> int:
    for node in walk(meeting, looked_at=1, limit=200):
        for key in _MEETING_STARTS if isinstance(node, dict) else ():
            moment = parse_time(node.get(key))
            if moment is not None and 0 <= earliest - moment <= _LONGEST_WAIT_MS:
                return moment
    return earliest


def _after(origin: int, moment: int | None) -> int | None:
    return None if moment is None or moment < origin else moment - origin
