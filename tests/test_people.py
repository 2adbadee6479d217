"""One person under two spellings, bots, lines without a name."""

import pytest

from coder.people import default_joins, join_people, propose_same_people, speaker_kind
from coder.readers import read_bytes


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Fireflies.ai Notetaker", "bot"),
        ("Otter.ai", "bot"),
        ("Ben's Notetaker", "bot"),
        ("read.ai meeting notes", "bot"),
        ("Zoom AI Companion", "bot"),
        ("Unknown Speaker", "unknown"),
        ("unknown_speaker_2", "unknown"),
        ("Unidentified", "unknown"),
        ("UU", "unknown"),
        ("?", "unknown"),
        ("", "unknown"),
        ("Speaker 1", "person"),
        ("spk_0", "person"),
        ("Robot Smith", "person"),
        ("Recorder Jane", "person"),
        ("Abbott", "person"),
    ],
)
def test_a_name_stands_for_a_person_a_bot_or_nobody(name: str, kind: str) -> None:
    assert speaker_kind(name) == kind


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("Dana Reyes (host)", "Dana Reyes"),
        ("dana reyes", "Dana  Reyes"),
        ("Reyes, Dana", "Dana Reyes"),
        ("dana.reyes@acme.example", "Dana Reyes"),
        ("Dana Reyes <dana@acme.example>", "Dana Reyes"),
        ("Dana Reyes +1 555 010 0199", "Dana Reyes"),
        ("María José (she/her)", "Maria Jose"),
        ("Dr. Dana Reyes", "Dana Reyes"),
    ],
)
def test_names_that_differ_only_in_writing_are_joined(other: str, name: str) -> None:
    assert len(default_joins([other, "Ben Ito", name])) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Dana R.", "Dana Reyes"),
        ("Dana", "Dana Reyes"),
        ("Priya Natarajan", "Priya Nataraian"),
        ("D Reyes", "Dana Reyes"),
    ],
)
def test_names_that_are_alike_are_proposed_and_not_joined(one: str, two: str) -> None:
    (same,) = propose_same_people([one, "Ben Ito", two])
    assert not same.sure
    assert {same.name, same.other} == {one, two}
    assert default_joins([one, two]) == {}


@pytest.mark.parametrize(
    "names",
    [
        ["John Smith (Acme)", "John Smith (Globex)"],
        ["Dana R.", "Dana Reyes", "Dana Rowe"],
        ["Speaker 1", "Speaker 11"],
        ["spk_0", "spk_1"],
        ["A", "B"],
        ["+1 555 0100", "+1 555 0101"],
        ["Maria Kos", "Marek Kos"],
        ["Unknown Speaker", "Unknown"],
    ],
)
def test_different_people_are_left_alone(names: list[str]) -> None:
    assert propose_same_people(names) == ()


def test_a_chain_of_names_ends_in_one() -> None:
    found = propose_same_people(["D. Reyes", "Dana Reyes", "D Reyes (Guest)"])
    assert {same.other: same.name for same in found} == {"D. Reyes": "Dana Reyes", "D Reyes (Guest)": "Dana Reyes"}


def test_joining_renames_units_and_loses_nothing() -> None:
    call = read_bytes(b"Dana (host): One.\nBen: Two.\nDana: Three.\nBen: Four.", "call.txt")
    joined = join_people(call, {"Dana (host)": "Dana"})
    assert joined.speakers == ("Dana", "Ben")
    assert [unit.text for unit in joined.units] == [unit.text for unit in call.units]
    assert join_people(call, {}) is call
