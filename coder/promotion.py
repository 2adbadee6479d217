"""A candidate model put in the place of another, unless it is worse on a frozen gold set.

Beside the model's folder lie ``NAME.before-VERSION``, the model that was there, and ``promotions.jsonl``, a line for
each promotion (docs/retraining.md).
"""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coder.comparison import Comparison, Difference, compare_models
from coder.errors import ModelError, OutputError
from coder.model_card import card_title
from coder.model_folder import CARD, CONFIG, Model, load_model, weight_files

PROMOTIONS = "promotions.jsonl"
PROMOTION_FORMAT = 1


@dataclass(frozen=True)
class Promotion:
    """What came of it.

    Attributes:
        comparison: the model in place first, the candidate second, on the gold set.
        worse: the manager's modes on which the candidate is worse beyond noise, by mode id; any refuses it.
        untold: modes for which that cannot be told, because the gold set holds too little of them.
        backup: where the model that was in place lies now; ``None`` where nothing was changed.
    """

    comparison: Comparison
    worse: Mapping[str, Difference]
    untold: tuple[str, ...]
    backup: Path | None


def promote_model(
    candidate: Path,
    to: Path,
    *,
    gold: Path,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Promotion:
    """What came of putting a candidate in the place of the model in a folder.

    It is refused where, of any mode of the manager's, the 95 % interval of the difference of F1 lies wholly below 0
    (``compare_models``). Otherwise the candidate is copied beside, and then two renames put it in place; a reader meets
    the old model or the new one, or for the instant between the renames none, but never a mixture.

    Args:
        gold: labelled calls that neither model was trained on, and by which nothing was chosen.
        dry_run: only say what would come of it.

    Raises:
        ModelError: a folder that is no model, or both are the same model.
        ExamplesError: a gold set that cannot be compared on.
        OutputError: a place that cannot be written.
    """
    new, old = load_model(_folder(candidate)), load_model(_folder(to))
    if new.version == old.version:
        raise ModelError(
            f"model folder {candidate}",
            expected="another model than the one in place",
            found=f"version {new.version} in both",
            next_step="There is nothing to promote.",
        )
    comparison = compare_models(gold, old, new, progress=progress)
    by_mode = comparison.manager_modes.labels
    worse = {mode: difference for mode, difference in by_mode.items() if difference.is_worse}
    untold = tuple(mode for mode, difference in by_mode.items() if difference.high is None)
    backup = None if worse or dry_run else _replace_model(new, old)
    promotion = Promotion(comparison, worse, untold, backup)
    if backup:
        _write_line(old.folder.parent / PROMOTIONS, describe_promotion(promotion, new, old))
    return promotion


def describe_promotion(promotion: Promotion, new: Model, old: Model) -> dict[str, Any]:
    """The line of ``promotions.jsonl``: what was promoted, from what data and code, over what, and on what ground."""
    gold = promotion.comparison
    return {
        "format": PROMOTION_FORMAT,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "model": old.folder.name,
        "promoted": _origin(new),
        "replaced": {**_origin(old), "backup": promotion.backup and promotion.backup.name},
        "gold": {"name": gold.examples, "fingerprint": gold.fingerprint, "n_calls": gold.n_calls},
        "manager_modes": {mode: asdict(difference) for mode, difference in gold.manager_modes.labels.items()},
        "untold": list(promotion.untold),
    }


def _origin(model: Model) -> dict[str, Any]:
    """Where a model comes from; ``None`` for what it does not say."""
    training = model.config.get("training", {})
    return {
        "name": model.name,
        "version": model.version,
        "data": training.get("examples", {}).get("fingerprint"),
        "seed": training.get("seed"),
        "code": training.get("code"),
        "package": training.get("packages", {}).get("call-review-coder"),
    }


def _replace_model(new: Model, old: Model) -> Path:
    """Where the old model lies now; the new one has its place, with its name."""
    place = old.folder
    part, backup = place.with_name(f"{place.name}.part"), _free_backup(old)
    try:
        shutil.rmtree(part, ignore_errors=True)
        _copy_model(new, part, name=place.name)
        load_model(part)
        place.rename(backup)
        try:
            part.rename(place)
        except BaseException:
            backup.rename(place)
            raise
    except OSError as error:
        raise OutputError(
            str(place),
            expected="a folder that can be replaced",
            found=error.strerror or type(error).__name__,
            next_step="The model that was in place is still there. Check who may write beside it.",
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return backup


def _copy_model(model: Model, folder: Path, *, name: str) -> None:
    """A copy under another name, which the version does not depend on; files that are no part of it stay behind."""
    for file in (CARD, *weight_files(model.config)):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        if (model.folder / file).exists():
            shutil.copy(model.folder / file, folder / file)
    config = {**model.config, "name": name}
    (folder / CONFIG).write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if (card := folder / CARD).exists():
        titled = card.read_text(encoding="utf-8").replace(card_title(model.name), card_title(name), 1)
        card.write_text(titled, encoding="utf-8")


def _free_backup(old: Model) -> Path:
    plain = old.folder.with_name(f"{old.folder.name}.before-{old.version}")
    numbered = (plain.with_name(f"{plain.name}-{number}") for number in range(2, 1000))
    return next(path for path in (plain, *numbered) if not path.exists())


def _write_line(path: Path, line: Mapping[str, Any]) -> None:
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise OutputError(
            str(path),
            expected="a file that can be written",
            found=error.strerror or type(error).__name__,
            next_step="The model was promoted; only this line is missing.",
        ) from error


def _folder(path: Path) -> Path:
    """The folder itself, never a model of that name elsewhere, and without links, which a rename would not follow."""
    folder = path.resolve()
    if not (folder / CONFIG).is_file():
        raise ModelError(
            f"model folder {path}", expected=f"a folder with {CONFIG}", found="none", next_step="Check the path."
        )
    return folder
