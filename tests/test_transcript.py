"""Turns, speakers and words of a transcript."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.transcript import Transcript, Unit, Utterance, count_words
from tests.builders import talk


def test_consecutive_units_of_one_speaker_are_one_turn() -> None:
    transcript = talk(("Ana", "One."), ("Ana", "Two."), ("Ben", "Three."), ("Ana", "Four."))
    assert [(turn.index, turn.speaker, [u.text for u in turn.units]) for turn in transcript.turns] == [
        (0, "Ana", ["One.", "Two."]),
        (1, "Ben", ["Three."]),
        (2, "Ana", ["Four."]),
    ]


def test_speakers_stand_in_the_order_in_which_they_first_speak() -> None:
    assert talk(("Ben", "x"), ("Ana", "y"), ("Ben", "z")).speakers == ("Ben", "Ana")


def test_turns_that_the_file_numbers_are_kept() -> None:
    units = (Unit("Ana", "One."), Unit("Ana", "Two."), Unit("Ana", "Three."), Unit("Ben", "Four."))
    turns = (4, 4, 6, 6)
    utterances = tuple(
        Utterance(i, turn, unit.speaker, unit.text) for i, (unit, turn) in enumerate(zip(units, turns, strict=True))
    )
    transcript = Transcript("c", "c.jsonl", "codebook_jsonl", units, utterances)
    assert [(turn.index, turn.speaker, len(turn.units)) for turn in transcript.turns] == [
        (4, "Ana", 2),
        (6, "Ana", 1),
        (6, "Ben", 1),
    ]


def test_utterances_that_do_not_match_the_units_are_refused() -> None:
    transcript = Transcript("c", "c.jsonl", "codebook_jsonl", (Unit("Ana", "One."),), ())
    with pytest.raises(ValueError):
        _ = transcript.turns


@given(st.lists(st.sampled_from("ABC"), min_size=1, max_size=30))
def test_turns_hold_every_unit_once_and_never_two_speakers(speakers: list[str]) -> None:
    transcript = talk(*((name, str(place)) for place, name in enumerate(speakers)))
    turns = transcript.turns
    assert [unit for turn in turns for unit in turn.units] == list(transcript.units)
    assert all(unit.speaker == turn.speaker for turn in turns for unit in turn.units)
    assert all(a.speaker != b.speaker for a, b in pairwise(turns))
    assert [turn.index for turn in turns] == list(range(len(turns)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  ", 0),
        ("Mm-hm.", 1),
        ("Walk me through it.", 4),
        ("お世話になります", 4),
        ("สวัสดี", 3),
        ("Привет, мир", 2),
    ],
)
def test_count_words(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(), st.text())
def test_words_of_two_texts_add_up(one: str, two: str) -> None:
    assert count_words(f"{one} {two}") == count_words(one) + count_words(two)
