"""What seems wrong with a transcript, on files made wrong in one way each."""

from collections.abc import Callable

import pytest

from coder.damage import find_damage
from coder.damage.touched import TALK, of_codes, of_everything
from coder.transcript import Transcript, Unit

WEIGHTS = {"asks": 3.0, "assigns": 3.0, "says_i": -3.0}
Change = Callable[[list[Unit]], list[Unit]]


def sound_call() -> list[Unit]:
    """Twenty questions, each answered in the next turn, with times of a calm speaker."""
    units = []
    for number in range(20):
        start = number * 12_000
        asked = "Dana, I want to get the plan. Where are we with it, and what do you need from me by Friday?"
        said = "I sent the draft to the buyer on Tuesday, and I have heard nothing since then."
        units.append(Unit("Ben", asked.replace("Dana", "Ana"), start, start + 6_000))
        units.append(Unit("Ana", said, start + 6_500, start + 11_500))
    return units


def found_in(units: list[Unit]) -> dict[str, tuple[str, ...]]:
    call = Transcript("call", "call.vtt", "webvtt", tuple(units))
    return {found.id: found.touches for found in find_damage(call, WEIGHTS)}


def test_a_sound_call_has_nothing_wrong() -> None:
    assert found_in(sound_call()) == {}


def under_one_name(units: list[Unit]) -> list[Unit]:
    return [Unit("Ben", unit.text, unit.start_ms, unit.end_ms) for unit in units]


def exchanged(units: list[Unit]) -> list[Unit]:
    other = {"Ana": "Ben", "Ben": "Ana"}
    return [Unit(other[unit.speaker], unit.text, unit.start_ms, unit.end_ms) for unit in units]


def without_marks(units: list[Unit]) -> list[Unit]:
    bare = str.maketrans("", "", ".?,")
    return [Unit(unit.speaker, unit.text.translate(bare).lower(), unit.start_ms, unit.end_ms) for unit in units]


def too_fast(units: list[Unit]) -> list[Unit]:
    return [Unit(unit.speaker, unit.text * 6, unit.start_ms, unit.end_ms) for unit in units]


def seconds_taken_for_milliseconds(units: list[Unit]) -> list[Unit]:
    return [Unit(u.speaker, u.text, u.start_ms // 1000, u.end_ms // 1000) for u in units]


def from_the_middle(units: list[Unit]) -> list[Unit]:
    return [Unit(u.speaker, u.text, u.start_ms + 600_000, u.end_ms + 600_000) for u in units]


def with_a_hole(units: list[Unit]) -> list[Unit]:
    return units[:20] + from_the_middle(units[20:])


def broken_off(units: list[Unit]) -> list[Unit]:
    return [*units, Unit("Ben", "And then we", 240_000, 241_000)]


def partly_unnamed(units: list[Unit]) -> list[Unit]:
    return [Unit("Unknown Speaker", u.text, u.start_ms, u.end_ms) if u is units[3] else u for u in units]


def without_times(units: list[Unit]) -> list[Unit]:
    return [Unit(unit.speaker, unit.text) for unit in units]


@pytest.mark.parametrize(
    ("change", "finding", "touches"),
    [
        (under_one_name, "merged_speakers", of_everything()),
        (exchanged, "swapped_speakers", of_everything()),
        (lambda units: units[:20] + exchanged(units[20:]), "swapped_speakers", of_everything()),
        (without_marks, "missing_punctuation", of_codes()),
        (too_fast, "implausible_speed", TALK),
        (seconds_taken_for_milliseconds, "implausible_speed", TALK),
        (from_the_middle, "missing_part", of_everything()),
        (with_a_hole, "missing_part", of_everything()),
        (broken_off, "missing_part", of_everything()),
        (partly_unnamed, "unnamed_talk", of_everything()),
        (without_times, "missing_times", TALK),
    ],
)
def test_each_kind_of_damage_is_found_and_nothing_else(change: Change, finding: str, touches: tuple[str, ...]) -> None:
    assert found_in(change(sound_call())) == {finding: touches}


def test_only_some_times_missing_is_told_as_a_share() -> None:
    units = sound_call()
    call = Transcript("call", "call.vtt", "webvtt", (*units[:20], *without_times(units[20:])))
    (found,) = find_damage(call, WEIGHTS)
    assert found.says == "50 % of the words have no start and end time."


def test_a_finding_never_quotes_the_call() -> None:
    for change in (exchanged, broken_off, under_one_name):
        call = Transcript("call", "call.vtt", "webvtt", tuple(change(sound_call())))
        for found in find_damage(call, WEIGHTS):
            assert "plan" not in found.says + found.effect
            assert "buyer" not in found.says + found.effect


def test_an_empty_call_has_no_damage_to_tell() -> None:
    assert find_damage(Transcript("call", "call.txt", "zoom_chat", ()), WEIGHTS) == ()
