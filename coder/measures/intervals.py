"""95 % intervals for shares and ratios of codes.

Turns are drawn anew with replacement, each utterance's code is drawn from its calibrated probabilities, and the
percentiles of what results are taken (bootstrap with posterior draws; on the log scale with half a count added for
ratios). A person's codes are certain. What a model's held-out calls show to be too narrow is widened by its factor.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from coder.codebook import load_codebook
from coder.measures.catalogue import definition_of
from coder.measures.coded_call import CodedCall
from coder.measures.definitions import Measure
from coder.measures.exchanges import has_any, let_drops_of
from coder.measures.tallies import Tally, tallies
from coder.review import Review
from coder.transcript import Role

DRAWS = 1000


def _next_steps(call: CodedCall) -> tuple[np.ndarray, np.ndarray]:
    """The rep's commitments as tagged, the manager's orders as drawn."""
    parts = load_codebook().parts
    orders = call.are(parts.orders)
    commits = np.array([u.role == "rep" and has_any(u, parts.commitments) for u in call.review.utterances])
    commits = np.broadcast_to(commits, orders.shape)
    return commits, commits | orders


def _let_drop(call: CodedCall) -> tuple[np.ndarray, np.ndarray]:
    """What was raised and dropped, as tagged and coded: only the turns are drawn."""
    signals = load_codebook().parts.raised
    raised = np.array([u.role == "rep" and has_any(u, signals) for u in call.review.utterances])
    places = {utterance.index for utterance in let_drops_of(call.review)}
    dropped = np.array([utterance.index in places for utterance in call.review.utterances])
    shape = call.codes.shape
    return np.broadcast_to(dropped, shape), np.broadcast_to(raised, shape)


# Shares of what both sides said.
TWO_SIDED: dict[str, Tally] = {"next_steps_by_rep": _next_steps, "let_drop": _let_drop}
_PERCENTILES = (2.5, 97.5)


def add_intervals(
    measures: Mapping[str, Measure], review: Review, role: Role, widening: Mapping[str, float]
) -> dict[str, Measure]:
    """The measures, those of codes with ``low`` and ``high``; the same review gives the same intervals.

    Args:
        widening: by measure id, by how much a model's intervals must be stretched on their log or logit scale.
    """
    known = [name for name, measure in measures.items() if measure.value is not None]
    every_tally = {**tallies(), **TWO_SIDED}
    wanted = {name: every_tally[name] for name in known if name in every_tally}
    if not wanted:
        return dict(measures)
    chance = np.random.default_rng(_seed(review))
    call = CodedCall.drawn(review, role, DRAWS, chance)
    own = _turn_weights(call, call.turns[call.side], chance)
    every = _turn_weights(call, call.turns, chance) if TWO_SIDED.keys() & wanted.keys() else own
    found = {}
    for name, tally in wanted.items():
        weights = every if name in TWO_SIDED else own
        # Whole numbers, which single precision holds exactly.
        above, below = (np.einsum("dn,dn->d", part, weights, dtype=np.float32).astype(float) for part in tally(call))
        ratio = definition_of(name).kind == "ratio"
        low, high = _interval(above, below, ratio=ratio)
        value = measures[name].value or 0.0
        inside = replace(measures[name], low=min(low, value), high=max(high, value))
        found[name] = stretch(inside, widening.get(name, 1.0), ratio=ratio)
    return {name: found.get(name, measure) for name, measure in measures.items()}


def _seed(review: Review) -> int:
    words = "\n".join(utterance.text for utterance in review.utterances)
    return int.from_bytes(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()[:8], "big")


def _turn_weights(call: CodedCall, turns: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """How often each utterance's turn is drawn, some turns among themselves; shape (n_draws, n_utterances)."""
    own = np.unique(turns)
    counts = np.zeros((DRAWS, int(call.turns.max()) + 1), dtype=np.float32)
    counts[:, own] = chance.multinomial(len(own), np.full(len(own), 1 / len(own)), size=DRAWS)
    return counts[:, call.turns]


def _interval(above: np.ndarray, below: np.ndarray, *, ratio: bool) -> tuple[float, float]:
    # A draw with nothing to divide by says nothing of a share.
    values = (above + 0.5) / (below + 0.5) if ratio else above[below > 0] / below[below > 0]
    low, high = np.percentile(values, _PERCENTILES) if len(values) else (0.0, 1.0)
    return float(low), float(high)


def stretch(measure: Measure, factor: float, *, ratio: bool) -> Measure:
    """The measure with its interval stretched around its value by a factor, on the log or logit scale."""
    if factor == 1.0 or measure.value is None or measure.low is None or measure.high is None:
        return measure
    forth, back = (math.log, math.exp) if ratio else (_logit, _logistic)
    low, middle, high = (forth(_inside(each, ratio=ratio)) for each in (measure.low, measure.value, measure.high))
    return replace(
        measure,
        low=min(measure.low, back(middle - factor * (middle - low))),
        high=max(measure.high, back(middle + factor * (high - middle))),
    )


def _inside(value: float, *, ratio: bool) -> float:
    return max(value, 1e-3) if ratio else min(max(value, 1e-3), 1 - 1e-3)


def _logit(share: float) -> float:
    return math.log(share / (1 - share))


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
