"""Where this program keeps what is the user's own, beside the package and never in it."""

import os
from pathlib import Path

from platformdirs import user_data_path

LAB_VARIABLE = "CALL_REVIEW_LAB"


def data_folder() -> Path:
    """The user's data folder for this program."""
    return user_data_path("call-review-coder", appauthor=False)


def lab_folder() -> Path:
    """Where the model lab keeps models, examples and jobs: as the environment says, else in the data folder."""
    given = os.environ.get(LAB_VARIABLE)
    return Path(given).expanduser().absolute() if given else data_folder() / "lab"


def own_models() -> Path:
    """The folder of the models that were trained in the lab, each in a folder under its name."""
    return lab_folder() / "models"
