"""What an explanation costs, and how unsteady the changes that it tells are.

The same parts are left out twice, in different company: what is encoded together moves an encoder with eight-bit
weights a little, and what lies within that is no reason.
"""

from typing import NamedTuple

import numpy as np

from benchmarks.readers import least_seconds
from coder.explanation import LEAST_CHANGE, explain_code, spoken_of
from coder.model_folder import Model, load_model
from coder.occlusion import leave_out
from coder.pipeline import code_call
from coder.readers import read_transcript
from coder.review import Review
from coder.samples import sample_calls

MODELS = ("default", "fast")
# One utterance in so many is explained.
STEP = 41
RUNS = 3


class Found(NamedTuple):
    """What one utterance told.

    Attributes:
        seconds: the least processor time of its explanation in ``RUNS`` runs.
        rescored: how far from the review it was scored again.
        shifts: by how much each change differed in other company.
    """

    seconds: float
    rescored: float
    shifts: list[float]


def main() -> None:
    """Print time and unsteadiness of each model that ships."""
    for name in MODELS:
        model = load_model(name)
        found = []
        for sample in sample_calls():
            review = code_call(read_transcript(sample), model)
            found += [measure(review, utterance.index, model) for utterance in review.utterances[::STEP]]
        _show(name, found)


def measure(review: Review, index: int, model: Model) -> Found:
    """One utterance explained, and its words and surroundings left out in two kinds of company."""
    explained = explain_code(review, index, model)
    seconds = least_seconds(lambda: explain_code(review, index, model), runs=RUNS)
    call, code = spoken_of(review), model.classifier.codes.index(explained.code)
    trials = list(leave_out(call, index))
    few = [place for place, trial in enumerate(trials) if trial.kind != "words"]
    together, apart = (
        _changes([(call, index), *(trials[place].version for place in places)], code, model)
        for places in (range(len(trials)), few)
    )
    return Found(seconds, abs(explained.rescored - explained.probability), list(np.abs(together[few] - apart)))


def _changes(versions: list, code: int, model: Model) -> np.ndarray:
    column = model.classifier.predict_one(versions)[:, code]
    return column[1:] - column[0]


def _show(name: str, found: list[Found]) -> None:
    shifts = np.array([shift for each in found for shift in each.shifts])
    seconds, rescored = (np.array([each[at] for each in found]) for at in (0, 1))
    print(f"{name}: {len(found)} utterances of the sample calls")
    print(f"  an explanation takes  {seconds.mean():.3f} processor seconds on average, at most {seconds.max():.3f}")
    print(f"  rescored lies         {rescored.mean():.3f} from the review on average, at most {rescored.max():.3f}")
    print(
        f"  a change shifts by    {shifts.mean():.3f} on average, 95 % under {np.quantile(shifts, 0.95):.3f}, "
        f"{(shifts >= LEAST_CHANGE).mean():.1%} of {len(shifts)} by {LEAST_CHANGE} or more"
    )
