"""Speechmatics, API v1: a list of who spoke from when on, and a list of words."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Entry, Layout, new_draft, read_entries
from coder.readers.json.tree import find_node, has_entries
from coder.readers.json.values import is_punctuation
from coder.readers.json.words import Word, join_words
from coder.transcript import Transcript

_SPEAKER = Layout(text=("name",), start=("time",), end=(), duration=("duration",))


def likelihood(tree: Any, source: str) -> float:
    """High for words and speakers that both have a name and a time."""
    return 0.95 if find_node(tree, _is_answer) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a unit for each stretch of one speaker; words before the first are nobody's."""
    answer = find_node(tree, _is_answer)
    draft = new_draft(source, FORMAT.name)
    stretches = [entry for entry in read_entries(draft, answer["speakers"], _SPEAKER) if entry.start_ms is not None]
    stretches.sort(key=lambda entry: entry.start_ms)
    said: list[list[Entry]] = [[] for _ in range(len(stretches) + 1)]
    at = 0
    for word in read_entries(draft, answer["words"], _SPEAKER):
        while word.start_ms is not None and at < len(stretches) and stretches[at].start_ms <= word.start_ms:
            at += 1
        said[at].append(word)
    for speaker, words in zip(("", *(entry.text for entry in stretches)), said, strict=True):
        if words:
            text = join_words(Word(speaker, word.text, glued=is_punctuation(word.text)) for word in words)
            draft.add(words[0].number, speaker, text, start_ms=words[0].start_ms, end_ms=words[-1].end_ms)
    return draft.finish()


def _is_answer(node: Any) -> bool:
    marks = ("name",), ("time",), ("duration",)
    return isinstance(node, dict) and all(has_entries(node.get(key), *marks) for key in ("speakers", "words"))


FORMAT = Format(
    "speechmatics_v1", "Speechmatics transcripts, old API (JSON)", (".json",), likelihood, read, shape="json"
)
