"""JSON of any tool: a list of objects that carry a speaker and a text, wherever in the tree it stands."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from coder.errors import TranscriptError
from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.entries import Entry, new_draft, no_speech, place_in_time, read_entries, to_words
from coder.readers.json.guess import Found, find_transcript, with_scale
from coder.readers.json.tree import find_error, list_names
from coder.readers.json.values import is_punctuation, label_of
from coder.readers.json.words import Word, add_words
from coder.transcript import Transcript, count_words

_SILENT_ROLES = frozenset(
    ("system", "developer", "tool", "function", "tool_call", "tool_calls", "tool_call_invocation", "tool_call_result")
)
_FINAL, _INTERIM = ("is_final", "isFinal", "final"), ("is_partial", "isPartial", "partial", "is_interim", "interim")
_CHAT = frozenset(("chat", "chat_message", "chatMessage"))
_FEWEST_WORDS = 20
_RESTART_MS = 60_000


def likelihood(tree: Any, source: str) -> float:
    """Above any guess at text, below every format whose tool is known."""
    if found := find_transcript(tree, quick=True):
        return (0.5 if found.has_speakers else 0.4) + 0.05 * found.has_times
    return 0.32 if find_error(tree) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation: an entry a unit or, where entries are words, a run of them by one speaker.

    Raises:
        TranscriptError: no such list, or several calls.
    """
    found = find_transcript(tree)
    if not found:
        reason = find_error(tree)
        said = f'an answer of a service that says "{reason}"' if reason else "no list of things that were said"
        raise no_speech(source, said, "Export the transcript again, when the tool has finished it.")
    draft = new_draft(source, FORMAT.name)
    entries = _read_lists(draft, found, list_names(tree), source)
    entries = place_in_time(entries, tree)
    if len(entries) >= _FEWEST_WORDS and sum(count_words(entry.text) for entry in entries) < 1.5 * len(entries):
        add_words(draft, _glue(entries))
        return draft.finish()
    items = found.items
    for entry in entries:
        if _is_chat(items[entry.number - 1]):
            draft.add_chat(entry.number, entry.speaker, entry.text, start_ms=entry.start_ms)
        else:
            draft.add(entry.number, entry.speaker, entry.text, start_ms=entry.start_ms, end_ms=entry.end_ms)
    return draft.finish()


def _read_lists(draft: Draft, found: Found, names: dict[str, str], source: str) -> list[Entry]:
    """The entries in file order; in order of time where several lists are tracks of one call.

    Raises:
        TranscriptError: the times of a list begin anew, and the speakers of the one before are in it.
    """
    entries = read_entries(draft, found.items, with_scale(found), names=names, skip=_make_skip(found.items))
    parts: list[list[Entry]] = []
    first = 0
    for items in found.lists:
        parts.append([entry for entry in entries if first < entry.number <= first + len(items)])
        first += len(items)
    restarts = [(before, after) for before, after in pairwise(parts) if _begins_anew(before, after)]
    if any({e.speaker for e in before} & {e.speaker for e in after} for before, after in restarts):
        raise TranscriptError(
            source,
            expected="one call in a file",
            found=f"{len(restarts) + 1} lists of entries whose times begin anew",
            next_step="Split the file into one for each call.",
        )
    return sorted(entries, key=lambda entry: entry.start_ms or 0) if restarts else entries


def _begins_anew(before: Sequence[Entry], after: Sequence[Entry]) -> bool:
    starts = [[entry.start_ms for entry in part if entry.start_ms is not None] for part in (before, after)]
    return bool(starts[0] and starts[1]) and starts[1][0] + _RESTART_MS < max(starts[0])


def _make_skip(items: Sequence[Any]) -> Callable[[dict[str, Any]], str | None]:
    """What is left out: prompts and calls of tools and, where some entries say they are final, the others."""
    settled = any(item.get(key) is True for item in items if isinstance(item, dict) for key in _FINAL)
    settled = settled or any(item.get(key) is False for item in items if isinstance(item, dict) for key in _INTERIM)

    def skip(item: dict[str, Any]) -> str | None:
        if label_of(item.get("role")) in _SILENT_ROLES:
            return "no speech: a prompt, or a call of a tool"
        is_interim = any(item.get(key) is False for key in _FINAL) or any(item.get(key) is True for key in _INTERIM)
        return "an interim result" if settled and is_interim else None

    return skip


def _is_chat(item: Any) -> bool:
    return isinstance(item, dict) and label_of(item.get("type")) in _CHAT


def _glue(entries: Sequence[Entry]) -> list[Word]:
    """Words with spaces between them, unless they bring their own."""
    words = to_words(entries)
    if any(word.text[:1].isspace() for word in words):
        return [Word(word.speaker, word.text, word.start_ms, word.end_ms, glued=True) for word in words]
    return [
        Word(word.speaker, word.text, word.start_ms, word.end_ms, glued=is_punctuation(word.text)) for word in words
    ]


FORMAT = Format(
    "generic_json", "other JSON with speakers and texts (.json)", (".json",), likelihood, read, shape="json"
)
