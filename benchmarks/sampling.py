"""Whether a drawn sample corrects the machine: often drawn from the frozen test, where people coded everything.

Each mode's share is planned for ±5 points, drawn, taken as people coded it, and carried over; how often its interval
covers the share of all codes is counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.figures import show_share
from benchmarks.labelled import EXAMPLES
from coder.codebook import load_codebook
from coder.codings import CodedUnit, Coding
from coder.evaluation import spoken_of
from coder.examples import LabelledCall, load_examples
from coder.labelled_review import review_of
from coder.model_folder import Model, load_model
from coder.sampling import Frame, FrameCall, Wanted, correct_figures, frame_of_reviews, plan_sample
from coder.sampling.coded import key_of
from coder.sampling.files import key_data, name_in_files
from coder.sampling.wanted import COACHING_MODES

SAMPLES = 300
POINTS = 5.0


@dataclass(frozen=True)
class Outcome:
    """What many samples of one size gave.

    Attributes:
        to_code, there: utterances drawn each time, and all.
        true, machine: the share by people who coded all, and by the machine alone.
        mean, half: of the corrected shares and of their intervals' half-widths, over the samples with a figure.
        covered, given: samples whose interval holds the true share, and samples that gave a figure.
    """

    to_code: int
    there: int
    true: float
    machine: float
    mean: float
    half: float
    covered: int
    given: int


def main() -> None:
    """Print how each mode fares."""
    calls, model = load_examples(EXAMPLES / "test").calls, load_model()
    frame, coding = coded_by_machine(calls, model), coded_by_people(calls)
    print(f"sample: {SAMPLES} samples of the frozen test for ±{POINTS:g} points, model {model.name} {model.version}")
    print(f"{'mode':<10}{'coded':<14}{'people':<9}{'machine':<9}{'corrected':<11}{'±':<7}interval covers")
    for mode in COACHING_MODES:
        found = draw_often(frame, coding, mode)
        shares = "".join(f"{100 * s:<{w}.1f}" for s, w in ((found.true, 9), (found.machine, 9), (found.mean, 11)))
        coded = f"{found.to_code:,} of {found.there:,}"
        print(f"{mode:<10}{coded:<14}{shares}{100 * found.half:<7.1f}{show_share(found.covered, found.given)}")


def coded_by_machine(calls: tuple[LabelledCall, ...], model: Model) -> Frame:
    """The managers' utterances of the calls as the model codes them."""

    def reviews() -> Iterator:
        for call in calls:
            table = model.classifier.predict_proba(spoken_of(call))
            yield FrameCall(call.name, "all", "all"), review_of(call, table, load_codebook())

    return frame_of_reviews(reviews(), "frozen test")


def coded_by_people(calls: tuple[LabelledCall, ...]) -> Coding:
    """The codes that people settled on."""
    units = {(name_in_files(c.name), at): CodedUnit(u.code) for c in calls for at, u in enumerate(c.utterances)}
    return Coding("people", units)


def draw_often(frame: Frame, coding: Coding, mode: str, samples: int = SAMPLES) -> Outcome:
    """The outcome of that many samples, a seed each."""
    plans = [plan_sample(frame, Wanted(points=POINTS, mode=mode, seed=seed)) for seed in range(samples)]
    shares = [correct_figures(key_of(key_data(plan, frame)), [coding]).overall.shares[mode] for plan in plans]
    known = [(s.value, s.low, s.high) for s in shares if s.value is not None]
    values, lows, highs = np.array(known, dtype=float).reshape(-1, 3).T
    true = true_share(frame, coding, mode)
    covered = int(((lows <= true) & (true <= highs)).sum())
    half, machine = float((highs - lows).mean() / 2), shares[0].machine or 0.0
    there = len(frame.indices)
    return Outcome(plans[0].to_code, there, true, machine, float(values.mean()), half, covered, len(known))


def true_share(frame: Frame, coding: Coding, mode: str) -> float:
    """The share by people's codes of all utterances in the frame."""
    mode_of = load_codebook().mode_of
    places = zip(frame.call_numbers.tolist(), frame.indices.tolist(), strict=True)
    codes = [coding.units[name_in_files(frame.calls[call].id), index].code or "" for call, index in places]
    counted = [mode_of[code] for code in codes if mode_of[code] in COACHING_MODES]
    return counted.count(mode) / len(counted)
