"""Entries of one call that are listed speaker by speaker, or channel by channel, put in order of time."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from coder.readers.json.entries import Entry

_RESTART_MS = 60_000
_FEWEST = 3


def begins_anew(before: Sequence[Entry], after: Sequence[Entry]) -> bool:
    """Whether the times of the entries after begin more than a minute before the last ones of those before."""
    starts = [[entry.start_ms for entry in part if entry.start_ms is not None] for part in (before, after)]
    return bool(starts[0] and starts[1]) and starts[1][0] + _RESTART_MS < max(starts[0])


def share_speakers(before: Sequence[Entry], after: Sequence[Entry]) -> bool:
    """Whether somebody speaks in both; nobody known is somebody here."""
    return bool({entry.speaker for entry in before} & {entry.speaker for entry in after})


def order_tracks(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, in order of time where they are tracks one after the other, and else as they are."""
    timed = len(entries) >= _FEWEST and all(entry.start_ms is not None for entry in entries)
    if timed and (_is_speaker_by_speaker(entries) or _is_track_by_track(entries)):
        return sorted(entries, key=lambda entry: entry.start_ms)
    return list(entries)


def _is_speaker_by_speaker(entries: Sequence[Entry]) -> bool:
    """Whether each speaker has all they say in one stretch of the list, and the next goes back in time."""
    runs = [list(run) for _, run in groupby(entries, key=lambda entry: entry.speaker)]
    if len(runs) != len({run[0].speaker for run in runs}):
        return False
    return any(after[0].start_ms < before[-1].start_ms for before, after in pairwise(runs))


def _is_track_by_track(entries: Sequence[Entry]) -> bool:
    tracks = list(_split_where_anew(entries))
    return len(tracks) > 1 and not any(share_speakers(before, after) for before, after in pairwise(tracks))


def _split_where_anew(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    track: list[Entry] = []
    latest_ms = 0
    for entry in entries:
        if track and entry.start_ms + _RESTART_MS < latest_ms:
            yield track
            track, latest_ms = [], 0
        track.append(entry)
        latest_ms = max(latest_ms, entry.start_ms)
    yield track
