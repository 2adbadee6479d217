"""ELAN's documents (EAF 3.0), a file a call: a tier a speaker, codes on tiers that are associated with it.

A speaker's tier has the type of the role. Below it, each coder (ANNOTATOR) has a ``code`` and a ``tags`` tier, offered
from controlled vocabularies; ``place`` holds the utterance's index and turn. ELAN wants a start before an end and no
overlap in a tier: where an utterance has no such times it is put after the one before, and ``times`` holds what is so,
and where it was put; once it is moved in ELAN, it is where it was moved to.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from coder.codebook import load_codebook
from coder.examples import LabelledCall
from coder.exchange.coders import part_labels, split_codings
from coder.exchange.elan_reading import PLACE, TIMES, read_elan_file
from coder.exchange.files import list_files, name_files, write_new
from coder.exchange.form import Imported, join_imports
from coder.exchange.markup import render_markup
from coder.transcript import ROLES

_SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_MADE_UP_MS = 1000
_ASSOCIATION = "Symbolic_Association"
_LABELS = ("code", "tags")


class _Span(NamedTuple):
    start_ms: int
    end_ms: int


def write_elan(calls: Sequence[LabelledCall], path: Path) -> None:
    """Write a folder with an .eaf file a call.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    for name, call in zip(name_files(calls), calls, strict=True):
        write_new(path / f"{name}.eaf", render_markup(_document(call)))


def read_elan(path: Path, manager: str | None = None) -> Imported:
    """The call in an .eaf file, or the calls in a folder of them.

    Raises:
        ExamplesError: another form, no speech, no roles, or codes that are none of the codebook.
    """
    return join_imports(read_elan_file(file, manager) for file in list_files(path, ".eaf"))


def _document(call: LabelledCall) -> Element:
    root = Element("ANNOTATION_DOCUMENT", AUTHOR=call.author, DATE="1970-01-01T00:00:00+00:00", FORMAT="3.0")
    root.attrib |= {"VERSION": "3.0", f"{_INSTANCE}noNamespaceSchemaLocation": _SCHEMA}
    header = SubElement(root, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    SubElement(header, "PROPERTY", NAME="call").text = call.name
    SubElement(header, "PROPERTY", NAME="codes_only").text = str(call.codes_only)
    slots = SubElement(root, "TIME_ORDER")
    spans = _lay_out(call)
    ids = [f"a{at + 1}" for at in range(len(spans))]
    ends = sorted((ms, at, end) for at, span in enumerate(spans) for end, ms in enumerate(span))
    slot_of = {(at, end): f"ts{number}" for number, (_, at, end) in enumerate(ends, start=1)}
    for ms, at, end in ends:
        SubElement(slots, "TIME_SLOT", TIME_SLOT_ID=slot_of[at, end], TIME_VALUE=str(ms))
    n_used = _add_tiers(root, call, spans, ids, slot_of)
    SubElement(header, "PROPERTY", NAME="lastUsedAnnotationId").text = str(n_used)
    _add_types(root)
    return root


def _lay_out(call: LabelledCall) -> list[_Span]:
    """Where each utterance stands on ELAN's time line."""
    free: dict[tuple[str, str], int] = defaultdict(int)
    clock, spans = 0, []
    for u in call.utterances:
        start = max(clock if u.start_ms is None else u.start_ms, free[u.speaker, u.role])
        end = max(start + _MADE_UP_MS if u.end_ms is None else u.end_ms, start + 1)
        free[u.speaker, u.role] = end
        clock = max(clock, end)
        spans.append(_Span(start, end))
    return spans


def _add_tiers(
    root: Element, call: LabelledCall, spans: Sequence[_Span], ids: Sequence[str], slot_of: dict[tuple[int, int], str]
) -> int:
    """Every speaker's tiers; how many annotations there are."""
    spoken: dict[tuple[str, str], list[int]] = {}
    for at, u in enumerate(call.utterances):
        spoken.setdefault((u.speaker, u.role), []).append(at)
    taken: set[str] = set()
    number = len(ids)
    for (speaker, role), places in spoken.items():
        name = _free_name(speaker, taken)
        tier = SubElement(root, "TIER", LINGUISTIC_TYPE_REF=role, PARTICIPANT=speaker, TIER_ID=name)
        for at in places:
            reference = {f"TIME_SLOT_REF{end + 1}": slot_of[at, end] for end in (0, 1)}
            annotation = SubElement(tier, "ANNOTATION")
            one = SubElement(annotation, "ALIGNABLE_ANNOTATION", ANNOTATION_ID=ids[at], **reference)
            SubElement(one, "ANNOTATION_VALUE").text = call.utterances[at].text
        for coder, kind, values in _list_associated(call, spans):
            below = SubElement(root, "TIER", LINGUISTIC_TYPE_REF=kind, PARENT_REF=name, PARTICIPANT=speaker)
            below.attrib |= {"ANNOTATOR": coder} if coder else {}
            below.set("TIER_ID", _free_name(f"{name}@{kind}" + (f"@{coder}" if coder else ""), taken))
            for at in (at for at in places if values[at]):
                number += 1
                reference = {"ANNOTATION_ID": f"a{number}", "ANNOTATION_REF": ids[at]}
                one = SubElement(SubElement(below, "ANNOTATION"), "REF_ANNOTATION", reference)
                SubElement(one, "ANNOTATION_VALUE").text = values[at]
    return number


def _free_name(name: str, taken: set[str]) -> str:
    """The name, or with a number the first that no tier has."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name} {number}"
    taken.add(free)
    return free


def _list_associated(call: LabelledCall, spans: Sequence[_Span]) -> Iterator[tuple[str, str, list[str]]]:
    """Coder, "" for none, type and values, "" for none, of each tier below a speaker's."""
    for coder, coding in split_codings(call).items():
        for kind, which in zip(_LABELS, (0, 1), strict=True):
            yield coder, kind, [" ".join(part_labels(labels)[which]) for labels in coding]
    yield "", PLACE, [f"{at} {u.turn}" for at, u in enumerate(call.utterances)]
    times = [(u.start_ms, u.end_ms) for u in call.utterances]
    told = [" ".join("-" if ms is None else str(ms) for ms in pair) for pair in times]
    odd = [
        "" if pair == span else f"{text} at {span.start_ms} {span.end_ms}"
        for pair, span, text in zip(times, spans, told, strict=True)
    ]
    if any(odd):
        yield "", TIMES, odd


def _add_types(root: Element) -> None:
    codebook = load_codebook()
    for role in ROLES:
        SubElement(root, "LINGUISTIC_TYPE", LINGUISTIC_TYPE_ID=role, TIME_ALIGNABLE="true", GRAPHIC_REFERENCES="false")
    for kind in (*_LABELS, PLACE, TIMES):
        about = {"LINGUISTIC_TYPE_ID": kind, "TIME_ALIGNABLE": "false", "GRAPHIC_REFERENCES": "false"}
        offered = {"CONTROLLED_VOCABULARY_REF": "codes"} if kind == "code" else {}
        SubElement(root, "LINGUISTIC_TYPE", {**about, "CONSTRAINTS": _ASSOCIATION, **offered})
    undetermined = "http://cdb.iso.org/lg/CDB-00130975-001"
    SubElement(root, "LANGUAGE", LANG_DEF=undetermined, LANG_ID="und", LANG_LABEL="undetermined (und)")
    SubElement(root, "CONSTRAINT", STEREOTYPE=_ASSOCIATION, DESCRIPTION="1-1 association with a parent annotation")
    vocabulary = SubElement(root, "CONTROLLED_VOCABULARY", CV_ID="codes")
    SubElement(vocabulary, "DESCRIPTION", LANG_REF="und").text = codebook.title
    for code in codebook.codes:
        entry = SubElement(vocabulary, "CV_ENTRY_ML", CVE_ID=f"cve-{code.id}")
        SubElement(entry, "CVE_VALUE", LANG_REF="und", DESCRIPTION=f"The speaker {code.definition}").text = code.id
