"""The codebook as frozen dataclasses, read from one data file."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from coder.errors import CodebookError

DEFAULT_CODEBOOK = Path(__file__).with_name("codebook.toml")
CODEBOOK_FORMAT = 1


@dataclass(frozen=True)
class Mode:
    """A family of codes. ``coaching`` is false where the mode is left out of every share."""

    id: str
    name: str
    definition: str
    coaching: bool = True


@dataclass(frozen=True)
class NearMiss:
    """Something that looks like a code and is coded otherwise.

    Attributes:
        example: the words, or "" where only a case is described.
        case: the case in words, or "".
        becomes: ids of the codes it gets instead.
        split: true where it is split and gets all of them, one each.
    """

    becomes: tuple[str, ...]
    example: str = ""
    case: str = ""
    split: bool = False


@dataclass(frozen=True)
class Code:
    """What one utterance does. ``definition`` completes "the speaker …"."""

    id: str
    name: str
    mode: str
    definition: str
    counts: tuple[str, ...]
    near_misses: tuple[NearMiss, ...]


@dataclass(frozen=True)
class Lens:
    """A tag on the manager's utterances; ``axis`` and ``pole`` are "" for a tag without an opposite."""

    id: str
    definition: str
    axis: str = ""
    pole: str = ""


@dataclass(frozen=True)
class Signal:
    """A tag on the rep's utterances. ``definition`` completes "the rep …"."""

    id: str
    definition: str


@dataclass(frozen=True)
class Codebook:
    """Codes, modes, lenses and signals, each in the codebook's own order."""

    name: str
    version: str
    title: str
    unit: str
    principle: str
    rules: tuple[str, ...]
    modes: tuple[Mode, ...]
    codes: tuple[Code, ...]
    lenses: tuple[Lens, ...]
    signals: tuple[Signal, ...]

    @cached_property
    def code_ids(self) -> tuple[str, ...]:
        """Ids of all codes: the column order of every table of probabilities."""
        return tuple(code.id for code in self.codes)

    @cached_property
    def tag_ids(self) -> tuple[str, ...]:
        """Ids of lenses, then of signals: the column order of every table of tags."""
        return (*(lens.id for lens in self.lenses), *(signal.id for signal in self.signals))

    @cached_property
    def code_of(self) -> dict[str, Code]:
        """Code by its id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def mode_of(self) -> dict[str, str]:
        """Mode id by code id."""
        return {code.id: code.mode for code in self.codes}

    @cached_property
    def coaching_modes(self) -> tuple[str, ...]:
        """Ids of the modes that count in shares."""
        return tuple(mode.id for mode in self.modes if mode.coaching)

    def codes_in(self, mode: str) -> tuple[str, ...]:
        """Ids of the codes of one mode; empty for an unknown mode."""
        return tuple(code.id for code in self.codes if code.mode == mode)


@cache
def load_codebook(path: Path = DEFAULT_CODEBOOK) -> Codebook:
    """The codebook in a TOML file.

    Raises:
        CodebookError: the file is missing, is not TOML, or breaks the codebook's form.

    >>> load_codebook().mode_of["steer"]
    'persuade'
    """
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CodebookError(
            str(path),
            expected="a codebook in TOML",
            found=str(error),
            next_step="Compare it with coder/codebook.toml.",
        ) from error
    try:
        codebook = _build(fields)
    except (KeyError, TypeError, AttributeError) as error:
        raise _broken(path, "every codebook field with its type", f"a problem with {error}") from error
    _check(codebook, fields.get("format"), path)
    return codebook


def _build(fields: dict[str, Any]) -> Codebook:
    return Codebook(
        name=fields["name"],
        version=str(fields["version"]),
        title=fields["title"],
        unit=fields["unit"].strip(),
        principle=fields["principle"].strip(),
        rules=_texts(fields["rules"]),
        modes=tuple(Mode(**mode) for mode in fields["modes"]),
        codes=tuple(_build_code(code) for code in fields["codes"]),
        lenses=tuple(Lens(**lens) for lens in fields["lenses"]),
        signals=tuple(Signal(**signal) for signal in fields["signals"]),
    )


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(f"{values!r}, which should be a list of texts")
    return tuple(values)


def _build_code(fields: dict[str, Any]) -> Code:
    near_misses = tuple(
        NearMiss(**{**near_miss, "becomes": _texts(near_miss["becomes"])}) for near_miss in fields["near_misses"]
    )
    return Code(**{**fields, "counts": _texts(fields["counts"]), "near_misses": near_misses})


def _check(codebook: Codebook, stored_format: object, path: Path) -> None:
    if stored_format != CODEBOOK_FORMAT:
        raise _broken(path, f"format {CODEBOOK_FORMAT}", f"format {stored_format!r}")
    modes = {mode.id for mode in codebook.modes}
    for code in codebook.codes:
        if code.mode not in modes:
            raise _broken(path, f"code {code.id} in one of {sorted(modes)}", f"mode {code.mode!r}")
        for near_miss in code.near_misses:
            if unknown := set(near_miss.becomes) - set(codebook.code_ids):
                raise _broken(path, f"near misses of {code.id} to name codes", f"{sorted(unknown)}")
    tags = [tag.id for tag in (*codebook.lenses, *codebook.signals)]
    for ids in (codebook.code_ids, [mode.id for mode in codebook.modes], tags):
        if len(set(ids)) != len(ids):
            raise _broken(path, "every id once", "an id given twice")


def _broken(path: Path, expected: str, found: str) -> CodebookError:
    return CodebookError(str(path), expected=expected, found=found, next_step="Mend that entry and try again.")
