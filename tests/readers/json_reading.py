"""What the tests of JSON formats share."""

import json
from typing import Any

from coder.readers import read_bytes
from coder.transcript import Transcript


def read(tree: Any, source: str = "call.json") -> Transcript:
    return read_bytes(json.dumps(tree).encode(), source)


def units(transcript: Transcript) -> list[tuple[str, str, int | None, int | None]]:
    return [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units]


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(unit.speaker, unit.text) for unit in transcript.units]


def notes(transcript: Transcript) -> list[tuple[str, str]]:
    return [(note.where, note.reason) for note in transcript.skipped]
