"""Calls of a store as labelled examples: people's codes to learn from, under pseudonyms (docs/retraining.md)."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from coder.codebook import load_codebook
from coder.errors import ExamplesError, OutputError
from coder.examples import DATASET_FORMAT
from coder.pseudonyms import Disguise, speaker_pseudonyms
from coder.review import Review
from coder.store import CallQuery, Store, StoredCall, code_history, get_review, list_calls
from coder.store.changes import add_up
from coder.store.rows import storable

Reviewed = Literal["done", "all"]

_DESCRIPTION = (
    "Corrections of reviewed calls. Speakers have pseudonyms, addresses and numbers are masked; firms, deals and other "
    "people's names are not: this is no anonymous data."
)


@dataclass(frozen=True, slots=True)
class ExportedExamples:
    """What was written.

    Attributes:
        n_utterances: all of those calls, the ones that are context only too.
        n_coded: those that a person coded.
        n_confirmed: of these, how many were taken over from the machine together with the rest of their call.
        n_coders: how many people coded.
        n_left_out: calls asked for in which nobody coded anything.
    """

    n_calls: int
    n_utterances: int
    n_coded: int
    n_confirmed: int
    n_coders: int
    n_left_out: int


@dataclass(frozen=True, slots=True)
class _Given:
    """A person's code of an utterance; ``how`` is the kind of change that gave it."""

    code: str
    person: str
    how: str


def export_examples(
    store: Store,
    out: Path,
    *,
    reviewed: Reviewed = "done",
    confirmed: bool = True,
    further: Sequence[str] = (),
) -> ExportedExamples:
    """What was written to a new folder that ``coder.examples`` reads; utterances nobody coded stay as context.

    Sample calls, which came with the program, are left out.

    Args:
        reviewed: "done" for the calls whose review is done, "all" for every call in which a person coded anything.
        confirmed: whether codes count that a person took over with the rest of the call, and did not set one by one.
        further: words and phrases to take out besides names, addresses and numbers.

    Raises:
        StoreError: the store cannot be read.
        ExamplesError: there is no such call.
        OutputError: the folder is there already, or cannot be written.
    """
    out = out.resolve()
    _check_new(out)
    state = "done" if reviewed == "done" else None
    query = CallQuery(state=state, is_sample=False, sort="added_at", descending=False, limit=None)
    asked = list_calls(store, query).calls
    found = [(call, *_read(store, call, confirmed=confirmed)) for call in asked]
    coded = [(call, review, given) for call, review, given in found if given]
    if not coded:
        told = "whose review is done" if reviewed == "done" else "of the store"
        raise ExamplesError(
            store.place,
            expected=f"calls {told}, with codes by a person",
            found=f"{len(asked)} calls, none with such a code",
            next_step="Correct codes first"
            + (", say that a review is done, or ask for all: --reviewed all." if reviewed == "done" else "."),
        )
    _write_folder(out, coded, further)
    given_codes = [each for _, _, given in coded for each in given.values()]
    return ExportedExamples(
        n_calls=len(coded),
        n_utterances=sum(len(review.utterances) for _, review, _ in coded),
        n_coded=len(given_codes),
        n_confirmed=sum(each.how == "confirm" for each in given_codes),
        n_coders=len({each.person for each in given_codes}),
        n_left_out=len(asked) - len(coded),
    )


def read_further_words(path: Path) -> tuple[str, ...]:
    """Words and phrases of a file, one a line.

    Raises:
        ExamplesError: it cannot be read as UTF-8, or holds none.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _no_words(path, type(error).__name__) from error
    if not (words := tuple(line.strip() for line in lines if line.strip())):
        raise _no_words(path, "no line")
    return words


def _read(store: Store, call: StoredCall, *, confirmed: bool) -> tuple[Review, dict[int, _Given]]:
    """The call as it was added, and by index what people coded in it, before or since."""
    review = get_review(store, call.id, corrected=False)
    history = code_history(store, call.id)
    given = {u.index: _Given(u.code, call.added_by, "set") for u in review.utterances if u.decided_by == "person"}
    for index, (code, number) in add_up(enumerate(history)).items():
        if code is not None:
            given[index] = _Given(code, history[number].person, history[number].kind)
    return review, {index: each for index, each in given.items() if confirmed or each.how != "confirm"}


def _write_folder(
    out: Path, calls: Sequence[tuple[StoredCall, Review, Mapping[int, _Given]]], further: Sequence[str]
) -> None:
    """Write beside first, so that a folder under its name is a whole one."""
    part = out.with_name(f"{out.name}.part")
    authors, coders = dict[str, str](), dict[str, str]()
    about = {}
    try:
        shutil.rmtree(part, ignore_errors=True)
        (part / "calls").mkdir(parents=True)
        part.chmod(0o700)
        for number, (call, review, given) in enumerate(calls, start=1):
            name = f"{out.name}-{number:04}"
            # Who leads colours a call as its author does: a manager's calls stay on one side of a split.
            manager = call.manager.casefold() or call.id
            about[name] = {"author": authors.setdefault(manager, f"{out.name}-m{len(authors) + 1}"), "codes_only": True}
            for each in given.values():
                coders.setdefault(each.person, f"coder {len(coders) + 1}")
            rows = _rows(name, call, review, given, coders=coders, further=further)
            _write(
                part / "calls" / f"{name}.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            )
        _write(part / "dataset.json", json.dumps(_about(out.name, about), indent=1, ensure_ascii=False) + "\n")
        part.replace(out)
    except OSError as error:
        raise _unwritable(out, error.strerror or type(error).__name__, "Name another folder.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _about(name: str, calls: Mapping[str, Any]) -> dict[str, Any]:
    codebook = load_codebook()
    return {
        "format": DATASET_FORMAT,
        "name": name,
        "licence": "",
        "description": _DESCRIPTION,
        "codebook": {"name": codebook.name, "version": codebook.version},
        "calls": calls,
    }


def _rows(
    name: str,
    call: StoredCall,
    review: Review,
    given: Mapping[int, _Given],
    *,
    coders: Mapping[str, str],
    further: Sequence[str],
) -> Iterator[dict[str, Any]]:
    pseudonyms = speaker_pseudonyms((u.speaker, u.role) for u in review.utterances)
    disguise = Disguise(_known_names(call, review, pseudonyms), further)
    for index, u in enumerate(review.utterances):
        code = given.get(u.index)
        yield {
            "call": name,
            "index": index,
            "turn": u.turn,
            "speaker": pseudonyms[u.speaker],
            "role": u.role,
            "text": disguise.apply(storable(u.text)),
            "start_ms": None,
            "end_ms": None,
            "code": code and code.code,
            "lenses": None,
            "signals": None,
            "coded_by": code and coders[code.person],
            "how": code and code.how,
        }


def _known_names(call: StoredCall, review: Review, pseudonyms: Mapping[str, str]) -> dict[str, str]:
    """Pseudonym by every name the store knows for a speaker of the call, those that were joined or typed in too."""
    names = dict(pseudonyms)
    for gone, kept in review.joined.items():
        if kept in pseudonyms:
            names.setdefault(gone, pseudonyms[kept])
    for typed, role in ((call.manager, "manager"), (call.rep, "rep")):
        first = next((pseudonyms[u.speaker] for u in review.utterances if u.role == role), role.capitalize())
        for name in filter(None, map(str.strip, typed.split(","))):
            names.setdefault(name, first)
    return names


def _check_new(out: Path) -> None:
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise _unwritable(out, "something there already", "Name another folder, or remove this one first.")


def _no_words(path: Path, found: str) -> ExamplesError:
    return ExamplesError(
        str(path), expected="words in UTF-8, one a line", found=found, next_step="Mend the file, or leave it out."
    )


def _unwritable(out: Path, found: str, next_step: str) -> OutputError:
    return OutputError(str(out), expected="a new folder that can be written", found=found, next_step=next_step)


def _write(path: Path, text: str) -> None:
    """Only its owner may read it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
