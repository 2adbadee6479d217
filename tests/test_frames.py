"""Reviews as data frames: every row, whole types, and nothing undefined turned into a number."""

from dataclasses import fields, replace

import pandas
import pytest

from coder import analyse, measure_call, review_frames
from coder.measures import DEFINITIONS
from coder.review import CodedUtterance, Review
from tests.builders import build_review, one_word_each

CODES = ["direct", "open_question", "inform", "reflect"] * 10


@pytest.fixture
def review() -> Review:
    return build_review(
        *one_word_each("Ana", "manager", *CODES), ("Ben", "rep", "inform", "They went quiet."), call="a"
    )


def test_there_is_a_row_for_each_utterance_as_it_is(review: Review) -> None:
    tagged = replace(review.utterances[-1], signals=("concern",), decided_by="person")
    review = replace(review, utterances=(*review.utterances[:-1], tagged))
    utterances, _ = review_frames(review)
    assert len(utterances) == 41
    last = utterances.iloc[-1]
    assert (last["call"], last["speaker"], last["text"]) == ("a", "Ben", "They went quiet.")
    assert (last["signals"], last["decided_by"]) == (("concern",), "person")
    assert utterances["mode"].value_counts().to_dict() == {"tell": 21, "listen": 20}


def test_every_field_but_the_probabilities_is_a_column(review: Review) -> None:
    utterances, _ = review_frames(review)
    assert {*utterances.columns} == {"call", *(f.name for f in fields(CodedUtterance))} - {"probabilities"}


def test_what_is_undefined_is_na_with_its_reason(review: Review) -> None:
    utterances, figures = review_frames(review)
    assert utterances["start_ms"].isna().all() and str(utterances["start_ms"].dtype) == "Int64"
    undefined = figures[figures["value"].isna()]
    assert len(undefined) and (undefined["reason"] != "").all()
    assert (figures[figures["value"].notna()]["reason"] == "").all()
    assert figures[figures["value"].isna()][["low", "high"]].isna().all().all()


def test_figures_are_the_measures_of_both_sides(review: Review) -> None:
    _, figures = review_frames(review)
    assert len(figures) == len(DEFINITIONS) + sum(definition.both_sides for definition in DEFINITIONS)
    row = figures.query("role == 'manager' and measure == 'tell_share'").iloc[0]
    tell = measure_call(review)["tell_share"]
    assert (row["value"], row["low"], row["high"]) == (tell.value, tell.low, tell.high)
    assert (row["numerator"], row["denominator"], row["kind"]) == (20, 40, "share")


def test_several_calls_stand_below_each_other_and_an_analysis_is_not_made_again(review: Review) -> None:
    other = replace(review, call="b")
    utterances, figures = review_frames(review, analyse(other))
    assert utterances["call"].value_counts().to_dict() == {"a": 41, "b": 41}
    for frame in (utterances, figures):
        one = frame[frame["call"] == "a"].drop(columns="call").reset_index(drop=True)
        assert one.equals(frame[frame["call"] == "b"].drop(columns="call").reset_index(drop=True))


def test_without_a_call_the_frames_are_empty_and_have_their_types(review: Review) -> None:
    for empty, full in zip(review_frames(), review_frames(review), strict=True):
        assert len(empty) == 0
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()
        assert len(pandas.concat([empty, full])) == len(full)
