"""Google Cloud Speech-to-Text, v1, v1p1beta1 and v2: results, of which the last may repeat all words."""

from typing import Any

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.entries import Entry, Layout, new_draft, read_entries, to_words
from coder.readers.json.events import make_skip
from coder.readers.json.tree import dig, find_node, has_entries, objects
from coder.readers.json.words import add_words
from coder.transcript import Transcript

_TIMES = (
    ("startTime", "startOffset", "start_time", "start_offset"),
    ("endTime", "endOffset", "end_time", "end_offset"),
)
_WORD = Layout(("word",), ("speakerLabel", "speaker_label", "speakerTag", "speaker_tag"), (), *_TIMES)
_END = ("resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset")
_RESULT = Layout(
    ("alternatives.0.transcript",),
    (),
    (),
    tuple(f"alternatives.0.words.0.{key}" for key in _TIMES[0]),
    (*(f"alternatives.0.words.-1.{key}" for key in _TIMES[1]), *_END),
    channel=("channelTag", "channel_tag"),
)
_OF_STREAM = ("isFinal", "is_final", "stability")
_MARKS = ("languageCode", "language_code", *_END, "channelTag")


def likelihood(tree: Any, source: str) -> float:
    """High for results whose alternatives have words, less for results that have text alone."""
    results = _find(tree)
    if not results:
        return 0.0
    return 0.9 if has_entries(results, ("alternatives.0.words.0.word", *_MARKS)) else 0.7


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a run of words by one speaker a unit; without speakers a result a unit."""
    results = _find(tree)
    draft = new_draft(source, FORMAT.name)
    if _repeats(results):
        for number in range(1, len(results)):
            draft.leave_out(number, "repeated in the last result, which names the speakers")
        _add_words(draft, len(results), results[-1])
        return draft.finish()
    for entry in read_entries(draft, results, _RESULT, skip=make_skip(results)):
        result = results[entry.number - 1]
        if any(word.speaker for word in _read_words(result)):
            _add_words(draft, entry.number, result)
        else:
            draft.add(entry.number, entry.speaker, entry.text, start_ms=entry.start_ms, end_ms=entry.end_ms)
    return draft.finish()


def _repeats(results: list[Any]) -> bool:
    """Whether the last of several results names speakers and begins again where the first began."""
    first, last = (_read_words(results[at]) for at in (0, -1))
    if len(results) < 2 or not first or not any(word.speaker for word in last):
        return False
    return (last[0].start_ms or 0) <= (first[0].start_ms or 0) and len(last) >= len(first)


def _add_words(draft: Draft, number: int, result: Any) -> None:
    add_words(draft, to_words(_read_words(result)), entry=number)


def _read_words(result: Any) -> list[Entry]:
    """The words of a result; a speaker tag of 0 names nobody."""
    items = objects(dig(result, "alternatives.0.words"))
    words = read_entries(new_draft("", FORMAT.name), items, _WORD)
    return [
        Entry(word.number, "", word.text, word.start_ms, word.end_ms) if word.speaker == "0" else word for word in words
    ]


def _find(tree: Any) -> list[Any] | None:
    """The results of an answer, or of all answers of a stream."""
    if answer := find_node(tree, _is_answer):
        return answer["results"]
    stream = objects(find_node(tree, _is_stream))
    return [result for answer in stream for result in objects(answer.get("results"))]


def _is_answer(node: Any) -> bool:
    return _has_results(node) and not has_entries(node["results"], _OF_STREAM)


def _is_stream(node: Any) -> bool:
    return any(_has_results(answer) and has_entries(answer["results"], _OF_STREAM) for answer in objects(node))


def _has_results(node: Any) -> bool:
    if not isinstance(node, dict) or not has_entries(node.get("results"), ("alternatives.0.transcript", *_END)):
        return False
    return not has_entries(node["results"], ("alternatives.0.timestamps", "final"))  # those are IBM Watson's


FORMAT = Format("google_stt", "Google Speech-to-Text (JSON)", (".json",), likelihood, read, shape="json")
