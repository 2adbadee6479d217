"""Captions with a JSON object in each cue, as Teams' transcript with metadata has them."""

import json

import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER


def compose(*cues: dict | str) -> bytes:
    shown = [cue if isinstance(cue, str) else json.dumps(cue) for cue in cues]
    blocks = [f"00:00:0{at}.120 --> 00:00:0{at}.900\n{cue}\n" for at, cue in enumerate(shown)]
    return "\n".join(['WEBVTT\n\nNOTE duration:"00:12:01"\n', *blocks]).encode()


def teams(speaker: str, text: str) -> dict[str, str]:
    when = "2026-05-01T10:00:05.12Z"
    times = {"startDateTime": when, "endDateTime": when}
    return times | {"speakerName": speaker, "spokenText": text, "spokenLanguage": "en-us"}


def test_speakers_and_words_of_teams():
    transcript = read_bytes(
        compose(teams("Ana Gil", "How &amp; why: tell me."), teams("", "Well."), teams("Ben", "")), "a.vtt"
    )
    assert transcript.format == "webvtt"
    assert [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units] == [
        ("Ana Gil", "How & why: tell me.", 120, 900),
        (UNKNOWN_SPEAKER, "Well.", 1120, 1900),
    ]
    assert [note.reason for note in transcript.skipped] == ["NOTE block, not speech", "no text"]


def test_data_that_is_no_speech():
    with pytest.raises(TranscriptError, match="3 parts left out"):
        read_bytes(compose({"x": 1, "url": "a.jpg"}, {"x": 2}), "a.vtt")


def test_braces_that_are_words():
    transcript = read_bytes(compose("Ana: {so}", "Ben: Yes", "{broken: 1}", "Ana: Good."), "a.vtt")
    assert [unit.text for unit in transcript.units] == ["{so}", "Yes", "{broken: 1}", "Good."]
