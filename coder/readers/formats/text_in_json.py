"""JSON that holds the transcript as one text, or as a list of lines, be it captions or lines that open with a name."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from coder.readers.format import Format
from coder.readers.formats import name_text, srt, webvtt
from coder.readers.json.tree import walk
from coder.transcript import Transcript

_INNER = (webvtt.FORMAT, srt.FORMAT, name_text.FORMAT)
_KEYS = ("transcript", "transcription", "text", "content", "body", "vtt", "srt", "concatenated_transcript")
_KEYS += ("transcript_text", "transcriptText", "full_transcript", "fullTranscript", "plain_text", "data")
_SURE = 0.5
_MAX_NODES = 2000


def likelihood(tree: Any, source: str) -> float:
    """Middling where a string is itself a transcript: below any list that has its parts."""
    return 0.45 if _find(tree, source) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation as the form of the text has it; notes count lines of that text."""
    form, text = _find(tree, source)
    return replace(form.read(text, source), format=FORMAT.name)


def _find(tree: Any, source: str) -> tuple[Format, str] | None:
    """The longest string that reads as a transcript, and its form."""
    for text in sorted(_strings(tree), key=len, reverse=True)[:3]:
        likelihoods = [form.likelihood(text, source) for form in _INNER]
        if max(likelihoods) >= _SURE:
            return _INNER[likelihoods.index(max(likelihoods))], text
    return None


def _strings(tree: Any) -> Iterator[str]:
    for node in walk(tree, looked_at=5, limit=_MAX_NODES):
        if isinstance(node, list) and len(node) > 1 and all(isinstance(line, str) for line in node):
            yield "\n".join(node)
        for key in _KEYS if isinstance(node, dict) else ():
            if isinstance(text := node.get(key), str) and "\n" in text:
                yield text.replace("\r\n", "\n")


FORMAT = Format("text_in_json", "JSON around a text transcript (.json)", (".json",), likelihood, read, shape="json")
