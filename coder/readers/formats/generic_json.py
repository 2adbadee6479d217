"""JSON of any tool: a list of objects that carry a speaker and a text, wherever in the tree it stands."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from coder.readers.calls import keep_call
from coder.readers.captions.cue_speech import add_cues
from coder.readers.captions.cues import Cue
from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.beside import find_stretches, give_speakers
from coder.readers.json.calls import find_call_key, name_owners
from coder.readers.json.entries import Entry, new_draft, no_speech, place_in_time, read_entries, to_words
from coder.readers.json.events import is_chat, make_skip
from coder.readers.json.guess import Found, find_transcript, with_scale
from coder.readers.json.people import list_names
from coder.readers.json.tracks import begins_anew, order_tracks, share_speakers
from coder.readers.json.tree import find_error
from coder.readers.json.values import is_punctuation, label_of
from coder.readers.json.words import Word, add_words
from coder.transcript import Transcript, count_words

_FEWEST_WORDS = 20


def likelihood(tree: Any, source: str) -> float:
    """Above any guess at text, below every format whose tool is known."""
    if found := find_transcript(tree, quick=True):
        return (0.5 if found.has_speakers else 0.4) + 0.05 * found.has_times
    return 0.32 if find_error(tree) else 0.0


def read(tree: Any, source: str, call: str | None = None) -> Transcript:
    """The conversation: an entry a unit or, where entries are words, a run of them by one speaker.

    Entries without speakers are read as captions are, whose speakers may stand before their text.

    Raises:
        SeveralCallsError: several calls.
        TranscriptError: no such list.
    """
    found = find_transcript(tree)
    if not found:
        reason = find_error(tree)
        said = f'an answer of a service that says "{reason}"' if reason else "no list of things that were said"
        raise no_speech(source, said, "Export the transcript again, when the tool has finished it.")
    draft = new_draft(source, FORMAT.name)
    entries = place_in_time(_read_lists(draft, found, list_names(tree), call), tree)
    stretches = [] if found.has_speakers else find_stretches(tree, scale=with_scale(found).scale)
    if stretches:
        entries = give_speakers(entries, stretches)
    if _are_words(found, entries):
        add_words(draft, _glue(entries))
        return draft.finish()
    if not found.has_speakers and not stretches:
        add_cues(draft, [Cue(entry.number, (entry.text,), entry.start_ms, entry.end_ms) for entry in entries])
        return draft.finish()
    items = found.items
    for entry in entries:
        if is_chat(items[entry.number - 1]):
            draft.add_chat(entry.number, entry.speaker, entry.text, start_ms=entry.start_ms)
        else:
            draft.add(entry.number, entry.speaker, entry.text, start_ms=entry.start_ms, end_ms=entry.end_ms)
    return draft.finish()


def _read_lists(draft: Draft, found: Found, names: dict[str, str], call: str | None) -> list[Entry]:
    """The entries of one call, in order of time where several lists are tracks of it.

    Raises:
        SeveralCallsError: the entries, or the objects around their lists, are of several.
    """
    entries = read_entries(draft, found.items, with_scale(found), names=names, skip=make_skip(found.items))
    calls = _name_calls(found, entries)
    kept = keep_call(
        draft,
        entries,
        name=lambda entry: calls[entry.number - 1],
        place=lambda entry: entry.number,
        wanted=call,
        named_by="call",
    )
    return order_tracks(kept)


def _name_calls(found: Found, entries: Sequence[Entry]) -> list[str]:
    """The call of each item; "" where nothing tells of several."""
    if key := find_call_key(found.items):
        return [label_of(item.get(key)) if isinstance(item, dict) else "" for item in found.items]
    ends = list(accumulate(len(placed.entries) for placed in found.lists))
    parts = [[] for _ in ends]
    for entry in entries:
        parts[bisect_right(ends, entry.number - 1)].append(entry)
    names = name_owners(found.lists, are_anew=_are_anew(parts))
    return [name for name, placed in zip(names, found.lists, strict=True) for _ in placed.entries]


def _are_anew(parts: Sequence[Sequence[Entry]]) -> bool | None:
    """Whether later lists begin anew with speakers of earlier ones; ``None`` where times do not tell."""
    if any(begins_anew(before, after) and share_speakers(before, after) for before, after in pairwise(parts)):
        return True
    return None if any(entry.start_ms is None for part in parts for entry in part) else False


def _are_words(found: Found, entries: Sequence[Entry]) -> bool:
    """Whether the entries are words: they are few to an entry, and many, or are called so."""
    n_words = sum(count_words(entry.text) for entry in entries)
    return n_words < 1.5 * len(entries) and (len(entries) >= _FEWEST_WORDS or found.has_words)


def _glue(entries: Sequence[Entry]) -> list[Word]:
    """Words with spaces between them, unless they bring their own."""
    words = to_words(entries)
    spaced = any(word.text[:1].isspace() for word in words)
    return [replace(word, glued=spaced or is_punctuation(word.text)) for word in words]


FORMAT = Format(
    "generic_json",
    "other JSON with speakers and texts (.json)",
    (".json",),
    likelihood,
    read,
    shape="json",
    takes_call=True,
)
