"""A REFI-QDA project (.qdpx; version 1.0 of the schema, specification 1.5): calls as plain text with coded selections.

A source is a call, a line an utterance: the speaker, a colon, the words. The words are a selection; a coding in it is
a label by a user. A case holds one speaker's selections and the variable ``role``; what is left, turn and times, stands
in the selection's description. ``endPosition`` names the last character, as the specification has it.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from coder.codebook import load_codebook
from coder.examples import LabelledCall
from coder.exchange.coders import split_codings
from coder.exchange.files import write_new
from coder.exchange.markup import make_guid, render_markup
from coder.exchange.qda_codes import add_codes, code_guid

_NAMESPACE = "urn:QDA-XML:project:1.0"
_BEFORE_WORDS = ": "


def write_qda_project(calls: Sequence[LabelledCall], path: Path) -> None:
    """Write a .qdpx file.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        _pack(archive, "project.qde", render_markup(_project(calls)))
        for call in calls:
            text = "".join(_lines(call))
            _pack(archive, f"sources/{_source_guid(call)}.txt", text.encode())
    write_new(path, packed.getvalue())


def _pack(archive: ZipFile, name: str, data: bytes) -> None:
    # A member's own time would make every file another one.
    archive.writestr(ZipInfo(name), data, compress_type=ZIP_DEFLATED)


def _project(calls: Sequence[LabelledCall]) -> Element:
    codebook = load_codebook()
    root = Element("Project", xmlns=_NAMESPACE, name=codebook.title, origin="coder")
    users = SubElement(root, "Users")
    for coder in dict.fromkeys(coder for call in calls for coder in split_codings(call)):
        SubElement(users, "User", guid=_user_guid(coder), name=coder)
    add_codes(SubElement(root, "CodeBook"), codebook)
    variables = SubElement(root, "Variables")
    SubElement(variables, "Variable", guid=make_guid("variable", "role"), name="role", typeOfVariable="Text")
    _add_cases(root, calls)
    sources = SubElement(root, "Sources")
    for call in calls:
        _add_source(sources, call)
    return root


def _add_cases(root: Element, calls: Sequence[LabelledCall]) -> None:
    spoken: dict[tuple[str, str], list[str]] = {}
    for call in calls:
        for at, u in enumerate(call.utterances):
            spoken.setdefault((u.speaker, u.role), []).append(_selection_guid(call, at))
    cases = SubElement(root, "Cases")
    for (speaker, role), selections in spoken.items():
        case = SubElement(cases, "Case", guid=make_guid("case", speaker, role), name=speaker)
        value = SubElement(case, "VariableValue")
        SubElement(value, "VariableRef", targetGUID=make_guid("variable", "role"))
        SubElement(value, "TextValue").text = role
        for guid in selections:
            SubElement(case, "SelectionRef", targetGUID=guid)


def _add_source(sources: Element, call: LabelledCall) -> None:
    guid = _source_guid(call)
    source = SubElement(sources, "TextSource", guid=guid, name=call.name, plainTextPath=f"internal://{guid}.txt")
    codings, codebook, line_start = split_codings(call), load_codebook(), 0
    SubElement(source, "Description").text = _describe_call(call)
    for at, (u, line) in enumerate(zip(call.utterances, _lines(call), strict=True)):
        start = line_start + len(u.speaker) + len(_BEFORE_WORDS)
        line_start += len(line)
        positions = {"startPosition": str(start), "endPosition": str(start + len(u.text) - 1)}
        selection = SubElement(source, "PlainTextSelection", guid=_selection_guid(call, at), name=u.text, **positions)
        SubElement(selection, "Description").text = _describe(u.turn, u.start_ms, u.end_ms)
        for coder, coding in codings.items():
            for label in coding[at]:
                guid = make_guid("coding", call.name, at, coder, label)
                given = SubElement(selection, "Coding", guid=guid, creatingUser=_user_guid(coder))
                SubElement(given, "CodeRef", targetGUID=code_guid(codebook, label))


def _describe_call(call: LabelledCall) -> str:
    lines = (f"coders: {' '.join(split_codings(call))}", *(["codes only"] if call.codes_only else []))
    return "\n".join((*lines, f"author: {call.author}"))


def _describe(turn: int, start_ms: int | None, end_ms: int | None) -> str:
    times = (f"{name} {ms} ms" for name, ms in (("from", start_ms), ("to", end_ms)) if ms is not None)
    return ", ".join((f"turn {turn}", *times))


def _lines(call: LabelledCall) -> Iterator[str]:
    return (f"{u.speaker}{_BEFORE_WORDS}{u.text}\n" for u in call.utterances)


def _source_guid(call: LabelledCall) -> str:
    return make_guid("source", call.name)


def _selection_guid(call: LabelledCall, index: int) -> str:
    return make_guid("selection", call.name, index)


def _user_guid(coder: str) -> str:
    return make_guid("user", coder)
