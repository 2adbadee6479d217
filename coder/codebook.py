"""The codebook as frozen dataclasses, read from one data file.

A process works with one codebook: the one that is named (``coder --codebook``, ``CALL_REVIEW_CODEBOOK``), else that of
the first model that is loaded, else the one that ships. docs/codebook-file.md describes the file.
"""

import os
import re
import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from coder.codebook_entries import Code, Lens, Mode, NearMiss, Signal
from coder.codebook_parts import OF_FORMAT_1, Parts, find_unknown, parts_within
from coder.errors import CodebookError

DEFAULT_CODEBOOK = Path(__file__).with_name("codebook.toml")
VARIABLE = "CALL_REVIEW_CODEBOOK"
# Format 1 had neither parts nor a language, and no list could be left out.
CODEBOOK_FORMAT, OLDEST_FORMAT = 2, 1
ENGLISH = "en"
_ID = re.compile(r"[a-z][a-z0-9_]*")
# "talk_share" is another measure.
_TAKEN = "talk"
_Entry = TypeVar("_Entry", Mode, NearMiss, Code, Lens, Signal)


@dataclass(frozen=True)
class Codebook:
    """Codes, modes, lenses and signals, each in the codebook's own order.

    Attributes:
        parts: which of them play which part in the measures.
        language: of names, definitions and examples, as in BCP 47.
    """

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
    parts: Parts
    language: str = ENGLISH

    # What was computed for a codebook is looked up by it, which must not read all its texts.
    def __hash__(self) -> int:
        """By name, version and codes; equality compares everything."""
        return hash((self.name, self.version, self.code_ids))

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

    def in_sentence(self, name: str) -> str:
        """A name as it stands inside a sentence: lower-case in English, as it is in other languages."""
        return name.lower() if self.language.startswith(ENGLISH) else name

    def says_of(self, who: str, definition: str) -> str:
        """A definition as a sentence: in English after whom it is of, "The speaker …"."""
        english = self.language.startswith(ENGLISH)
        return f"{who} {definition}{'' if definition.endswith('.') else '.'}" if english else definition

    def agrees_with(self, other: "Codebook") -> bool:
        """Whether codings and figures mean the same by both: only their texts may differ."""
        return self._structure == other._structure

    @property
    def _structure(self) -> tuple[Any, ...]:
        return self.code_ids, tuple(self.mode_of.items()), self.coaching_modes, self.tag_ids, self.parts


# The codebook of this process, once one is chosen.
_chosen: list[Path] = []


def use_codebook(path: Path | None) -> None:
    """Make a file the codebook of this process; ``None`` leaves the choice to the first model that is loaded."""
    _chosen[:] = [] if path is None else [path]


def is_codebook_chosen() -> bool:
    """Whether this process has its codebook already: one was named, or a model was loaded."""
    return bool(_chosen or os.environ.get(VARIABLE))


def codebook_path() -> Path:
    """The file of this process's codebook."""
    named = os.environ.get(VARIABLE)
    return _chosen[0] if _chosen else Path(named) if named else DEFAULT_CODEBOOK


def load_codebook(path: Path | None = None) -> Codebook:
    """The codebook in a TOML file; without one, that of this process.

    Raises:
        CodebookError: the file is missing, is not TOML, or breaks the codebook's form.

    >>> load_codebook().mode_of["steer"]
    'persuade'
    """
    return _read(path or codebook_path())


def is_shipped(codebook: Codebook) -> bool:
    """Whether it is the codebook that ships, up to its texts."""
    return codebook.agrees_with(load_codebook(DEFAULT_CODEBOOK))


@cache
def _read(path: Path) -> Codebook:
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CodebookError(
            str(path),
            expected="a codebook in TOML",
            found=str(error),
            next_step="Compare it with coder/codebook.toml.",
        ) from error
    form = stored.get("format")
    if form not in range(OLDEST_FORMAT, CODEBOOK_FORMAT + 1):
        raise _broken(path, f"a format up to {CODEBOOK_FORMAT}", f"format {form!r}")
    try:
        codebook = _build(stored)
    except (KeyError, TypeError, AttributeError) as error:
        raise _broken(path, "every codebook field with its type", f"a problem with {error}") from error
    _check(codebook, path)
    return codebook


def _build(stored: dict[str, Any]) -> Codebook:
    codebook = Codebook(
        name=_text(stored["name"]),
        version=str(stored["version"]),
        title=_text(stored["title"]),
        unit=stored["unit"].strip(),
        principle=stored.get("principle", "").strip(),
        rules=_texts(stored.get("rules", [])),
        modes=tuple(_entry(Mode, mode) for mode in stored["modes"]),
        codes=tuple(_build_code(code) for code in stored["codes"]),
        lenses=tuple(_entry(Lens, lens) for lens in stored.get("lenses", [])),
        signals=tuple(_entry(Signal, signal) for signal in stored.get("signals", [])),
        parts=Parts(**{name: _texts(ids) for name, ids in stored.get("parts", {}).items()}),
        language=_text(stored.get("language", ENGLISH)),
    )
    return codebook if stored["format"] > 1 else replace(codebook, parts=parts_within(OF_FORMAT_1, _ids_of(codebook)))


def _ids_of(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    return {
        "code": codebook.code_ids,
        "mode": tuple(mode.id for mode in codebook.modes),
        "lens": tuple(lens.id for lens in codebook.lenses),
        "signal": tuple(signal.id for signal in codebook.signals),
    }


def _entry(kind: type[_Entry], stored: dict[str, Any]) -> _Entry:
    made = kind(**stored)
    for each in fields(kind):
        if each.type in (str, bool) and type(getattr(made, each.name)) is not each.type:
            raise TypeError(f"{each.name} = {getattr(made, each.name)!r}")
    return made


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{value!r}, which should be a text")
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(f"{values!r}, which should be a list of texts")
    return tuple(values)


def _build_code(stored: dict[str, Any]) -> Code:
    near_misses = tuple(
        _entry(NearMiss, {**miss, "becomes": _texts(miss["becomes"])}) for miss in stored.get("near_misses", [])
    )
    return _entry(Code, {**stored, "counts": _texts(stored.get("counts", [])), "near_misses": near_misses})


def _check(codebook: Codebook, path: Path) -> None:
    ids = _ids_of(codebook)
    for code in codebook.codes:
        if code.mode not in ids["mode"]:
            raise _broken(path, f"code {code.id} in one of {sorted(ids['mode'])}", f"mode {code.mode!r}")
        for near_miss in code.near_misses:
            if unknown := set(near_miss.becomes) - set(codebook.code_ids):
                raise _broken(path, f"near misses of {code.id} to name codes", f"{sorted(unknown)}")
    for kind, given in {**ids, "tag": codebook.tag_ids}.items():
        if len(set(given)) != len(given):
            raise _broken(path, "every id once", "an id given twice")
        if wrong := [each for each in given if not _ID.fullmatch(each) or (kind == "mode" and each == _TAKEN)]:
            raise _broken(path, "ids of small letters a to z, digits and _, and no mode called talk", repr(wrong[0]))
    if len(codebook.codes) < 2 or not codebook.coaching_modes:
        raise _broken(path, "two codes or more, and a mode that counts in shares", f"{len(codebook.codes)} codes")
    if unknown_part := find_unknown(codebook.parts, {**ids, "mode": codebook.coaching_modes}):
        raise _broken(path, "parts to name what the codebook has, and only modes that count", unknown_part)


def _broken(path: Path, expected: str, found: str) -> CodebookError:
    return CodebookError(str(path), expected=expected, found=found, next_step="Mend that entry and try again.")
