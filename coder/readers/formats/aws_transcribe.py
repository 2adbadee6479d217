"""Amazon Transcribe: words and marks in one list, their speakers or channels in another."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.tree import dig, find_node, has_entries, objects
from coder.readers.json.values import label_of, text_of
from coder.readers.json.words import Word, add_tracks, add_words, join_words
from coder.readers.times import parse_time
from coder.transcript import Transcript

_AUDIO_SEGMENT = Layout(
    text=("transcript",), speaker=("speaker_label", "channel_label"), start=("start_time",), end=("end_time",)
)


def likelihood(tree: Any, source: str) -> float:
    """High for results that have items and transcripts."""
    return 0.95 if find_node(tree, _is_answer) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a segment a unit; without segments a run of words by one speaker or channel."""
    results = find_node(tree, _is_answer)["results"]
    draft = new_draft(source, FORMAT.name)
    items, segments = objects(results.get("items")), objects(dig(results, "speaker_labels.segments"))
    channels = objects(dig(results, "channel_labels.channels"))
    if segments:
        _add_segments(draft, items, segments)
    elif channels and not any("speaker_label" in item for item in items):
        add_tracks(draft, [list(_words(objects(channel.get("items")), _channel(channel))) for channel in channels])
    elif items:
        add_words(draft, _words(items))
    else:
        segments = objects(results.get("audio_segments")) or objects(results.get("transcripts"))
        add_entries(draft, segments, _AUDIO_SEGMENT)
    return draft.finish()


def _add_segments(draft: Draft, items: list[dict[str, Any]], segments: list[dict[str, Any]]) -> None:
    """Adds the words of each segment; a word is known by its start, a mark follows the word before it."""
    starts = {item.get("start_time"): at for at, segment in enumerate(segments) for item in _timed(segment)}
    said: dict[int, list[dict[str, Any]]] = defaultdict(list)
    at = 0
    for item in items:
        if isinstance(start := item.get("start_time"), str | float | int):
            at = starts.get(start, _find_segment(segments, start, at))
        said[at].append(item)
    for at, segment in enumerate(segments):
        text = join_words(_words(said[at]))
        times = {f"{end}_ms": parse_time(segment.get(f"{end}_time")) for end in ("start", "end")}
        draft.add(at + 1, label_of(segment.get("speaker_label")), text, **times)


def _timed(segment: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (item for item in objects(segment.get("items")) if isinstance(item.get("start_time"), str | float | int))


def _find_segment(segments: list[dict[str, Any]], start: Any, at: int) -> int:
    """The segment in which a word starts that none lists; the one before where there is none."""
    start_ms = parse_time(start) or 0
    for later in range(at, min(at + 50, len(segments))):
        if start_ms < (parse_time(segments[later].get("end_time")) or 0):
            return later
    return at


def _words(items: list[dict[str, Any]], channel: str = "") -> Iterator[Word]:
    """The words; a mark belongs to the speaker of the word before it."""
    speaker = channel
    for item in items:
        is_mark = item.get("type") == "punctuation"
        if not is_mark:
            speaker = channel or label_of(item.get("speaker_label"))
        times = (parse_time(item.get(key)) for key in ("start_time", "end_time"))
        yield Word(speaker, text_of(dig(item, "alternatives.0.content")), *times, glued=is_mark)


def _channel(channel: dict[str, Any]) -> str:
    return label_of(channel.get("channel_label")) or "Channel"


def _is_answer(node: Any) -> bool:
    results = node.get("results") if isinstance(node, dict) else None
    return isinstance(results, dict) and (
        has_entries(results.get("items"), ("alternatives",), ("type",))
        or has_entries(results.get("audio_segments"), ("transcript",))
        or (has_entries(results.get("transcripts"), ("transcript",)) and "items" in results)
    )


FORMAT = Format("aws_transcribe", "Amazon Transcribe (JSON)", (".json",), likelihood, read, shape="json")
