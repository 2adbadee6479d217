"""Which model the app codes with: one that its start named, one that was promoted to it, else the one that ships."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from coder.data_folder import lab_folder
from coder.errors import ModelError
from coder.model_folder import CONFIG, find_model, load_model
from coder.promotion import Promotion, promote_model

MODEL_VARIABLE = "CALL_REVIEW_MODEL"
SHIPPED = "default"


def model_in_use() -> Path:
    """The folder of the model that the app codes with.

    Raises:
        ModelError: the environment names a model that is not there.
    """
    if named := os.environ.get(MODEL_VARIABLE):
        return find_model(named)
    place = place_in_use()
    return place if (place / CONFIG).is_file() else find_model(SHIPPED)


def is_model_named() -> bool:
    """Whether the app's start named its model, so that promoting one changes nothing until it is started without."""
    return bool(os.environ.get(MODEL_VARIABLE))


def place_in_use() -> Path:
    """The folder that a model is promoted to; empty or missing while the shipped one is in use."""
    return lab_folder() / "in_use" / "own"


def use_model(candidate: Path, *, gold: Path, progress: Callable[[str], None] = lambda _: None) -> Promotion:
    """What came of making a model the app's: refused where it is worse beyond noise than the one in use.

    Raises:
        ModelError, ExamplesError, OutputError: as ``promote_model``.
    """
    place = place_in_use()
    is_first = not (place / CONFIG).is_file()
    promotion = None
    try:
        if is_first:
            # Until the other takes its place, this copy is the model that was in use already.
            shutil.copytree(find_model(SHIPPED), place, dirs_exist_ok=True)
        promotion = promote_model(candidate, place, gold=gold, progress=progress)
        return promotion
    finally:
        if is_first and (promotion is None or promotion.backup is None):
            shutil.rmtree(place, ignore_errors=True)


def use_shipped_model() -> None:
    """Go back to the model that ships; the one that was in use stays beside, as a promotion would leave it.

    Raises:
        ModelError: it is in use already.
    """
    place = place_in_use()
    if not (place / CONFIG).is_file():
        raise ModelError(
            "the model in use",
            expected="one that was promoted",
            found="the one that ships",
            next_step="There is nothing to take back.",
        )
    version = load_model(place).version
    taken = (place.with_name(f"{place.name}.before-{version}-{number}") for number in range(1, 1000))
    place.rename(next(path for path in taken if not path.exists()))
