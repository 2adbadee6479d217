"""ELAN's documents read as labelled calls: what stands below a speaker's tier, by the utterance that it is about."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from coder.codebook import load_codebook
from coder.exchange.assembling import Entry, broken, collect_calls
from coder.exchange.coders import FIRST
from coder.exchange.files import read_data
from coder.exchange.form import Imported
from coder.exchange.markup import parse_markup
from coder.transcript import ROLES

PLACE, TIMES = "place", "times"
_OURS = ("code", "tags")
_PLACE = re.compile(r"(\d{1,9}) (\d{1,9})")
_TIMES = re.compile(r"(\d{1,12}|-) (\d{1,12}|-) at (\d{1,12}) (\d{1,12})")

Row = dict[str, Any]


def read_elan_file(path: Path, manager: str | None = None) -> Imported:
    """The call in one document.

    Raises:
        ExamplesError: another form, no speech, no roles, or codes that are none of the codebook.
    """
    root = parse_markup(read_data(path), str(path))
    if root.tag != "ANNOTATION_DOCUMENT":
        raise broken(path, "an ELAN document", "other XML", "Save it in ELAN as .eaf.")
    told = {one.get("NAME"): one.text for one in root.iterfind("HEADER/PROPERTY")}
    about = {"call": told.get("call") or path.stem, "author": root.get("AUTHOR")}
    about |= {"codes_only": told.get("codes_only") == str(True)}
    rows = {one: about | row for one, row in _list_spoken(root)}
    left_out: list[str] = []
    labels: dict[str, dict[str, list[str]]] = {}
    for tier in root.iterfind("TIER[@PARENT_REF]"):
        _take_tier(path.name, tier, rows, labels, left_out)
    numbered = all("index" in row for row in rows.values())
    # Without numbers for all, as after utterances were added, time says what follows what.
    ordered = sorted(rows, key=(lambda one: rows[one]["index"]) if numbered else (lambda one: _start(rows[one])))
    turns = {} if numbered else {"turn": None}
    entries = [
        Entry(
            f"{path} annotation {one}", {**rows[one], **turns, "index": at}, {c: labels[c].get(one, []) for c in labels}
        )
        for at, one in enumerate(ordered)
    ]
    return collect_calls(entries, path.stem, manager=manager, left_out=left_out)


def _start(row: Row) -> float:
    return float("inf") if row["start_ms"] is None else row["start_ms"]


def _list_spoken(root: Element) -> Iterator[tuple[str, Row]]:
    """Id and row of every annotation on a tier that stands for itself."""
    slots = {slot.get("TIME_SLOT_ID"): slot.get("TIME_VALUE", "") for slot in root.iter("TIME_SLOT")}
    for tier in root.iterfind("TIER"):
        if tier.get("PARENT_REF"):
            continue
        kind = tier.get("LINGUISTIC_TYPE_REF")
        speaker = tier.get("PARTICIPANT") or tier.get("TIER_ID")
        for one in tier.iterfind("ANNOTATION/ALIGNABLE_ANNOTATION"):
            if text := one.findtext("ANNOTATION_VALUE"):
                times = [_to_ms(slots.get(one.get(f"TIME_SLOT_REF{end}"), "")) for end in (1, 2)]
                row = {"speaker": speaker, "role": kind if kind in ROLES else None, "text": text}
                yield one.get("ANNOTATION_ID", ""), {**row, "start_ms": times[0], "end_ms": times[1]}


def _to_ms(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 12 else None


def _take_tier(
    source: str, tier: Element, rows: dict[str, Row], labels: dict[str, dict[str, list[str]]], left_out: list[str]
) -> None:
    """Put what a tier says where it belongs; a tier of other things than codes is left out."""
    kind, coder = tier.get("LINGUISTIC_TYPE_REF"), tier.get("ANNOTATOR") or FIRST
    values = {
        one.get("ANNOTATION_REF", ""): " ".join((one.findtext("ANNOTATION_VALUE") or "").split())
        for one in tier.iterfind("ANNOTATION/REF_ANNOTATION")
    }
    known = {one: value for one, value in values.items() if one in rows and value}
    if kind in (PLACE, TIMES):
        for one, value in known.items():
            rows[one] |= _read_place(value) if kind == PLACE else _read_times(value, rows[one])
        return
    codebook = load_codebook()
    ids = {*codebook.code_ids, *codebook.tag_ids}
    if kind not in _OURS and not (known and all(ids.issuperset(value.split()) for value in known.values())):
        left_out.append(f"{source}: tier {tier.get('TIER_ID', '')[:80]!r}, which holds no codes of the codebook")
        return
    of_coder = labels.setdefault(coder, {})
    for one, value in known.items():
        of_coder.setdefault(one, []).extend(value.split())


def _read_place(value: str) -> Row:
    match = _PLACE.fullmatch(value)
    return dict(zip(("index", "turn"), map(int, match.groups()), strict=True)) if match else {}


def _read_times(value: str, row: Row) -> Row:
    """The times that are so, as long as the annotation stands where it was put for want of them."""
    match = _TIMES.fullmatch(value)
    if match is None or (int(match[3]), int(match[4])) != (row["start_ms"], row["end_ms"]):
        return {}
    return {name: None if match[at] == "-" else int(match[at]) for at, name in ((1, "start_ms"), (2, "end_ms"))}
