"""REFI-QDA: the structure that its schemas lay down, and projects as other programs write them."""

import re
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest

from coder.errors import ExamplesError
from coder.exchange import read_calls, read_codebook, write_calls, write_codebook
from tests.exchange.calls import CALLS, CODEBOOK, MONDAY, PLAIN, SETTLED

PROJECT, CODES = "{urn:QDA-XML:project:1.0}", "{urn:QDA-XML:codebook:1.0}"
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

# From the schemas of 18 March 2019: children in their order, those that must be there once marked; attributes likewise.
CHILDREN = {
    "Project": "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
    "Users": "User!",
    "CodeBook": "Codes! Sets",
    "Codes": "Code!",
    "Code": "Description NoteRef Code",
    "Variables": "Variable!",
    "Variable": "Description",
    "Cases": "Case!",
    "Case": "Description CodeRef VariableValue SourceRef SelectionRef",
    "VariableValue": "VariableRef! TextValue",
    "Sources": "TextSource!",
    "TextSource": "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
    "PlainTextSelection": "Description Coding NoteRef",
    "Coding": "CodeRef! NoteRef",
}
ATTRIBUTES = {
    "Project": "name! origin creatingUserGUID creationDateTime",
    "CodeBook": "origin",
    "User": "guid! name id",
    "Code": "guid! name! isCodable! color",
    "Variable": "guid! name! typeOfVariable!",
    "Case": "guid! name",
    "TextSource": "guid! name richTextPath plainTextPath creatingUser creationDateTime",
    "PlainTextSelection": "guid! name startPosition! endPosition! creatingUser creationDateTime",
    "Coding": "guid! creatingUser creationDateTime",
    **dict.fromkeys(("VariableRef", "SelectionRef", "CodeRef"), "targetGUID!"),
}


def check_structure(element: Element, namespace: str) -> None:
    assert element.tag.startswith(namespace)
    name = element.tag.removeprefix(namespace)
    allowed = CHILDREN.get(name, "").split()
    order = [one.rstrip("!") for one in allowed]
    found = [child.tag.removeprefix(namespace) for child in element]
    places = [order.index(child) for child in found]
    assert places == sorted(places), name
    assert {one[:-1] for one in allowed if one.endswith("!")} <= set(found), name
    attributes = ATTRIBUTES.get(name, "").split()
    assert set(element.attrib) <= {one.rstrip("!") for one in attributes}, name
    assert {one[:-1] for one in attributes if one.endswith("!")} <= set(element.attrib), name
    for key, value in element.attrib.items():
        assert GUID.fullmatch(value) or key not in ("guid", "targetGUID", "creatingUser")
    for child in element:
        check_structure(child, namespace)


def open_project(path: Path) -> tuple[Element, dict[str, str]]:
    with ZipFile(path) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("sources/")}
        return ElementTree.fromstring(archive.read("project.qde")), texts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_calls(CALLS, tmp_path / "calls.qdpx", "qdpx")
    return tmp_path / "calls.qdpx"


def test_a_project_has_the_structure_of_the_schema(path: Path) -> None:
    root, _ = open_project(path)
    check_structure(root, PROJECT)
    guids = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert len(set(guids)) == len(guids)
    assert {one.get("targetGUID") for one in root.iter() if one.get("targetGUID")} <= set(guids)
    assert {one.get("creatingUser") for one in root.iter(f"{PROJECT}Coding")} <= set(guids)


def test_selections_name_their_first_and_last_character(path: Path) -> None:
    root, texts = open_project(path)
    spoken = {call.name: [u.text for u in call.utterances] for call in CALLS}
    for source in root.iter(f"{PROJECT}TextSource"):
        assert source.get("plainTextPath") == f"internal://{source.get('guid')}.txt"
        text = texts[f"sources/{source.get('guid')}.txt"]
        places = [(int(one.get("startPosition")), int(one.get("endPosition"))) for one in source if one.get("guid")]
        assert [text[start : end + 1] for start, end in places] == spoken[source.get("name")]


def test_codings_name_who_gave_which_code(path: Path) -> None:
    root, _ = open_project(path)
    users = {one.get("guid"): one.get("name") for one in root.iter(f"{PROJECT}User")}
    codes = {one.get("guid"): one.get("name") for one in root.iter(f"{PROJECT}Code")}
    (source,) = [one for one in root.iter(f"{PROJECT}TextSource") if one.get("name") == "settled"]
    first = source.find(f"{PROJECT}PlainTextSelection")
    given = [
        (users[one.get("creatingUser")], codes[one[0].get("targetGUID")]) for one in first.iter(f"{PROJECT}Coding")
    ]
    assert given == [
        *(("agreed", code) for code in ("open_question", "develop")),
        ("first", "clarify"),
        *(("second", code) for code in ("open_question", "develop", "learn")),
    ]


def test_a_codebook_has_the_structure_of_the_schema_and_comes_back(tmp_path: Path) -> None:
    write_codebook(CODEBOOK, tmp_path / "codes.qdc")
    root = ElementTree.parse(tmp_path / "codes.qdc").getroot()
    check_structure(root, CODES)
    codes = read_codebook(tmp_path / "codes.qdc")
    codable = [code for code in codes if code.codable]
    assert {code.ours for code in codable} == {*CODEBOOK.code_ids, *CODEBOOK.tag_ids}
    modes = {mode.name: mode.id for mode in CODEBOOK.modes}
    assert {code.name: modes[code.parent] for code in codable if code.parent in modes} == CODEBOOK.mode_of
    descriptions = {code.name: code.description for code in codable}
    assert all(descriptions[code.id].endswith(code.definition) for code in CODEBOOK.codes)
    assert all(descriptions[lens.id] == lens.definition for lens in CODEBOOK.lenses)
    assert [code.ours for code in codes if not code.codable] == [None] * (len(CODEBOOK.modes) + 2)


def test_another_codebook_shares_what_is_named_alike(tmp_path: Path) -> None:
    path = tmp_path / "other.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
        '<Code guid="{0B1F8E1C-4E1B-4E43-9F0A-0123456789AB}" name="Theme" isCodable="true">'
        '<Code guid="1b1f8e1c-4e1b-4e43-9f0a-0123456789ab" name="steer" isCodable="true"/></Code>'
        "</Codes></CodeBook>"
    )
    assert [(code.name, code.parent, code.ours) for code in read_codebook(path)] == [
        ("Theme", "", None),
        ("steer", "Theme", "steer"),
    ]


# Projects of others

TEXT = "Ana: How did it go?\nBen: They went quiet.\n"


def pack(path: Path, selections: str, *, text: str = TEXT, extra: str = "") -> Path:
    source = "5b1f8e1c-4e1b-4e43-9f0a-0123456789ab"
    project = (
        '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="p">'
        '<CodeBook><Codes><Code guid="11111111-1111-1111-1111-111111111111" name="open_question" isCodable="true"/>'
        '<Code guid="22222222-2222-2222-2222-222222222222" name="inform" isCodable="true"/>'
        f'<Code guid="33333333-3333-3333-3333-333333333333" name="my theme" isCodable="true"/></Codes></CodeBook>'
        f'<Sources><TextSource guid="{source}" name="talk" plainTextPath="internal://{source}.txt">{selections}'
        f"</TextSource>{extra}</Sources></Project>"
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("Project.qde", project)
        archive.writestr(f"Sources/{source}.txt", b"\xef\xbb\xbf" + text.encode())
    return path


def select(start: int, end: int, code: str, name: str = "") -> str:
    guid = f"{start:08d}-{code * 4}-0000-0000-{end:012d}"
    target = "-".join(code * n for n in (8, 4, 4, 4, 12))
    return (
        f'<PlainTextSelection guid="{guid}" name="{name}" startPosition="{start}" endPosition="{end}">'
        f'<Coding guid="{guid}"><CodeRef targetGUID="{{{target}}}"/></Coding></PlainTextSelection>'
    )


@pytest.mark.parametrize("after", [0, 1], ids=["last character", "one after it"])
@pytest.mark.parametrize("named", [True, False])
def test_both_ways_of_naming_the_end(tmp_path: Path, after: int, named: bool) -> None:
    names = ("How did it go?", "They went quiet.") if named else ("", "")
    selections = select(5, 18 + after, "1", names[0]) + select(25, 40 + after, "2", names[1])
    path = pack(tmp_path / "p.qdpx", selections + select(25, 40 + after, "3", names[1]), extra="<PDFSource name='x'/>")
    came = read_calls(path, "qdpx", manager="Ana")
    assert [(u.speaker, u.role, u.text, u.code) for u in came.calls[0].utterances] == [
        ("Ana", "manager", "How did it go?", "open_question"),
        ("Ben", "rep", "They went quiet.", "inform"),
    ]
    assert came.left_out == ("talk: 1 codings with codes that are none of the codebook", "x: no text")


def test_where_nothing_tells_the_end_is_that_of_the_specification(tmp_path: Path) -> None:
    path = pack(tmp_path / "p.qdpx", select(5, 8, "1") + select(25, 40, "2"))
    (call,) = read_calls(path, "qdpx", manager="Ana").calls
    assert [u.text for u in call.utterances] == ["How ", "They went quiet."]


def test_a_code_with_a_new_name_is_known_by_its_guid(path: Path, tmp_path: Path) -> None:
    with ZipFile(path) as archive, ZipFile(tmp_path / "renamed.qdpx", "w") as renamed:
        for name in archive.namelist():
            renamed.writestr(name, archive.read(name).replace(b'name="direct"', b'name="Anweisung"'))
    assert read_calls(tmp_path / "renamed.qdpx", "qdpx").calls == read_calls(path, "qdpx").calls


@pytest.mark.parametrize("selection", [select(5, 400, "1"), select(5, 2, "1"), select(5, 9, "1").replace('"5"', '"x"')])
def test_positions_beyond_the_text_are_refused(tmp_path: Path, selection: str) -> None:
    with pytest.raises(ExamplesError):
        read_calls(pack(tmp_path / "p.qdpx", selection), "qdpx", manager="Ana")


def test_text_may_stand_in_the_project_itself(tmp_path: Path) -> None:
    inside = f"<PlainTextContent>{TEXT}</PlainTextContent>"
    path = pack(tmp_path / "p.qdpx", inside + select(5, 18, "1", "How did it go?"), text="")
    assert [u.text for u in read_calls(path, "qdpx", manager="Ana").calls[0].utterances] == ["How did it go?"]


def test_who_speaks_comes_from_the_cases_before_the_line(path: Path) -> None:
    came = {call.name: call for call in read_calls(path, "qdpx").calls}
    assert [u.speaker for u in came["monday"].utterances] == [u.speaker for u in MONDAY.utterances]
    assert came["plain"] == PLAIN
    assert came["settled"] == SETTLED
