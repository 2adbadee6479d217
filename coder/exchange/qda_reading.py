"""A REFI-QDA project read as labelled calls: every selection of a text with a code of ours is an utterance."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from coder.errors import TranscriptError
from coder.exchange.assembling import Entry, broken, collect_calls
from coder.exchange.coders import FIRST
from coder.exchange.files import read_data
from coder.exchange.form import Imported
from coder.exchange.markup import child, children, local_name, parse_markup
from coder.exchange.qda_codes import list_codes
from coder.readers.containers.archive import open_archive, read_member

_PROJECT = "project.qde"
_KIND = "a REFI-QDA project"
_TOLD = re.compile(r"turn (?P<turn>\d{1,9})(?:, from (?P<start>\d{1,12}) ms)?(?:, to (?P<end>\d{1,12}) ms)?")
_PREFIX = re.compile(r"(?:^|\n)(?P<name>[^\n:]{1,120}): ?$")
_ABOUT = re.compile(r"coders: (?P<coders>[a-z ]+)(?P<only>\ncodes only)?\nauthor: (?P<author>.+)", re.DOTALL)


@dataclass(slots=True)
class _Selection:
    """A stretch of a source's text with the labels that were laid on it; ``end`` as the file has it."""

    start: int
    end: int
    name: str
    about: dict[str, Any] = field(default_factory=dict)
    labels: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Known:
    """What a project says once: labels and users by GUID, who speaks in which selection, in which role."""

    labels: Mapping[str, str]
    users: Mapping[str, str]
    speakers: Mapping[str, dict[str, Any]]


def read_qda_project(path: Path, manager: str | None = None) -> Imported:
    """The calls in a .qdpx file.

    Raises:
        ExamplesError: another form, no text with codes of the codebook, no speakers or roles.
    """
    archive = _open(path)
    root = parse_markup(_unpack(archive, _member(archive, _PROJECT, path), path), str(path))
    known = _Known(
        {code.guid: code.ours for code in list_codes(child(root, "CodeBook")) if code.ours},
        {
            _guid(one, "guid"): one.get("name") or one.get("id") or FIRST
            for one in children(child(root, "Users"), "User")
        },
        _find_speakers(root),
    )
    left_out: list[str] = []
    entries: list[Entry] = []
    for source in _list_sources(root):
        name = source.get("name") or "a source"
        if local_name(source) != "TextSource":
            left_out.append(f"{name}: no text")
            continue
        entries += _read_source(path, source, _read_text(archive, source, path), known, left_out)
    return collect_calls(entries, path.stem, manager=manager, left_out=left_out)


def _list_sources(root: Element) -> list[Element]:
    sources = child(root, "Sources")
    return [] if sources is None else list(sources)


def _open(path: Path) -> ZipFile:
    try:
        return open_archive(read_data(path), str(path), _KIND)
    except TranscriptError as error:
        raise broken(path, error.expected, error.found, "Export the project again.") from error


def _member(archive: ZipFile, name: str, path: Path) -> str:
    """The member of that name in whatever folder and case."""
    found = next((one for one in archive.namelist() if one.rpartition("/")[2].lower() == name.lower()), None)
    if found is None:
        raise broken(path, f"{_KIND} with {name}", "none", "Export the project again.")
    return found


def _unpack(archive: ZipFile, name: str, path: Path) -> bytes:
    try:
        return read_member(archive, name, str(path), _KIND)
    except TranscriptError as error:
        raise broken(path, error.expected, error.found, "Export the project again.") from error


def _read_text(archive: ZipFile, source: Element, path: Path) -> str:
    inside = child(source, "PlainTextContent")
    if inside is not None and inside.text:
        return inside.text
    name = (source.get("plainTextPath") or "").rpartition("/")[2] or "a text for every source"
    try:
        return _unpack(archive, _member(archive, name, path), path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise broken(path, "plain text in UTF-8", "another encoding", "Export the project again.") from error


def _guid(element: Element, name: str) -> str:
    return (element.get(name) or "").strip("{}").lower()


def _find_speakers(root: Element) -> dict[str, dict[str, Any]]:
    """Speaker and role by the GUID of a selection, out of the cases."""
    variables = {_guid(one, "guid"): one.get("name") for one in children(child(root, "Variables"), "Variable")}
    speakers: dict[str, dict[str, Any]] = {}
    for case in children(child(root, "Cases"), "Case"):
        about: dict[str, Any] = {"speaker": case.get("name")}
        for value in children(case, "VariableValue"):
            variable, text = child(value, "VariableRef"), child(value, "TextValue")
            if variable is not None and text is not None and variables.get(_guid(variable, "targetGUID")) == "role":
                about["role"] = text.text
        speakers |= {_guid(one, "targetGUID"): about for one in children(case, "SelectionRef")}
    return speakers


def _read_source(path: Path, source: Element, text: str, known: _Known, left_out: list[str]) -> Iterator[Entry]:
    name = source.get("name") or path.stem
    n_foreign = [0]
    selections = sorted(_list_selections(path, source, known, n_foreign), key=lambda one: (one.start, one.end))
    after = 1 - _ends_after(text, selections)
    if n_foreign[0]:
        left_out.append(f"{name}: {n_foreign[0]} codings with codes that are none of the codebook")
    about = _read_about(source)
    users = about.pop("coders", ()) or tuple(dict.fromkeys(user for one in selections for user in one.labels))
    for at, one in enumerate(selections):
        end = one.end + after
        if not 0 <= one.start < end <= len(text):
            raise broken(path, f"selections within the text of {name}", "one beyond it", "Export the project again.")
        before = _PREFIX.search(text[max(0, one.start - 130) : one.start])
        row = {"speaker": before["name"] if before else None, "role": None, **one.about}
        row |= about | {"call": name, "index": at, "text": text[one.start : end]}
        labels = {user: one.labels.get(user, []) for user in users or (FIRST,)}
        yield Entry(f"{path} {name} from character {one.start}", row, labels)


def _read_about(source: Element) -> dict[str, Any]:
    """Author, coders and whether codes only were given, where the source's description is one of ours."""
    description = child(source, "Description")
    match = _ABOUT.fullmatch((description.text or "") if description is not None else "")
    if match is None:
        return {}
    return {"author": match["author"], "coders": tuple(match["coders"].split()), "codes_only": bool(match["only"])}


def _list_selections(path: Path, source: Element, known: _Known, n_foreign: list[int]) -> list[_Selection]:
    """Those that hold a code of ours or were written by us; tools write one for each coding, so equals are joined."""
    found: dict[tuple[int, int], _Selection] = {}
    for one in children(source, "PlainTextSelection"):
        try:
            place = int(one.get("startPosition", "")[:12]), int(one.get("endPosition", "")[:12])
        except ValueError as error:
            raise broken(path, "positions as numbers", "something else", "Export the project again.") from error
        selection = found.setdefault(place, _Selection(*place, one.get("name") or ""))
        selection.about |= known.speakers.get(_guid(one, "guid"), {}) | _read_description(one)
        for coding in children(one, "Coding"):
            target = child(coding, "CodeRef")
            label = known.labels.get(_guid(target, "targetGUID")) if target is not None else None
            user = known.users.get(_guid(coding, "creatingUser") or _guid(one, "creatingUser"), FIRST)
            n_foreign[0] += label is None
            if label is not None and label not in selection.labels.setdefault(user, []):
                selection.labels[user].append(label)
    return [one for one in found.values() if one.labels or "turn" in one.about]


def _read_description(selection: Element) -> dict[str, Any]:
    description = child(selection, "Description")
    told = _TOLD.fullmatch((description.text or "").strip()) if description is not None else None
    if told is None:
        return {}
    start, end = (None if told[name] is None else int(told[name]) for name in ("start", "end"))
    return {"turn": int(told["turn"]), "start_ms": start, "end_ms": end}


def _ends_after(text: str, selections: list[_Selection]) -> bool:
    """Whether positions name the character after the end, as some tools have it, against the specification."""
    votes = 0
    for one in selections:
        last_is_in, last_is_after = text[one.start : one.end + 1], text[one.start : one.end]
        if one.name in (last_is_in, last_is_after):
            votes += 1 if one.name == last_is_after else -1
        else:
            votes += 1 if last_is_in[-1:].isspace() or one.end >= len(text) else -1
    return votes > 0
