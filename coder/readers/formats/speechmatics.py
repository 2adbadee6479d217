"""Speechmatics, API v2: results that are words, marks, entities or events."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.entries import new_draft
from coder.readers.json.tree import dig, find_node, has_entries, objects
from coder.readers.json.values import label_of, text_of
from coder.readers.json.words import Word, add_tracks
from coder.readers.times import parse_time
from coder.transcript import Transcript

_SETTLED = "AddTranscript"
_SPOKEN = ("word", "punctuation", "entity")


def likelihood(tree: Any, source: str) -> float:
    """High for results of the types that Speechmatics has."""
    return 0.95 if _find(tree) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a unit for each run of words by one speaker; "UU" is its name for nobody known."""
    draft = new_draft(source, FORMAT.name)
    tracks: dict[str, list[Word]] = defaultdict(list)
    for channel, word in _words(draft, _find(tree)):
        tracks[channel].append(word)
    add_tracks(draft, tracks.values())
    return draft.finish()


def _words(draft: Draft, results: list[Any]) -> Iterator[tuple[str, Word]]:
    """The words with their channels; a mark belongs to the speaker of the word before it."""
    speaker, opens = "", False
    for number, result in enumerate(results, 1):
        kind = result.get("type") if isinstance(result, dict) else None
        text = text_of(dig(result, "alternatives.0.content"))
        if kind not in _SPOKEN or not text:
            draft.leave_out(number, f"{kind.replace('_', ' ')[:30]}, no word" if isinstance(kind, str) else "no word")
            continue
        channel = label_of(result.get("channel"))
        attaches = result.get("attaches_to", "previous" if kind == "punctuation" else None)
        if kind != "punctuation" or not speaker:
            speaker = _speaker(result, channel)
        times = (parse_time(result.get(key)) for key in ("start_time", "end_time"))
        yield channel, Word(speaker, text, *times, glued=opens or attaches in ("previous", "both"))
        opens = attaches in ("next", "both")


def _speaker(result: dict[str, Any], channel: str) -> str:
    speaker = label_of(dig(result, "alternatives.0.speaker"))
    return channel if channel and speaker in ("", "UU") else speaker


def _find(tree: Any) -> list[Any] | None:
    """The results of an answer, or of all messages of a live session that are no longer partial."""
    if answer := find_node(tree, _is_answer):
        return answer["results"]
    messages = objects(find_node(tree, _is_session))
    results = (objects(message.get("results")) for message in messages if message.get("message") == _SETTLED)
    return [result for found in results for result in found]


def _is_answer(node: Any) -> bool:
    return isinstance(node, dict) and "message" not in node and _has_results(node)


def _is_session(node: Any) -> bool:
    return any(message.get("message") == _SETTLED and _has_results(message) for message in objects(node))


def _has_results(node: dict[str, Any]) -> bool:
    return has_entries(node.get("results"), ("alternatives.0.content",), ("type",), ("start_time",))


FORMAT = Format("speechmatics", "Speechmatics transcripts (JSON)", (".json",), likelihood, read, shape="json")
