"""Learn and test, on labelled calls, the weights of the cues that tell who leads."""

from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

import numpy as np

from coder.examples import LabelledCall
from coder.roles import CUES, Part, describe_parts, propose_manager, speaker_parts
from coder.transcript import Transcript, Unit

# Strong, so that a few dozen tidy calls do not make the proposal too sure of itself.
REGULARISATION_C = 0.03

# A call's speakers and, for each, whether they manage.
LabelledParts = tuple[tuple[Part, ...], tuple[bool, ...]]

_Group = TypeVar("_Group", bound=Hashable)


def labelled_parts(call: LabelledCall) -> LabelledParts:
    """Each speaker's part in a labelled call, and who the manager is."""
    units = tuple(Unit(u.speaker, u.text) for u in call.utterances)
    parts = speaker_parts(Transcript(call.name, call.name, "labelled", units))
    managers = {u.speaker for u in call.utterances if u.role == "manager"}
    return parts, tuple(part.speaker in managers for part in parts)


def fit_role_weights(calls: Sequence[LabelledParts]) -> dict[str, float]:
    """A logistic weight for each cue's difference from the other speakers, by cue name."""
    return _fit([describe_parts(parts) for parts, _ in calls], [leads for _, leads in calls])


def fit_without_each(calls: Sequence[LabelledParts], groups: Sequence[_Group]) -> dict[_Group, dict[str, float]]:
    """By group, such as an author or a fold, the weights learnt from the calls of all others."""
    described = [(describe_parts(parts), leads) for parts, leads in calls]
    weights = {}
    for group in dict.fromkeys(groups):
        others = [call for call, its_group in zip(described, groups, strict=True) if its_group != group]
        weights[group] = _fit([rows for rows, _ in others], [leads for _, leads in others])
    return weights


def _fit(rows: Sequence[Sequence[Sequence[float]]], leads: Sequence[Sequence[bool]]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    X = np.vstack([np.array(call) for call in rows])
    y = np.concatenate([np.array(call) for call in leads])
    scale = np.where(X.std(axis=0) > 0, X.std(axis=0), 1.0)
    model = LogisticRegression(C=REGULARISATION_C, fit_intercept=False).fit(X / scale, y)
    return {cue.name: float(w) for cue, w in zip(CUES, model.coef_[0] / scale, strict=True)}


def score_proposals(calls: Sequence[LabelledParts], fold: Sequence[int]) -> dict[str, Any]:
    """Cross-validated share of calls whose manager is proposed, and the mean probability given.

    ``opening_cut``: the same without the first third of each speaker's turns, as when a recording starts late.
    """
    whole, late = [], []
    weights = fit_without_each(calls, fold)
    for call, number in zip(calls, fold, strict=True):
        whole.append(_propose(call, weights[number]))
        late.append(_propose(_without_opening(call), weights[number]))
    return {"whole_call": _summarise(whole), "opening_cut": _summarise(late)}


def vouched_ceiling(scores: dict[str, Any]) -> float:
    """The probability of being right that the test supports: Laplace's rule of succession on its calls."""
    tested = scores["whole_call"]
    right = (tested["accuracy"] or 0.0) * tested["n_calls"]
    return float((right + 1) / (tested["n_calls"] + 2))


def _propose(call: LabelledParts, weights: dict[str, float]) -> tuple[bool, float] | None:
    parts, leads = call
    proposal = propose_manager(parts, weights)
    if proposal is None or not any(leads):
        return None
    managers = [part.speaker for part, lead in zip(parts, leads, strict=True) if lead]
    return proposal.manager in managers, proposal.probability


def _without_opening(call: LabelledParts) -> LabelledParts:
    parts, leads = call
    # Nobody is known to have opened a recording that starts late.
    return tuple(Part(p.speaker, p.texts[len(p.texts) // 3 :], first_turn=1) for p in parts), leads


def _summarise(results: Sequence[tuple[bool, float] | None]) -> dict[str, Any]:
    told = [result for result in results if result is not None]
    return {
        "n_calls": len(told),
        "accuracy": sum(right for right, _ in told) / len(told) if told else None,
        "mean_probability": sum(p for _, p in told) / len(told) if told else None,
    }
