"""Cues that hold data instead of words, as Teams' transcript with metadata does: a JSON object in each."""

import json
from collections.abc import Sequence
from typing import Any

from coder.readers.captions.cues import Cue
from coder.readers.captions.ordering import Spoken
from coder.readers.draft import Draft
from coder.readers.text.cleaning import strip_markup
from coder.transcript import UNKNOWN_SPEAKER

_TEXTS = ("spokenText", "text", "transcript", "caption", "content", "body")
_SPEAKERS = ("speakerName", "speakerDisplayName", "speaker", "displayName", "participant", "name", "speakerId")
_SHARE = 0.5


def holds_data(cues: Sequence[Cue]) -> bool:
    """Whether most cues that have text hold an object."""
    filled = [cue for cue in cues if cue.text.strip()]
    return bool(filled) and sum(1 for cue in filled if _parse(cue)) >= _SHARE * len(filled)


def read_data(draft: Draft, cues: Sequence[Cue]) -> list[Spoken]:
    """The speakers and words that the objects name; one without words is noted, and a cue of text stays as it is."""
    spoken: list[Spoken] = []
    for cue in cues:
        if not (fields := _parse(cue)):
            spoken.append((cue, [(UNKNOWN_SPEAKER, cue.text)]))
        elif any(key in fields for key in _TEXTS):
            said = strip_markup(_pick(fields, _TEXTS))
            spoken.append((cue, [(_pick(fields, _SPEAKERS) or UNKNOWN_SPEAKER, said)]))
        else:
            draft.leave_out(cue.line, "data, not speech")
    return spoken


def _parse(cue: Cue) -> dict[str, Any]:
    text = cue.text.strip()
    if not (text.startswith("{") and text.endswith("}")):
        return {}
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _pick(fields: dict[str, Any], keys: Sequence[str]) -> str:
    return next((value for key in keys if isinstance(value := fields.get(key), str) and value.strip()), "")
