"""Damage to a sound file: what stands before it is read as ever, and nothing after it is lost without a word."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.transcript import Transcript, Unit
from tests.readers.composing import COMPOSERS, Composer

N_UNITS = 12
# Names are known from lines that come again, which a file of a few lines has not.
FEWEST_BEFORE = 6
# Forms in which times or names stand apart from the words, and one whose quotes close at the end of all.
APART = {"aws_transcribe", "otter_json", "watson", "text_in_table"}
_TOKEN = re.compile(r"number\d{3}")

in_plain_sight = pytest.mark.parametrize(
    "composer", [one for one in COMPOSERS if one.suffix not in (".docx", ".xlsx")], ids=lambda composer: composer.name
)
few_cases = settings(deadline=None, max_examples=30)


def make_call(composer: Composer) -> list[Unit]:
    """A call whose units can be found in the file and in what is read, each by a word of its own."""
    names = ("Ana Gil", "Ben Okafor")[: composer.people]
    return [
        Unit(names[at % len(names)], f"so we said number{at:03} then", at * 2000, at * 2000 + 1500)
        for at in range(N_UNITS)
    ]


def find_places(data: bytes) -> dict[str, int]:
    """Where each unit's own word stands last in the file."""
    return {match.group(): match.start() for match in _TOKEN.finditer(data.decode("latin-1"))}


def read(data: bytes, composer: Composer) -> Transcript | None:
    """What is read; ``None`` where an error tells that the file is broken."""
    try:
        return read_bytes(data, composer.source)
    except TranscriptError:
        return None


def check_before(composer: Composer, damaged: Transcript, places: dict[str, int], start: int) -> None:
    """Fails unless the units before the damage, but for the last, are the same."""
    if composer.joins or composer.format in APART:
        return
    before = [token for token, place in places.items() if place < start][:-1]
    if len(before) < FEWEST_BEFORE:
        return
    sound = read_bytes(composer.write(make_call(composer)), composer.source)
    rows = composer.show(damaged)
    for row in composer.show(sound):
        if any(token in row[1] for token in before):
            assert row in rows


def check_after(damaged: Transcript, places: dict[str, int], start: int, end: int) -> None:
    """Fails where a unit away from the damage is lost and nothing is said of it."""
    away = set(places) - _touched(places, start, end)
    read_tokens = set(_TOKEN.findall(" ".join(unit.text for unit in (*damaged.units, *damaged.chat))))
    assert away <= read_tokens or damaged.skipped


def _touched(places: dict[str, int], start: int, end: int) -> set[str]:
    """The units that the damage may be in: those around its beginning and its end, and between."""
    ordered = sorted(places, key=places.__getitem__)
    first = max([at for at, token in enumerate(ordered) if places[token] <= start], default=0)
    last = min([at for at, token in enumerate(ordered) if places[token] >= end], default=len(ordered) - 1)
    return set(ordered[first : last + 1])


@in_plain_sight
@few_cases
@given(data=st.data())
def test_a_file_that_is_cut_short(composer, data):
    sound = composer.write(make_call(composer))
    places = find_places(sound)
    at = data.draw(st.integers(0, len(sound)))
    damaged = read(sound[:at], composer)
    if damaged:
        check_before(composer, damaged, places, at)
        kept = {token: place for token, place in places.items() if place < at}
        check_after(damaged, kept, at, at)


@in_plain_sight
@few_cases
@given(data=st.data())
def test_a_file_with_a_byte_changed(composer, data):
    sound = composer.write(make_call(composer))
    at = data.draw(st.integers(0, len(sound) - 1))
    byte = data.draw(st.integers(0, 255))
    assume(not {sound[at], byte} & set(b"0123456789."))  # another number, time or place: no reader can tell
    changed = sound[:at] + bytes([byte]) + sound[at + 1 :]
    damaged = read(changed, composer)
    if damaged:
        places = find_places(sound)
        check_before(composer, damaged, places, at)
        check_after(damaged, places, at, at)


@in_plain_sight
@few_cases
@given(data=st.data())
def test_a_file_with_two_lines_swapped(composer, data):
    sound = composer.write(make_call(composer))
    lines = sound.split(b"\n")
    first, second = sorted(data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    start, end = len(b"\n".join(lines[:first])), len(b"\n".join(lines[: second + 1]))
    lines[first], lines[second] = lines[second], lines[first]
    damaged = read(b"\n".join(lines), composer)
    if damaged:
        places = find_places(sound)
        check_before(composer, damaged, places, start)
        check_after(damaged, places, start, end)
