"""What a job's process does: ``python -m coder.job_work FOLDER``, begun by ``coder.jobs``."""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from coder.errors import CoderError, JobError
from coder.job_lock import hold
from coder.jobs import ASKED, JOB_FORMAT, LOG, RESULT, STATE, STOP, write_json

Asked = Mapping[str, Any]
Tell = Callable[[str], None]

MOST_DOUBTS = 300
_FAULT = "A fault in this program ended it; the job's log.txt says where."
# What the steps of a training cost beside one fold: measured on 24 calls of labeled_examples/, linear kind.
_READ, _BOUNDARIES, _ROLES, _LAST = 0.1, 0.6, 0.1, 2.5


class _StoppedError(Exception):
    """Somebody wants the job ended."""


def main(folder: Path) -> None:
    """Do the job whose folder it is, from its first word to its last."""
    sys.excepthook = partial(_tell_fault, folder)
    if hasattr(os, "nice"):
        # The app, and whatever else the user does, goes first.
        os.nice(5)
    try:
        with hold(folder.parent, folder.name):
            run_job(folder)
    except JobError as error:
        _write_state(folder, state="failed", error=str(error), began_at=time.time(), ended_at=time.time())


def run_job(folder: Path) -> None:
    """Do it in this process, without the lock."""
    about = json.loads((folder / ASKED).read_text(encoding="utf-8"))
    kind, asked = str(about["kind"]), about["asked"]
    began = time.time()
    steps = plan_steps(kind, asked)
    last: dict[str, Any] = {"done": 0.0, "began_at": began}
    passed = 0

    def tell(step: str) -> None:
        nonlocal passed
        if (folder / STOP).exists():
            raise _StoppedError
        last.update(step=step, step_at=time.time(), done=min(1.0, sum(steps[:passed]) / sum(steps)))
        passed += 1
        _write_state(folder, state="running", **last)
        _log(folder, step)

    try:
        tell("Reading")
        write_json(folder / RESULT, _WORK[kind](asked, folder, tell))
        _write_state(folder, **{**last, "state": "done", "done": 1.0, "ended_at": time.time()})
    except CoderError as error:
        _log(folder, str(error))
        _write_state(folder, **{**last, "state": "failed", "error": str(error), "ended_at": time.time()})
    except _StoppedError:
        _write_state(folder, **{**last, "state": "stopped", "ended_at": time.time()})


def plan_steps(kind: str, asked: Asked) -> Sequence[float]:
    """What each step of a job costs beside the others, in the order in which they are told."""
    folds = int(asked.get("folds", 1))
    fits = [share for _ in range(folds) for share in (0.125, 0.25, 0.5, 1.0)]
    return {
        "train": [_READ, 0.0, *[1.0] * folds, _BOUNDARIES, _ROLES, _LAST],
        "doubts": [_READ, *[1.0] * folds],
        "curve": [_READ, *fits],
        "compare": [_READ, 1.0, 1.0, 0.1],
        "promote": [_READ, 1.0, 1.0, 0.1],
        "score": [_READ, 1.0],
    }[kind]


def _train(asked: Asked, folder: Path, tell: Tell) -> dict[str, Any]:
    from coder.errors import OutputError
    from coder.training import train_model

    place = Path(asked["to"])
    first, *more = map(Path, asked["examples"])
    config = train_model(
        first,
        folder / "out" / place.name,
        more=more,
        kind=asked["model_kind"],
        folds=asked["folds"],
        seed=asked["seed"],
        test=Path(asked["test"]) if asked.get("test") else None,
        progress=tell,
    )
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "out" / place.name).rename(place)
    except OSError as error:
        raise OutputError(
            str(place),
            expected="a new folder that can be written",
            found=error.strerror or type(error).__name__,
            next_step=f"The model lies in {folder / 'out'}.",
        ) from error
    modes = config["evaluation"]["model"]["manager_modes"]
    return {"model": place.name, "version": config["version"], "macro_f1": modes["macro_f1"], "kappa": modes["kappa"]}


def _find_doubts(asked: Asked, folder: Path, tell: Tell) -> dict[str, Any]:
    from dataclasses import asdict

    from coder.examples import load_examples
    from coder.label_doubts import find_label_doubts

    dataset = load_examples(Path(asked["examples"]))
    found = find_label_doubts(dataset, folds=asked["folds"], progress=tell)
    counts = {"n_calls": found.n_calls, "n_utterances": found.n_utterances, "n_doubts": len(found.doubts)}
    return {"fingerprint": dataset.fingerprint, **counts, "doubts": [asdict(d) for d in found.doubts[:MOST_DOUBTS]]}


def _measure_curve(asked: Asked, folder: Path, tell: Tell) -> dict[str, Any]:
    from dataclasses import asdict

    from coder.example_sets import load_example_sets
    from coder.learning_curve import measure_learning_curve

    dataset = load_example_sets([Path(each) for each in asked["examples"]])
    return asdict(measure_learning_curve(dataset, folds=asked["folds"], seed=asked["seed"], progress=tell))


def _compare(asked: Asked, folder: Path, tell: Tell) -> dict[str, Any]:
    from coder.comparison import compare_models
    from coder.model_folder import load_model
    from coder.reports.comparison import comparison_data

    first, second = load_model(asked["first"]), load_model(asked["second"])
    return comparison_data(compare_models(Path(asked["examples"]), first, second, seen=asked["seen"], progress=tell))


def _promote(asked: Asked, folder: Path, tell: Tell) -> dict[str, Any]:
    from coder.model_choice import use_model
    from coder.reports.comparison import comparison_data

    promotion = use_model(Path(asked["candidate"]), gold=Path(asked["gold"]), progress=tell)
    return {
        "comparison": comparison_data(promotion.comparison),
        "worse": list(promotion.worse),
        "untold": list(promotion.untold),
        "is_promoted": promotion.backup is not None,
    }


def _score(asked: Asked, folder: Path, tell: Tell) -> dict[str, Any]:
    from coder.evaluation import evaluate_model
    from coder.model_folder import load_model

    model = load_model(asked["model"])
    tell(f"Coding with model {model.name}")
    return evaluate_model(Path(asked["examples"]), model)


_WORK: dict[str, Callable[[Asked, Path, Tell], dict[str, Any]]] = {
    "train": _train,
    "doubts": _find_doubts,
    "curve": _measure_curve,
    "compare": _compare,
    "promote": _promote,
    "score": _score,
}


def _write_state(folder: Path, **told: Any) -> None:
    write_json(folder / STATE, {**told, "format": JOB_FORMAT, "pid": os.getpid()})


def _log(folder: Path, line: str) -> None:
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')}  {line}\n")


def _tell_fault(folder: Path, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Where it went wrong; not the error's own words, which may be those of a call."""
    _log(folder, f"{kind.__name__}\n{''.join(traceback.format_tb(trace))}")
    told = json.loads((folder / STATE).read_text(encoding="utf-8")) if (folder / STATE).is_file() else {}
    _write_state(folder, **{**told, "state": "failed", "error": _FAULT, "ended_at": time.time()})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
