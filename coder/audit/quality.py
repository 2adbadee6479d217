"""How well the model of an audit codes, from what its training run measured."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coder.codebook import load_codebook
from coder.errors import ModelError
from coder.model_folder import CONFIG, find_model

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Score:
    """How far the four modes and "other" agree with people's on the managers' utterances of some calls.

    Attributes:
        kappa, macro_f1: ``None`` where undefined; their 95 % intervals are of calls drawn anew.
    """

    n_calls: int
    kappa: float | None
    kappa_interval: Interval | None
    macro_f1: float | None
    macro_f1_interval: Interval | None


@dataclass(frozen=True, slots=True)
class ModelQuality:
    """What is known of a model.

    Attributes:
        held_out: on training calls by authors that were held out.
        unseen: on calls by authors who wrote no training call; ``meetings``: on real meetings.
        second_coder: of a person on calls coded twice: the ceiling.
        mode_f1: by mode, held out.
        tell_bias: machine's tell share minus people's, mean over tell-heavy calls, of which there are ``n_tell_heavy``.
    """

    held_out: Score
    unseen: Score | None
    meetings: Score | None
    second_coder: Score | None
    mode_f1: Mapping[str, float | None]
    tell_bias: float | None
    n_tell_heavy: int


def find_quality(model: str, version: str) -> ModelQuality | None:
    """What is known of the model of that name or folder; ``None`` where that version is not at hand or was not scored.

    Only its ``config.json`` is read.
    """
    try:
        config = json.loads((find_model(model) / CONFIG).read_text(encoding="utf-8"))
        if config["version"] != version:
            return None
        return _quality(config["evaluation"])
    except (ModelError, OSError, ValueError, KeyError, TypeError):
        return None


def _quality(scores: Mapping[str, Any]) -> ModelQuality:
    labels = scores["model"]["manager_modes"]["labels"]
    tell = scores["intervals"]["tell_share"]["tell_heavy"]
    held_out = _score(scores["model"])
    if held_out is None:
        raise ValueError("no score")
    return ModelQuality(
        held_out=held_out,
        unseen=_score(scores.get("test")),
        meetings=_score(scores.get("ami")),
        second_coder=_score(scores.get("second_coder")),
        mode_f1={mode: labels[mode]["f1"] for mode in load_codebook().coaching_modes},
        tell_bias=tell["bias"],
        n_tell_heavy=tell["n"],
    )


def _score(part: Mapping[str, Any] | None) -> Score | None:
    if not part:
        return None
    modes = part["manager_modes"]
    intervals = {name: modes[f"{name}_interval"] for name in ("kappa", "macro_f1")}
    kappa, macro_f1 = ((ends[0], ends[1]) if ends else None for ends in intervals.values())
    return Score(part["n_calls"], modes["kappa"], kappa, modes["macro_f1"], macro_f1)
