"""Deepgram transcripts: utterances, else paragraphs, else words; speakers are numbers."""

from typing import Any

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft, read_entries, to_words
from coder.readers.json.events import make_skip
from coder.readers.json.tree import dig, find_node, has_entries, objects
from coder.readers.json.values import label_of
from coder.readers.json.words import add_tracks
from coder.transcript import Transcript

_UTTERANCE = Layout(text=("transcript",), channel=("channel",))
_PARAGRAPH = Layout(text=("sentences",), channel=("channel",))
_WORD = Layout(text=("punctuated_word", "word"))


def likelihood(tree: Any, source: str) -> float:
    """High for results by channel, or in utterances beside them."""
    return 0.95 if find_node(tree, _is_answer) or find_node(tree, _is_stream) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, an utterance or a paragraph a unit, or a run of words by one speaker."""
    if not (answer := find_node(tree, _is_answer)):
        return _read_stream(find_node(tree, _is_stream), source)
    results = answer["results"]
    channels = [dig(channel, "alternatives.0") or {} for channel in objects(results.get("channels"))]
    draft = new_draft(source, FORMAT.name)
    if has_entries(results.get("utterances"), ("transcript",)):
        add_entries(draft, results["utterances"], _UTTERANCE)
    elif paragraphs := _number_paragraphs(channels):
        add_entries(draft, paragraphs, _PARAGRAPH)
    elif any(objects(channel.get("words")) for channel in channels if isinstance(channel, dict)):
        _add_words(draft, channels)
    else:
        add_entries(draft, channels, Layout(text=("transcript",)))
    return draft.finish()


def _read_stream(events: list[Any], source: str) -> Transcript:
    """The words of the results that are final, each channel a track."""
    draft = new_draft(source, FORMAT.name)
    skip = make_skip(events)
    tracks: dict[str, list[Any]] = {}
    for number, event in enumerate(objects(events), 1):
        said = dig(event, "channel.alternatives.0")
        if reason := skip(event) if said else "an event that is no speech":
            draft.leave_out(number, reason)
        else:
            tracks.setdefault(label_of(dig(event, "channel_index.0")) or "0", []).append(said)
    _add_words(
        draft, [{"words": [w for said in track for w in objects(dig(said, "words"))]} for track in tracks.values()]
    )
    return draft.finish()


def _number_paragraphs(channels: list[Any]) -> list[dict[str, Any]]:
    several = len(channels) > 1
    return [
        {**paragraph, "channel": number} if several else paragraph
        for number, channel in enumerate(channels)
        for paragraph in objects(dig(channel, "paragraphs.paragraphs"))
    ]


def _add_words(draft: Draft, channels: list[Any]) -> None:
    tracks = []
    for number, channel in enumerate(channels):
        items = objects(dig(channel, "words"))
        layout = Layout(_WORD.text, ("channel",)) if len(channels) > 1 else _WORD
        if len(channels) > 1:
            items = [{**item, "channel": f"Channel {number}"} for item in items]
        tracks.append(to_words(read_entries(draft, items, layout)))
    add_tracks(draft, tracks)


def _is_stream(node: Any) -> bool:
    """Whether the node is a list of results as the live service sends them."""
    return has_entries(node, ("channel.alternatives.0.words",))


def _is_answer(node: Any) -> bool:
    results = node.get("results") if isinstance(node, dict) else None
    return isinstance(results, dict) and (
        has_entries(results.get("channels"), ("alternatives",))
        or has_entries(results.get("utterances"), ("transcript",), ("words", "channel"))
    )


FORMAT = Format("deepgram", "Deepgram transcripts (JSON)", (".json",), likelihood, read, shape="json")
