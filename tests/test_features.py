"""What the classifier sees of an utterance: its words, its setting, the words around it, never its code."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.features import CONTEXT_WEIGHTS, ROLE_WORDS_WEIGHT, Spoken, extract_features, tokenize

QUESTION = Spoken(0, "Ana", "manager", "What happened?")
ANSWER = Spoken(1, "Ben", "rep", "They went quiet.")
BLOCKS = ("w:", "c:", "mw:")


def length_of(features: dict[str, float], prefix: str) -> float:
    return math.sqrt(sum(value**2 for name, value in features.items() if name.startswith(prefix)))


def test_tokenize_keeps_words_and_sentence_marks() -> None:
    assert tokenize("Well… don’t YOU think, Ben?!") == ["well", "…", "don't", "you", "think", ",", "ben", "?", "!"]


def test_one_dict_for_each_utterance_in_order() -> None:
    rows = extract_features([QUESTION, ANSWER])
    assert len(rows) == 2
    assert "w:what happened ?" in rows[0] and "w:went" in rows[1]
    assert "w:went" not in rows[0]


def test_no_utterances_no_rows() -> None:
    assert extract_features([]) == []


def test_word_and_character_blocks_have_their_length_however_long_the_text() -> None:
    for text in ("Go.", "Go on then, tell me more about it, and about him, and about them. " * 5):
        (row,) = extract_features([Spoken(0, "Ana", "manager", text)])
        assert [length_of(row, block) for block in BLOCKS] == pytest.approx([1, 1, ROLE_WORDS_WEIGHT])


def test_context_is_seen_with_its_weight_and_whether_it_is_the_same_speaker() -> None:
    call = [Spoken(i, name, "rep", f"word{i}") for i, name in enumerate(["Ben", "Ana", "Ana", "Ben", "Ana"])]
    seen = extract_features(call)[2]
    assert seen["-1same:word1"] == pytest.approx(CONTEXT_WEIGHTS[-1])
    assert seen["-2else:word0"] == pytest.approx(CONTEXT_WEIGHTS[-2])
    assert seen["1else:word3"] == pytest.approx(CONTEXT_WEIGHTS[1])
    assert not any("word4" in name for name in seen)


def test_role_changes_what_is_seen() -> None:
    manager, rep = (extract_features([Spoken(0, "Ana", role, "Right.")])[0] for role in ("manager", "rep"))
    assert "s:role=manager" in manager and "mw:right" in manager
    assert "s:role=rep" in rep and "rw:right" in rep
    assert "s:role=manager" not in rep


def test_question_mark_counts_at_the_end_only() -> None:
    asks = [extract_features([Spoken(0, "Ana", "manager", text)])[0] for text in ("Why?", 'He said "why?"', "Why? No.")]
    assert ["s:question" in row for row in asks] == [True, True, False]


def test_edges_of_the_call_are_marked() -> None:
    rows = extract_features([Spoken(i, "Ana", "manager", "Right.") for i in range(40)])
    assert ["s:call opens" in row for row in rows] == [True] * 6 + [False] * 34
    assert ["s:call closes" in row for row in rows] == [False] * 34 + [True] * 6
    assert "s:-1 nobody" in rows[0] and "s:1 nobody" in rows[-1] and "s:-1 nobody" not in rows[1]


def test_an_excerpt_has_no_edges() -> None:
    rows = extract_features([Spoken(i, "Ana", "manager", "Right.") for i in range(39)])
    assert not any("s:call opens" in row or "s:call closes" in row for row in rows)


speech = st.builds(Spoken, st.integers(0, 3), st.sampled_from("AB"), st.sampled_from(["manager", "rep"]), st.text())


@settings(max_examples=50)
@given(st.lists(speech, max_size=6))
def test_any_text_gives_finite_features(call: list[Spoken]) -> None:
    rows = extract_features(call)
    assert len(rows) == len(call)
    assert all(math.isfinite(value) for row in rows for value in row.values())
