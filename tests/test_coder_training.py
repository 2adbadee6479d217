"""Learning to code on settled calls: what is asked, and what is told of it."""

from dataclasses import replace

import pytest

from coder.coder_training import draw_stretch, gold_of_example, gold_of_review, score_training
from coder.errors import ExamplesError
from coder.examples import read_examples
from tests.builders import build_review

CODES = ("open_question", "inform", "direct", "acknowledge", "steer")
LINES = "".join(
    f'{{"call": "c", "turn": {i}, "speaker": "Ana", "role": "manager", "text": "Line {i}.", "code": "{code}"}}\n'
    for i, code in enumerate(CODES)
)


def test_only_a_persons_codes_are_settled() -> None:
    review = build_review(*(("Ana", "manager", code, "Words.") for code in CODES))
    utterances = (replace(review.utterances[0], decided_by="person"), *review.utterances[1:])
    gold = gold_of_review(replace(review, utterances=utterances))
    assert [each.code for each in gold.utterances] == ["open_question", None, None, None, None]
    assert gold.n_gold == 1
    assert draw_stretch(gold, 3, seed=0) == (0,)
    with pytest.raises(ExamplesError, match="utterances with a settled code"):
        draw_stretch(gold_of_review(review), 3, seed=0)


def test_a_stretch_is_in_a_row_and_starts_anywhere() -> None:
    (call,) = read_examples(LINES.encode(), "c.jsonl")
    gold = gold_of_example(call)
    drawn = {draw_stretch(gold, 3, seed=seed) for seed in range(50)}
    assert drawn == {(0, 1, 2), (1, 2, 3), (2, 3, 4)}
    assert draw_stretch(gold, 99, seed=1) == (0, 1, 2, 3, 4)


def test_a_score_counts_what_was_asked_and_coded() -> None:
    (call,) = read_examples(LINES.encode(), "c.jsonl")
    given = {0: "steer", 1: "inform", 2: "advise", 4: "steer"}
    score = score_training(gold_of_example(call), (0, 1, 2, 3), given)
    assert (score.met, score.n) == (1, 3)
    assert {code: (each.support, each.predicted, each.both) for code, each in score.codes.items()} == {
        "direct": (1, 0, 0),
        "advise": (0, 1, 0),
        "inform": (1, 1, 1),
        "steer": (0, 1, 0),
        "open_question": (1, 0, 0),
    }
    assert score.modes["tell"].both == 2
    assert score.codes["steer"].recall is None
    assert [(miss.utterance.index, miss.gold, miss.given) for miss in score.misses] == [
        (0, "open_question", "steer"),
        (2, "direct", "advise"),
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"", "none"), (b"\xff", "UnicodeDecodeError"), (b"[1]", "list"), (b"[" * 100_000, "something else")],
    ids=["nothing", "bytes", "list", "deep"],
)
def test_a_file_that_is_no_labelled_call_is_told(data: bytes, found: str) -> None:
    with pytest.raises(ExamplesError, match=found):
        read_examples(data, "c.jsonl")


def test_a_call_in_two_pieces_is_told_and_an_uncoded_utterance_is_not_settled() -> None:
    one = LINES.splitlines()[0]
    with pytest.raises(ExamplesError, match="a call in two pieces"):
        read_examples("\n".join([one, one.replace('"c"', '"d"'), one]).encode(), "c.jsonl")
    (call,) = read_examples(one.replace('"open_question"', "null").encode(), "c.jsonl")
    assert gold_of_example(call).n_gold == 0
