"""IBM Watson Speech to Text: words with times in results, speakers by time beside them."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import new_draft
from coder.readers.json.tree import dig, find_entries, objects
from coder.readers.json.values import label_of, text_of
from coder.readers.json.words import Word, add_words
from coder.readers.times import parse_time
from coder.transcript import Transcript


def likelihood(tree: Any, source: str) -> float:
    """High for results whose alternatives have timestamps in lists."""
    return 0.95 if _find(tree) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a run of words by one speaker a unit; without speakers a result a unit."""
    answer = _find(tree)
    labels = objects(answer.get("speaker_labels"))
    speakers = {parse_time(label.get("from")): label_of(label.get("speaker")) for label in labels}
    draft = new_draft(source, FORMAT.name)
    speaker = ""
    for number, result in enumerate(answer["results"], 1):
        words = []
        stamps = dig(result, "alternatives.0.timestamps")
        for stamp in stamps if isinstance(stamps, list) else ():
            text, start_ms, end_ms = text_of(dig(stamp, "0")), parse_time(dig(stamp, "1")), parse_time(dig(stamp, "2"))
            speaker = speakers.get(start_ms, speaker)
            words.append(Word(speaker, text, start_ms, end_ms))
        if words:
            add_words(draft, words, entry=number)
        else:
            draft.add(number, "", text_of(dig(result, "alternatives.0.transcript")))
    return draft.finish()


def _find(tree: Any) -> dict[str, Any] | None:
    return find_entries(tree, "results", ("alternatives.0.timestamps.0.1",))


FORMAT = Format("watson", "IBM Watson transcripts (JSON)", (".json",), likelihood, read, shape="json")
