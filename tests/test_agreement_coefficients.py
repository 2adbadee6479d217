"""Coefficients against published worked examples, reference implementations, and what must hold for any codes."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from coder.agreement import cohen_kappa, confusion, resampled_interval
from coder.agreement_coefficients import (
    COEFFICIENTS,
    MISSING,
    gwet_ac1,
    krippendorff_alpha,
    mean_kappa,
    pair_kappas,
    percent_agreement,
    percentile_interval,
    resample,
    tally,
)

N_LABELS = 4
one_code = st.integers(MISSING, N_LABELS - 1)
some_ratings = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.tuples(*[one_code] * coders), min_size=1, max_size=30).map(np.array)
)


def from_texts(*coders: str) -> np.ndarray:
    """One text a coder, a letter or figure a unit, "-" where missing."""
    labels = sorted(set("".join(coders)) - {"-"})
    return np.array(
        [[labels.index(code) if code != "-" else MISSING for code in unit] for unit in zip(*coders, strict=True)]
    )


def from_table(table: list[list[int]]) -> np.ndarray:
    return np.array([(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)])


def values(ratings: np.ndarray, n_labels: int) -> dict[str, float]:
    sums = tally(ratings, n_labels)
    return {name: float(formula(sums)[0]) for name, formula in COEFFICIENTS.items()}


def four_observers() -> np.ndarray:
    """Krippendorff's four observers of twelve units, also irrCAC's data set cac.raw4raters."""
    return from_texts("123321412---", "1233224125--", "-33323422513", "12332441251-")


PSYCHIATRISTS = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031"  # labels by patient
)


def from_counts(counts: str) -> np.ndarray:
    return np.array([[k for k, count in enumerate(unit) for _ in range(int(count))] for unit in counts.split()])


def test_krippendorffs_four_observers_and_missing_codes() -> None:
    # Krippendorff 2011, section C: nominal alpha 0.743.
    assert krippendorff_alpha(tally(four_observers(), 5))[0] == pytest.approx(0.743, abs=5e-4)


def test_krippendorffs_two_observers() -> None:
    # Krippendorff 2011: binary data (section A), alpha 0.095; nominal data (section B), alpha 0.692.
    assert krippendorff_alpha(tally(from_texts("0100000010", "1110010000"), 2))[0] == pytest.approx(0.095, abs=5e-4)
    nominal = from_texts("aabbdcccedda", "babbbccceddd")
    assert krippendorff_alpha(tally(nominal, 5))[0] == pytest.approx(0.692, abs=5e-4)


def test_gwets_examples() -> None:
    # Output printed in the overview of Gwet's R package irrCAC: cac.raw4raters (codes missing; unit 12 has one code),
    # cont3x3abstractors, and distrib.6raters (Fleiss's 15 patients, six psychiatrists, five diagnoses).
    raw = values(four_observers(), 5)
    assert raw["agreement"] == pytest.approx(0.8181818)
    assert (raw["ac1"], raw["alpha"]) == (pytest.approx(0.77544, abs=5e-6), pytest.approx(0.74342, abs=5e-6))
    table = values(from_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]]), 3)
    assert table == pytest.approx({"agreement": 0.89, "kappa": 0.7964094, "alpha": 0.7972585, "ac1": 0.8493305})
    six = values(from_counts(PSYCHIATRISTS), 5)
    assert six["agreement"] == pytest.approx(0.5511111)
    assert (six["ac1"], six["alpha"]) == (pytest.approx(0.4448007), pytest.approx(0.4204384))


def test_the_paradox_of_kappa() -> None:
    # By hand: 118 of 125 alike on one label, none on the other. Kappa's chance is (123·120 + 2·5) / 125² = 0.9453;
    # AC1's, with π = 243/250, is 2π(1-π) = 0.0544.
    found = values(from_table([[118, 5], [2, 0]]), 2)
    assert found["agreement"] == pytest.approx(0.944)
    assert found["kappa"] == pytest.approx((0.944 - 0.94528) / (1 - 0.94528))
    assert found["ac1"] == pytest.approx((0.944 - 0.054432) / (1 - 0.054432))


def test_three_coders_with_missing_codes_as_in_reference_implementations() -> None:
    # Computed once with krippendorff 0.9.0, nltk 3.10.4 (both alpha 0.49861036878674503) and irrCAC 0.4.4 for Python.
    ratings = from_texts(
        "bcc-eda--aaaaabbeabeaabaabadbbabaae-aacdbcbcbbbbbdabdda-baeb",
        "bc-aada-cacaa-bbecbeaabbaaedaba-aaba-acddebcbbabbdabaeaaeceb",
        "bcca-eaccaada-eb--eeeaba-bebbd-ca-baaaaaacbcbb-bacabaaaacaea",
    )
    found = values(ratings, 5)
    assert found["alpha"] == pytest.approx(0.49861036878674503)
    assert found["ac1"] == pytest.approx(0.5576387048)
    assert found["agreement"] == pytest.approx(0.6379310345)
    # nltk's mean pairwise kappa, on the 44 units that all three coded.
    complete = ratings[(ratings != MISSING).all(axis=1)]
    assert len(complete) == 44
    assert mean_kappa(tally(complete, 5))[0] == pytest.approx(0.4788567917746791)


@settings(max_examples=80, deadline=None)
@given(some_ratings)
def test_kappa_of_each_pair_equals_that_of_scikit_learn(ratings: np.ndarray) -> None:
    n_coders = ratings.shape[1]
    pairs = [(a, b) for a in range(n_coders) for b in range(a + 1, n_coders)]
    found = pair_kappas(tally(ratings, N_LABELS))[0]
    for kappa, (a, b) in zip(found, pairs, strict=True):
        both = ratings[(ratings[:, a] != MISSING) & (ratings[:, b] != MISSING)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = cohen_kappa_score(both[:, a], both[:, b], labels=range(N_LABELS)) if len(both) else np.nan
        assert kappa == pytest.approx(expected, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(some_ratings)
def test_alpha_by_its_definition_over_pairs_of_values(ratings: np.ndarray) -> None:
    # Observed over expected disagreement, written out: every pair of values in a unit against every pair at all.
    units = [[code for code in row if code != MISSING] for row in ratings.tolist()]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [code for unit in units for code in unit]
    n = len(pooled)
    observed = sum(sum(a != b for a in unit for b in unit) / (len(unit) - 1) for unit in units)
    expected = sum(a != b for a in pooled for b in pooled) / (n - 1) if n else 0
    alpha = krippendorff_alpha(tally(ratings, N_LABELS))[0]
    assert alpha == pytest.approx(1 - observed / expected if expected else np.nan, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(some_ratings, st.randoms(use_true_random=False))
def test_order_of_coders_and_units_and_names_of_labels_do_not_matter(ratings: np.ndarray, random: object) -> None:
    shuffle = random.shuffle  # type: ignore[attr-defined]
    coders, units, labels = (list(range(n)) for n in (ratings.shape[1], len(ratings), N_LABELS))
    for order in (coders, units, labels):
        shuffle(order)
    renamed = np.array([*labels, MISSING])[ratings[units][:, coders]]
    assert values(renamed, N_LABELS) == pytest.approx(values(ratings, N_LABELS), nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, N_LABELS - 1), min_size=2, max_size=20), st.integers(2, 4))
def test_perfect_agreement_is_1(codes: list[int], coders: int) -> None:
    found = values(np.array([codes] * coders).T, N_LABELS)
    varied = len(set(codes)) > 1
    assert (found["agreement"], found["ac1"]) == (1, 1)
    expected = 1 if varied else np.nan
    assert [found["kappa"], found["alpha"]] == pytest.approx([expected] * 2, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(some_ratings)
def test_nothing_exceeds_1_and_uncoded_units_change_nothing(ratings: np.ndarray) -> None:
    found = values(ratings, N_LABELS)
    assert all(np.isnan(value) or value <= 1 + 1e-12 for value in found.values())
    uncoded = np.full((3, ratings.shape[1]), MISSING)
    assert values(np.vstack([ratings, uncoded]), N_LABELS) == pytest.approx(found, nan_ok=True)


def test_sums_of_groups_add_up() -> None:
    generator = np.random.default_rng(3)
    ratings, groups = generator.integers(MISSING, 3, size=(40, 3)), generator.integers(4, size=40)
    whole, parts = tally(ratings, 3), tally(ratings, 3, groups).total()
    for formula in COEFFICIENTS.values():
        assert formula(parts)[0] == pytest.approx(formula(whole)[0])


def test_kappas_interval_is_that_of_resampled_tables() -> None:
    generator = np.random.default_rng(5)
    ratings = generator.integers(3, size=(120, 2))
    ratings[::2, 1] = ratings[::2, 0]
    groups = np.repeat(np.arange(12), 10)
    texts = [["abc"[code] for code in column] for column in ratings.T]
    tables = [confusion(texts[0][i : i + 10], texts[1][i : i + 10], "abc") for i in range(0, 120, 10)]
    found = percentile_interval(mean_kappa(resample(tally(ratings, 3, groups), draws=200)))
    assert found == pytest.approx(resampled_interval(tables, cohen_kappa, draws=200))


def test_undefined_is_nan_and_has_no_interval() -> None:
    alone = tally(np.array([[0, MISSING], [MISSING, 1]]), 2)
    assert all(np.isnan(formula(alone)[0]) for formula in COEFFICIENTS.values())
    alike = tally(np.zeros((5, 2), dtype=int), 2)
    assert percent_agreement(alike)[0] == gwet_ac1(alike)[0] == 1
    assert np.isnan(mean_kappa(alike)[0]) and np.isnan(krippendorff_alpha(alike)[0])
    assert percentile_interval([0.5, np.nan]) is None
