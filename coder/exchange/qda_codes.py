"""The codebook as REFI-QDA has it (version 1.0 of the schemas, specification 1.5): alone (.qdc), or in a project.

Modes, lenses and signals are codes that cannot be given; below them stand the ids. A code has the same GUID wherever
this codebook is written, by which it is known again under another name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from coder.codebook import Codebook, load_codebook
from coder.exchange.assembling import broken
from coder.exchange.files import read_data, write_new
from coder.exchange.markup import child, children, local_name, make_guid, parse_markup, render_markup

_NAMESPACE = "urn:QDA-XML:codebook:1.0"


@dataclass(frozen=True, slots=True)
class QdaCode:
    """One code of another tool's codebook.

    Attributes:
        parent: name of the code above it; "" at the top.
        codable: whether it can be given.
        ours: the id of the code, lens or signal that it is; ``None`` for any other.
    """

    guid: str
    name: str
    description: str
    parent: str
    codable: bool
    ours: str | None


def write_codebook(codebook: Codebook, path: Path) -> None:
    """Write a .qdc file.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    root = Element("CodeBook", xmlns=_NAMESPACE, origin="coder")
    add_codes(root, codebook)
    write_new(path, render_markup(root))


def read_codebook(path: Path) -> tuple[QdaCode, ...]:
    """The codes of a .qdc file, each after the one above it.

    Raises:
        ExamplesError: another form.
    """
    root = parse_markup(read_data(path), str(path))
    if local_name(root) != "CodeBook":
        raise broken(path, "a REFI-QDA codebook", "other XML", "Export the codebook as .qdc.")
    return tuple(list_codes(root))


def code_guid(codebook: Codebook, label: str) -> str:
    """The GUID of a code, lens, signal or mode."""
    return make_guid(codebook.name, label)


def add_codes(parent: Element, codebook: Codebook) -> None:
    """Put ``Codes`` with the whole codebook below an element."""
    codes = SubElement(parent, "Codes")
    for mode in codebook.modes:
        group = _add(codes, codebook, f"mode {mode.id}", mode.name, mode.definition, codable=False)
        for code in codebook.codes:
            if code.mode == mode.id:
                _add(group, codebook, code.id, code.id, f"{code.name}: the speaker {code.definition}")
    for kind, tags in (("Lenses", codebook.lenses), ("Signals", codebook.signals)):
        if tags:
            group = _add(codes, codebook, f"kind {kind}", kind, "", codable=False)
            for tag in tags:
                _add(group, codebook, tag.id, tag.id, tag.definition)


def list_codes(codebook: Element | None) -> Iterator[QdaCode]:
    """The codes below a ``CodeBook``."""
    ours = load_codebook()
    ids = (*ours.code_ids, *ours.tag_ids)
    by_guid = {code_guid(ours, label): label for label in ids}
    top = None if codebook is None else child(codebook, "Codes")
    waiting = [(code, "") for code in children(top, "Code")][::-1]
    while waiting:
        code, parent = waiting.pop()
        guid, name = (code.get("guid") or "").strip("{}").lower(), code.get("name") or ""
        codable = code.get("isCodable") not in ("false", "0")
        known = by_guid.get(guid) or (name if codable and name in ids else None)
        yield QdaCode(guid, name, _describe(code), parent, codable, known)
        waiting += [(below, name) for below in children(code, "Code")][::-1]


def _add(parent: Element, codebook: Codebook, key: str, name: str, says: str, *, codable: bool = True) -> Element:
    about = {"guid": code_guid(codebook, key), "name": name, "isCodable": "true" if codable else "false"}
    code = SubElement(parent, "Code", about)
    if says:
        SubElement(code, "Description").text = says
    return code


def _describe(code: Element) -> str:
    description = child(code, "Description")
    return (description.text or "") if description is not None else ""
