"""What is composed is read back: every unit, every character that is not white space."""

import csv
import html
import io
import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coder.readers import read_bytes
from coder.readers.text.cleaning import strip_tags
from coder.readers.text.time_marks import strip_times
from coder.transcript import Unit

SPEAKERS = ["Ana Gil", "Ben", "Dr. O'Neil (Acme)", "李雷", "Speaker 1", "stokes"]
# White space, invisible and control characters are folded or dropped on purpose.
_CHARACTERS = st.characters(exclude_categories=["C", "Z"], exclude_characters="\u00ad\u2061\u2062\u2063\u2064")
# A word has a letter or a number: a unit of dots and dashes alone is no speech.
_WORDS = st.text(_CHARACTERS, min_size=1, max_size=12).filter(lambda word: any(map(str.isalnum, word)))


@st.composite
def calls(draw) -> list[Unit]:
    texts = draw(st.lists(st.lists(_WORDS, min_size=1, max_size=6).map(" ".join), min_size=2, max_size=8))
    units, clock = [], 0
    for at, text in enumerate(texts):
        speaker = SPEAKERS[at] if at < 2 else draw(st.sampled_from(SPEAKERS))
        start = clock + draw(st.integers(0, 5000))
        clock = start + draw(st.integers(0, 4_000_000))
        units.append(Unit(speaker, text, start, clock))
    return units


def clock(ms: int, mark: str = ".") -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{ms:03}"


def compose_zoom(units: list[Unit]) -> str:
    cues = [
        f"{at}\n{clock(unit.start_ms)} --> {clock(unit.end_ms)}\n{unit.speaker}: {html.escape(unit.text)}\n"
        for at, unit in enumerate(units, 1)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def compose_teams(units: list[Unit]) -> str:
    cues = [
        f"{clock(unit.start_ms)} --> {clock(unit.end_ms)}\n"
        f"<v {html.escape(unit.speaker)}>{html.escape(unit.text)}</v>\n"
        for unit in units
    ]
    return "\n".join(["WEBVTT\n", *cues])


def compose_srt(units: list[Unit]) -> str:
    return "".join(
        f"{at}\n{clock(unit.start_ms, ',')} --> {clock(unit.end_ms, ',')}\n{unit.speaker}: {html.escape(unit.text)}\n\n"
        for at, unit in enumerate(units, 1)
    )


def compose_table(units: list[Unit], delimiter: str = ",") -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["start_ms", "end_ms", "speaker", "text"])
    writer.writerows([unit.start_ms, unit.end_ms, unit.speaker, unit.text] for unit in units)
    return file.getvalue()


def compose_tsv(units: list[Unit]) -> str:
    return compose_table(units, "\t")


def compose_jsonl(units: list[Unit]) -> str:
    return "".join(
        json.dumps(
            {
                "call": "c1",
                "index": at,
                "speaker": unit.speaker,
                "text": unit.text,
                "start_ms": unit.start_ms,
                "end_ms": unit.end_ms,
            },
            ensure_ascii=bool(at % 2),
        )
        + "\n"
        for at, unit in enumerate(units)
    )


@pytest.mark.parametrize(
    "compose", [compose_zoom, compose_teams, compose_srt, compose_table, compose_tsv, compose_jsonl]
)
@settings(deadline=None, max_examples=60)
@given(units=calls())
def test_composed_calls_are_read_back(compose, units):
    transcript = read_bytes(compose(units).encode(), "call.txt")
    assert list(transcript.units) == units
    assert transcript.skipped == ()


@settings(deadline=None, max_examples=60)
@given(units=calls())
def test_turns_of_plain_text_are_read_back_with_start_times(units):
    # A backslash is Markdown's escape, and is read as one; so are tags, entities and times in the text.
    assume(not any("\\" in unit.text or strip_times(strip_tags(unit.text))[0] != unit.text for unit in units))
    text = "\n".join(f"[{clock(unit.start_ms)}] {unit.speaker}: {unit.text}" for unit in units)
    transcript = read_bytes(text.encode(), "call.md")
    assert list(transcript.units) == [replace(unit, end_ms=None) for unit in units]


@settings(deadline=None, max_examples=60)
@given(units=calls(), width=st.integers(1, 20))
def test_wrapped_cues_lose_no_text(units, width):
    for compose in (compose_teams, compose_srt):
        wrapped = [replace(unit, text=unit.text.replace(" ", "\n", width)) for unit in units]
        transcript = read_bytes(compose(wrapped).encode(), "call.vtt")
        assert _characters(transcript.units) == _characters(units)


def _characters(units) -> str:
    return "".join("".join(unit.text.split()) for unit in units)
