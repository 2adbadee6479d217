"""A sample that people coded: the key with their codes, as the estimator takes them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coder.codebook import load_codebook
from coder.codings import CodedUnit, Coding, Place, read_coding
from coder.errors import SampleError
from coder.sampling.estimation import CodedSample
from coder.sampling.files import KEY, KEY_FORMAT, KEY_KIND
from coder.sampling.frame import MODES
from coder.sampling.wanted import Cell, Wanted

_COLUMN = {mode: number for number, mode in enumerate(MODES)}


@dataclass(frozen=True)
class Key:
    """How a sample was drawn, and what the machine says.

    Attributes:
        cells: manager and quarter of each cell, ``None`` where cells do not part them.
        strata: of each stratum, its cell, mode by machine, utterances in the calls drawn, and how many are to code.
        calls: names of all calls of the frame.
        owners: manager and quarter of each call.
        call_cells, call_drawn: of each call, its cell, and whether it was open to the draw.
        machine, chances: utterances by mode by machine, and sums of their chances. Shape (n_calls, n_modes).
        places: call and index of each utterance drawn.
        place_strata, place_chances: of each, its stratum, and the machine's chances of each mode.
        place_codes: its code by machine.
    """

    wanted: Wanted
    source: str
    model: str
    model_version: str
    whole_chances: bool
    left_out: Mapping[str, int]
    cells: tuple[Cell, ...]
    strata: tuple[tuple[int, str, int, int], ...]
    calls: tuple[str, ...]
    owners: tuple[tuple[str, str], ...]
    call_cells: np.ndarray
    call_drawn: np.ndarray
    machine: np.ndarray
    chances: np.ndarray
    places: tuple[Place, ...]
    place_strata: np.ndarray
    place_chances: np.ndarray
    place_codes: tuple[str, ...]


def read_key(path: Path) -> Key:
    """The key that ``write_sample`` wrote; of a folder, the one in it.

    Raises:
        SampleError: there is none, or it is damaged or of another version.
    """
    file = path / KEY if path.is_dir() else path
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["kind"] != KEY_KIND or data["format"] != KEY_FORMAT or tuple(data["modes"]) != MODES:
            raise _broken(file, "another file, or one of another version")
        return key_of(data)
    except OSError as error:
        raise _broken(file, error.strerror or type(error).__name__) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise _broken(file, "something else") from error


def key_of(data: Mapping[str, Any]) -> Key:
    """The key in the data that ``key_data`` gives."""
    calls, drawn = data["calls"], data["utterances"]
    shape = (-1, len(MODES))
    return Key(
        wanted=Wanted(**data["wanted"]),
        source=str(data["source"]),
        model=str(data["model"]),
        model_version=str(data["model_version"]),
        whole_chances=bool(data["whole_chances"]),
        left_out={str(reason): int(count) for reason, count in data["left_out"].items()},
        cells=tuple((cell["manager"], cell["quarter"]) for cell in data["cells"]),
        strata=tuple((s["cell"], s["mode"], s["there"], s["to_code"]) for s in data["strata"]),
        calls=tuple(call["call"] for call in calls),
        owners=tuple((call["manager"], call["quarter"]) for call in calls),
        call_cells=np.array([call["cell"] for call in calls], dtype=np.int64),
        call_drawn=np.array([call["drawn"] for call in calls], dtype=bool),
        machine=np.array([call["machine"] for call in calls], dtype=np.int64).reshape(shape),
        chances=np.array([call["chances"] for call in calls], dtype=float).reshape(shape),
        places=tuple((str(each["call"]), int(each["index"])) for each in drawn),
        place_strata=np.array([each["stratum"] for each in drawn], dtype=np.int64),
        place_chances=np.array([each["chances"] for each in drawn], dtype=float).reshape(shape),
        place_codes=tuple(each["code"] for each in drawn),
    )


@dataclass(frozen=True)
class PeoplesCodes:
    """What coders gave to a sample.

    Attributes:
        codings: one a coder, of the utterances drawn alone.
        n_left: utterances drawn that nobody coded.
        n_others: codes left out because their utterances were not drawn: their chances are unknown.
    """

    codings: tuple[Coding, ...]
    n_left: int
    n_others: int


def read_codes(key: Key, coders: Sequence[Path | Coding]) -> PeoplesCodes:
    """The coders' codes of the utterances drawn; each coder a file or folder that ``read_coding`` reads.

    Raises:
        ExamplesError: a file that cannot be read, or without a code.
        SampleError: no coder, or one who coded nothing of this sample.
    """
    if not coders:
        next_step = "Name the file of each coder."
        raise SampleError("coders", expected="one or more", found="none", next_step=next_step)
    drawn = set(key.places)
    codings, n_others = [], 0
    for coder in coders:
        read = coder if isinstance(coder, Coding) else read_coding(coder)
        given = {place: unit for place, unit in read.units.items() if unit.code}
        own = {place: unit for place, unit in given.items() if place in drawn}
        n_others += len(given) - len(own)
        if not own:
            found = f"{len(given):,} codes of others"
            next_step = "Give the key that was drawn with this file, and leave call and index as they are."
            raise SampleError(read.name, expected="codes of utterances drawn", found=found, next_step=next_step)
        codings.append(Coding(Path(read.name).stem, own))
    coded = {place for coding in codings for place in coding.units}
    return PeoplesCodes(tuple(codings), len(drawn) - len(coded), n_others)


def machine_coding(key: Key) -> Coding:
    """The machine as one more coder of the utterances drawn."""
    units = {place: CodedUnit(code) for place, code in zip(key.places, key.place_codes, strict=True)}
    return Coding(f"model {key.model}", units)


def coded_sample(key: Key, codings: Sequence[Coding]) -> CodedSample:
    """The sample as the estimator takes it; where several coded an utterance, each counts alike."""
    number = {call: at for at, call in enumerate(key.calls)}
    given = [[coding.units[place].code for coding in codings if place in coding.units] for place in key.places]
    coded = np.array([bool(codes) for codes in given], dtype=bool)
    return CodedSample(
        call_cells=key.call_cells,
        call_drawn=key.call_drawn,
        call_sums=key.chances,
        stratum_cells=np.array([cell for cell, *_ in key.strata], dtype=np.int64),
        stratum_sizes=np.array([there for _, _, there, _ in key.strata], dtype=float),
        calls=np.array([number[call] for call, _ in key.places], dtype=np.int64)[coded],
        strata=key.place_strata[coded],
        machine=key.place_chances[coded],
        people=np.array([_shares(codes) for codes in given if codes], dtype=float).reshape(-1, len(MODES)),
    )


def _shares(codes: Sequence[str | None]) -> np.ndarray:
    """Which part of an utterance's coders gave it each mode."""
    mode_of = load_codebook().mode_of
    shares = np.zeros(len(MODES))
    for code in codes:
        if code:
            shares[_COLUMN[mode_of[code]]] += 1 / len(codes)
    return shares


def _broken(file: Path, found: str) -> SampleError:
    next_step = "Name the key.json that coder sample draw wrote, or its folder."
    return SampleError(str(file), expected="the key of a sample", found=found, next_step=next_step)
