"""Whisper and its kin (faster-whisper, whisper-timestamped, whisper.cpp): segments without speakers."""

from dataclasses import replace
from typing import Any

from coder.readers.format import Format
from coder.readers.json.beside import find_stretches, give_speakers
from coder.readers.json.entries import Layout, add_entries, new_draft, place_in_time, read_entries, to_words
from coder.readers.json.segments import find_segments, names_speakers, with_scale
from coder.readers.json.tree import find_entries, objects
from coder.readers.json.words import Word, add_words
from coder.readers.stretches import Timeline
from coder.transcript import Transcript

_SEGMENT = Layout()
_WORD = Layout(text=("word", "text"))
_CPP_SEGMENT = Layout(start=("timestamps.from",), end=("timestamps.to",))
_TYPICAL = frozenset(("avg_logprob", "no_speech_prob", "compression_ratio", "seek", "tokens", "temperature", "words"))


def likelihood(tree: Any, source: str) -> float:
    """High for segments with what Whisper says of them, less for plain ones; 0 where they name speakers."""
    if _find_cpp(tree):
        return 0.9
    segments = find_segments(tree)
    if not segments or names_speakers(segments):
        return 0.0
    return 0.85 if any(_TYPICAL & segment.keys() for segment in segments if isinstance(segment, dict)) else 0.7


def read(tree: Any, source: str) -> Transcript:
    """What was said, a segment a unit, by an unknown speaker, or by those that the file names for its times."""
    draft = new_draft(source, FORMAT.name)
    if not (segments := find_segments(tree)):
        add_entries(draft, _find_cpp(tree)["transcription"], _CPP_SEGMENT)
        return draft.finish()
    layout = with_scale(segments, _SEGMENT)
    stretches = find_stretches(tree, scale=layout.scale)
    if stretches and (words := list_words(tree, source, None)):
        timeline = Timeline(stretches)
        add_words(draft, [replace(word, speaker=timeline.speaker_of(word.start_ms, word.end_ms)) for word in words])
        return draft.finish()
    for entry in give_speakers(place_in_time(read_entries(draft, segments, layout), tree), stretches):
        draft.add(entry.number, entry.speaker, entry.text, start_ms=entry.start_ms, end_ms=entry.end_ms)
    return draft.finish()


def list_words(tree: Any, source: str, call: str | None) -> list[Word]:
    """The words with their times; none where a segment has none."""
    segments = objects(find_segments(tree))
    words = [objects(segment.get("words")) for segment in segments]
    if not segments or not all(words):
        return []
    layout = replace(_WORD, scale=with_scale(segments, _SEGMENT).scale)
    found = to_words(read_entries(new_draft(source, FORMAT.name), [word for said in words for word in said], layout))
    spaced = any(word.text[:1].isspace() for word in found)
    return [replace(word, glued=spaced) for word in found if None not in (word.start_ms, word.end_ms)]


def _find_cpp(tree: Any) -> dict[str, Any] | None:
    return find_entries(tree, "transcription", ("text",), ("timestamps",))


FORMAT = Format("whisper", "Whisper segments (JSON)", (".json",), likelihood, read, shape="json", list_words=list_words)
