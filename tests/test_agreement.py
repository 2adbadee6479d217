"""Agreement figures against scikit-learn, against a published table, and where they are undefined."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, cohen_kappa_score, precision_recall_fscore_support

from coder.agreement import (
    accuracy,
    cohen_kappa,
    confusion,
    f1_intervals,
    label_scores,
    macro_f1,
    resampled_interval,
)

LABELS = ("a", "b", "c", "d")
codings = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=40)


def test_confusion_has_the_first_coding_in_rows() -> None:
    assert confusion(["a", "a", "b"], ["a", "b", "b"], ["a", "b", "c"]).tolist() == [[1, 1, 0], [0, 1, 0], [0, 0, 0]]


def test_codings_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError):
        confusion(["a"], ["a", "b"], LABELS)


def test_kappa_of_a_published_table() -> None:
    # Fleiss, Levin & Paik (2003), chapter 18: 100 subjects, two raters, three diagnoses; kappa 0.68.
    table = np.array([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert cohen_kappa(table) == pytest.approx(0.68, abs=5e-3)


def test_kappa_by_hand() -> None:
    # 35 of 50 alike, 25 expected by chance (the textbook's two readers of grant proposals): (0.7 - 0.5) / (1 - 0.5).
    assert cohen_kappa(np.array([[20, 5], [10, 15]])) == pytest.approx(0.4)


def test_kappa_is_negative_below_chance() -> None:
    assert cohen_kappa(np.array([[0, 5], [5, 0]])) == -1.0


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.UndefinedMetricWarning")
@settings(max_examples=80)
@given(codings)
def test_figures_equal_those_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    table = confusion(first, second, LABELS)
    assert accuracy(table) == pytest.approx(accuracy_score(first, second))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = cohen_kappa_score(first, second, labels=list(LABELS))
        each = precision_recall_fscore_support(first, second, labels=list(LABELS), zero_division=0.0)
    kappa = cohen_kappa(table)
    assert (kappa is None) == bool(np.isnan(expected))
    assert kappa is None or kappa == pytest.approx(expected)
    for score, precision, recall, f1, support in zip(label_scores(table), *each, strict=True):
        assert score.support == support
        assert (score.precision or 0.0) == pytest.approx(precision)
        assert (score.recall or 0.0) == pytest.approx(recall)
        assert (score.f1 or 0.0) == pytest.approx(f1)
    given_once = [f1 for f1, support in zip(each[2], each[3], strict=True) if support]
    assert macro_f1(table) == pytest.approx(np.mean(given_once))


def test_undefined_is_none() -> None:
    nothing, one_label = np.zeros((2, 2), dtype=int), np.array([[7, 0], [0, 0]])
    assert accuracy(nothing) is None and macro_f1(nothing) is None and cohen_kappa(nothing) is None
    assert cohen_kappa(one_label) is None
    assert accuracy(one_label) == 1.0
    absent = label_scores(one_label)[1]
    assert (absent.precision, absent.recall, absent.f1) == (None, None, None)


def test_a_label_never_predicted_has_recall_zero_and_no_precision() -> None:
    missed = label_scores(confusion(["a", "b"], ["b", "b"], ["a", "b"]))[0]
    assert (missed.precision, missed.recall, missed.f1) == (None, 0.0, 0.0)


def test_interval_holds_the_figure_and_is_the_same_again() -> None:
    tables = [np.array([[8 - i % 4, i % 4], [2, 8]]) for i in range(12)]
    low, high = resampled_interval(tables, accuracy, draws=300) or (1.0, 0.0)
    whole = accuracy(np.sum(tables, axis=0)) or 0.0
    assert low < whole < high
    assert high - low < 0.1
    assert resampled_interval(tables, accuracy, draws=300) == (low, high)


def test_interval_is_one_of_95_percent() -> None:
    # 200 calls, half right: the standard error is 0.035, so 0.5 ± 0.07.
    tables = [np.array([[1, 0], [0, 0]]), np.array([[0, 1], [0, 0]])] * 100
    assert resampled_interval(tables, accuracy, draws=2000) == pytest.approx((0.43, 0.57), abs=0.01)


def test_calls_that_are_alike_leave_no_width() -> None:
    assert resampled_interval([np.array([[3, 1], [1, 3]])] * 5, accuracy, draws=50) == (0.75, 0.75)


def test_no_interval_from_one_call_or_where_a_draw_is_undefined() -> None:
    assert resampled_interval([np.eye(2)], accuracy) is None
    assert resampled_interval([np.eye(2), np.zeros((2, 2))], accuracy, draws=100) is None


def test_f1_intervals_are_those_of_each_label_alone() -> None:
    generator = np.random.default_rng(5)
    tables = [generator.integers(0, 4, size=(3, 3)) for _ in range(8)]
    alone = [resampled_interval(tables, lambda table, k=k: label_scores(table)[k].f1) for k in range(3)]
    assert f1_intervals(tables) == [pytest.approx(interval) for interval in alone]
    unknown = [np.pad(table, (0, 1)) for table in tables]
    assert f1_intervals(unknown)[3] is None
    missed = [np.array([[3, 1], [2, 0]]), np.array([[5, 0], [1, 0]])]
    assert f1_intervals(missed)[1] is None
    assert f1_intervals(tables[:1]) == [None, None, None]
