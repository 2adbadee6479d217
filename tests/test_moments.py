"""Moments worth going back to: each rule on a call made for it, and never more than five."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.codebook import load_codebook
from coder.corrections import correct_codes
from coder.moments import LEAST_ANSWER_WORDS, MOST_MOMENTS, Moment, find_moments
from coder.review import Review
from tests.builders import Row, build_review
from tests.measures.helpers import manager, rep, with_signals

TELL = [manager(code, "deck") for code in ("inform", "direct", "promote", "argue")]


def moments(review: Review) -> dict[str, Moment]:
    return {moment.id: moment for moment in find_moments(review)}


def with_confidence(review: Review, confidences: Mapping[int, float]) -> Review:
    changed = (replace(u, confidence=confidences.get(u.index, u.confidence)) for u in review.utterances)
    return replace(review, utterances=tuple(changed))


def test_a_call_without_any_has_none() -> None:
    assert find_moments(build_review(manager("inform"), rep())) == ()


def test_the_longest_run_begins_with_what_set_it_off() -> None:
    found = moments(build_review(*TELL, rep(), *TELL, manager("judge"), rep()))
    run = found["longest_tell_run"]
    assert run.utterances == (4, 5, 6, 7, 8, 9)
    assert run.claim == "The longest run of telling: 5 in a row, set off by what stands first here."


def test_a_run_that_opens_the_call_was_set_off_by_nothing() -> None:
    run = moments(build_review(*TELL, rep(), *TELL))["longest_tell_run"]
    assert (run.utterances, run.claim) == ((0, 1, 2, 3), "The longest run of telling: 4 in a row.")


def asked(words: int, code: str = "open_question") -> list[Row]:
    return [manager("inform"), manager(code), rep("word " * (words - 1)), rep("word")]


def test_the_best_question_is_the_one_with_most_words_after_it() -> None:
    best = moments(build_review(*asked(20), *asked(31), *asked(90, "inspect"), *asked(31)))["best_question"]
    assert best.utterances == (5, 6, 7)
    assert best.claim == "The question that opened the rep up most: 31 words came back."


def test_a_short_answer_is_no_opening_up() -> None:
    assert "best_question" not in moments(build_review(*asked(LEAST_ANSWER_WORDS - 1)))
    assert "best_question" in moments(build_review(*asked(LEAST_ANSWER_WORDS)))


def test_a_guests_answer_opens_nobody_up() -> None:
    assert not moments(build_review(manager("open_question"), ("Gus", "guest", "inform", "word " * 50)))


def test_the_concern_with_most_content_words_that_was_let_drop() -> None:
    rows = [rep("legal blocks it"), manager("inform", "deck"), manager("inform", "deck")]
    rows += [rep("legal blocks the whole renewal budget"), manager("inform", "deck"), rep(), manager("direct", "deck")]
    rows += [rep("everybody hates our expensive quarterly forecast spreadsheet"), manager("reflect")]
    review = with_signals(build_review(*rows), {0: ("concern",), 3: ("concern",), 7: ("concern",)})
    assert moments(review)["let_drop"].utterances == (3, 4, 6)


def test_an_idea_let_drop_is_no_concern() -> None:
    review = build_review(rep("legal blocks it"), manager("inform", "deck"))
    assert "let_drop" not in moments(with_signals(review, {0: ("idea",)}))
    assert "let_drop" in moments(with_signals(review, {0: ("concern", "idea")}))


def test_the_first_advice_counts_the_reps_words_before_it() -> None:
    long = rep("word " * 1200)
    review = build_review(long, rep(code="advise"), manager("advise"), rep(), manager("advise"))
    advice = moments(review)["first_advice"]
    assert (advice.utterances, advice.claim) == ((2,), "The first advice, after 1,201 of the rep's words.")
    assert moments(with_confidence(review, {2: 0.39}))["first_advice"].utterances == (2,)


@pytest.mark.parametrize(("code", "moment"), [("steer", "built_in_answer"), ("reflect", "given_back")])
def test_the_surest_of_its_code_is_shown_with_what_came_next(code: str, moment: str) -> None:
    review = build_review(manager(code), rep(), manager(code), manager("inspect"), rep(), manager(code))
    surer = with_confidence(review, {0: 0.5, 2: 0.9, 5: 0.7})
    assert moments(surer)[moment].utterances == (2, 4)
    assert moments(review)[moment].utterances == (0, 1)
    assert moments(correct_codes(surer, {5: code}))[moment].utterances == (5,)
    assert moment not in moments(with_confidence(review, dict.fromkeys((0, 2, 5), 0.39)))


@pytest.mark.parametrize(
    ("code", "moment"), [("steer", "built_in_answer"), ("reflect", "given_back"), ("advise", "first_advice")]
)
def test_a_persons_code_is_sure_whatever_the_machine_thought(code: str, moment: str) -> None:
    review = build_review(rep(), manager("inform"), confidence=0.3)
    assert moment in moments(correct_codes(review, {1: code}))


def call_with_all_six() -> Review:
    rows = [*asked(40), *TELL, rep("legal blocks the renewal"), manager("inform"), rep(), manager("advise"), rep()]
    review = build_review(manager("reflect"), rep(), *rows, manager("steer"), rep())
    return with_signals(review, {10: ("concern",)})


def test_of_six_the_first_five_rules_are_kept_in_call_order() -> None:
    found = find_moments(call_with_all_six())
    assert len(found) == MOST_MOMENTS == 5
    # The reflection stands at the very beginning, but its rule comes last.
    assert [moment.id for moment in found] == [
        "best_question",
        "longest_tell_run",
        "let_drop",
        "first_advice",
        "built_in_answer",
    ]


def test_moments_are_the_same_each_time() -> None:
    assert find_moments(call_with_all_six()) == find_moments(call_with_all_six())


sides = st.sampled_from((("Ana", "manager"), ("Ben", "rep"), ("Gus", "guest")))
words = st.sampled_from(("zebra giraffe", "zebra " * 20, "the", ""))
codes = st.sampled_from(load_codebook().code_ids)
rows = st.lists(st.tuples(sides, codes, words, st.booleans()), max_size=40)


@settings(max_examples=80, deadline=None)
@given(rows)
def test_every_moment_points_into_the_call_and_quotes_nothing(drawn: list) -> None:
    review = build_review(*[(*side, code, text) for side, code, text, _ in drawn])
    signals = {at: ("concern",) for at, row in enumerate(drawn) if row[3] and row[0][1] == "rep"}
    review = with_signals(review, signals)
    found = find_moments(review)
    assert len(found) <= MOST_MOMENTS
    assert len({moment.id for moment in found}) == len(found)
    assert [m.utterances[0] for m in found] == sorted(m.utterances[0] for m in found)
    for moment in found:
        assert list(moment.utterances) == sorted(set(moment.utterances))
        assert set(moment.utterances) <= {u.index for u in review.utterances}
        assert moment.claim.endswith(".") and moment.rule
        assert "zebra" not in moment.claim + moment.rule
