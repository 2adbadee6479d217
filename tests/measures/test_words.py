"""Content words and their weights."""

import json
import math

import pytest

from coder.measures import words
from coder.measures.words import content_words, weight_of, words_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("... — !", []),
        ("The Buyer’s deck isn't READY", ["the", "buyer", "deck", "is", "ready"]),
        ("We'll, they've, I'm, she'd, you're", ["we", "they", "i", "she", "you"]),
        ("follow-up in Q3: 40 %", ["follow", "up", "in", "q3", "40"]),
        ("o'clock deck_name", ["o'clock", "deck", "name"]),
        ("Müller's Preis", ["müller", "preis"]),
    ],
)
def test_words_are_lower_case_without_endings(text: str, expected: list[str]) -> None:
    assert words_in(text) == expected


def test_function_words_and_fillers_carry_nothing() -> None:
    assert content_words("Yeah, um, okay, I don't know what you mean by that.") == set()
    assert content_words("The forecast is the forecast, legal isn't.") == {"forecast", "legal"}


def test_weight_is_the_logarithm_of_rarity() -> None:
    table = json.loads(words.FILE.read_text(encoding="utf-8"))
    count = table["counts"]["forecast"]
    assert weight_of("forecast") == pytest.approx(math.log(table["utterances"]) - math.log(count))
    assert weight_of("zzyzx") == math.log(table["utterances"])
    assert weight_of("said") < weight_of("forecast") < weight_of("zzyzx")


def test_refusals_are_no_content_words() -> None:
    assert content_words("They won't, it ain't, we can't.") == set()
