"""Where models lie: those that ship, those of the lab, and any folder that is named."""

from pathlib import Path

from coder.data_folder import own_models
from coder.errors import ModelError

CONFIG = "config.json"

_PACKAGE = Path(__file__).parent
# A checkout keeps models beside the package; a wheel carries the default inside it.
_MODEL_HOMES = (_PACKAGE.parent / "models", _PACKAGE / "models")


def find_model(name: str | Path) -> Path:
    """The folder of a model: a name among those that ship, a path to one, or a name among those of the lab.

    Raises:
        ModelError: there is none; the message lists those there are.
    """
    is_bare_name, shipped = not {"/", "\\"} & set(str(name)), shipped_models()
    if is_bare_name and str(name) in shipped:
        return shipped[str(name)]
    for folder in (Path(name), *([own_models() / name] if is_bare_name else [])):
        if (folder / CONFIG).is_file():
            return folder
    known = sorted({*shipped, *(found.parent.name for found in own_models().glob(f"*/{CONFIG}"))})
    raise ModelError(
        f"model {str(name)!r}",
        expected=f"a model folder, or one of: {', '.join(known) or 'none installed'}",
        found="neither",
        next_step="Check the name, or train one with: coder train labeled_examples/ --out FOLDER",
    )


def shipped_models() -> dict[str, Path]:
    """The folders of the models that ship, by name."""
    found = [path.parent for home in reversed(_MODEL_HOMES) for path in sorted(home.glob(f"*/{CONFIG}"))]
    return {folder.name: folder for folder in found}
