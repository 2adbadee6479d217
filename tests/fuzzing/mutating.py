"""Changes to a file that keep it near its form: to its lines, its JSON or XML tree, or the parts of its archive."""

import json
import random
import zlib
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

# Values on which readers of numbers, times, names and markup have failed somewhere.
ODD_TEXTS = ["", " ", "0", "-1", "1e999", "NaN", "9" * 30, "00:00:01.000 --> 00:00:02.000", "99:99:99", "1:02 PM"]
ODD_TEXTS += [
    "2025-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "PT1S",
    "1h 2m",
    "5ticks",
]
ODD_TEXTS += ["²", "٣:٤٥", "१.५", "\u0085", "\u2028", "\x15", "\ud800", "\u200d", "İ", "ǅ", "ﬁ", "Ana:", "[Ana]", ">>"]
ODD_TEXTS += [
    "&#0;",
    "&#x110000;",
    "&lt;v Ana&gt;",
    "<v Ana>",
    "//S01: x //",
    '"',
    '""',
    "'",
    "{",
    "}",
    "\\u-1?",
    "=1+1",
]
ODD_TEXTS += [
    "a " * 300,
    "(" * 300,
    "[" * 300,
    "<" * 300,
    ":" * 300,
    '"' * 300,
    "a:" * 100,
    "\t" * 50,
    "WEBVTT",
    "NOTE",
]
ODD_VALUES: list[Any] = [None, True, False, 0, -1, 10**30, -(10**30), 1.5, 1e300, float("inf"), float("nan"), [], {}]
ODD_VALUES += [[None], [[]], {"": None}, {"name": {"name": 1}}, *ODD_TEXTS]


def mutate(data: bytes, seed: int) -> bytes:
    """The file changed in one to four places, as its form allows."""
    chance = random.Random(seed)
    change = _choose(data)
    for _ in range(chance.randint(1, 4)):
        data = change(data, chance)
    return data


def _choose(data: bytes) -> Callable[[bytes, random.Random], bytes]:
    if data.startswith(b"PK"):
        return _mutate_archive
    opening = data.lstrip()[:1]
    return _mutate_xml if opening == b"<" else _mutate_json if opening in (b"{", b"[") else _mutate_lines


def _mutate_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines[at], lines[other] = lines[other], lines[at]
        case 2:
            lines.insert(at, lines[other])
        case 3:
            lines[at] = _mutate_text(lines[at], chance)
        case 4:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        case 5:
            lines[at:at] = [""] * chance.randint(1, 5)
        case 6:
            lines = lines[:at]
        case _:
            lines[at:at] = lines[at : at + chance.randint(1, 4)] * chance.randint(1, 30)
    return "\n".join(lines).encode("utf-8", "surrogatepass" if chance.randrange(2) else "replace")


def _mutate_text(text: str, chance: random.Random) -> str:
    """The text with a stretch of it taken out, doubled, reversed, or an odd one put in."""
    start = chance.randint(0, len(text))
    end = min(len(text), start + chance.randint(0, 12))
    part = text[start:end]
    put = chance.choice(["", part * 2, part[::-1], part.upper(), chance.choice(ODD_TEXTS), chance.choice(ODD_TEXTS)])
    return text[:start] + put + text[end:]


def _mutate_json(data: bytes, chance: random.Random) -> bytes:
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return _mutate_lines(data, chance)
    places = list(_list_places(tree))
    if not places:
        return _mutate_lines(data, chance)
    node, key = chance.choice(places)
    other, other_key = chance.choice(places)
    match chance.randrange(7):
        case 0:
            del node[key]
        case 1:
            node[key] = chance.choice(ODD_VALUES)
        case 2:
            node[key] = json.loads(json.dumps(other[other_key]))
        case 3 if isinstance(node[key], str):
            node[key] = _mutate_text(node[key], chance)
        case 4 if isinstance(node, dict):
            node[chance.choice([other_key if isinstance(other_key, str) else "x", *ODD_TEXTS[:12]])] = node.pop(key)
        case 5 if isinstance(node, list):
            node[key:key] = node[key : key + 3] * chance.randint(1, 20)
        case _:
            node[key] = {"data": node[key]} if chance.randrange(2) else [node[key]]
    return json.dumps(tree, ensure_ascii=bool(chance.randrange(2))).encode("utf-8", "surrogatepass")


def _list_places(tree: Any):
    """Every key of every object, and every position of every list, with what holds it."""
    level = [tree]
    for node in level:
        keys = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
        for key in keys:
            yield node, key
            level.append(node[key])


def _mutate_xml(data: bytes, chance: random.Random) -> bytes:
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return _mutate_lines(data, chance)
    nodes = list(root.iter())
    node, other = chance.choice(nodes), chance.choice(nodes)
    match chance.randrange(7):
        case 0:
            node.text = chance.choice(ODD_TEXTS)
        case 1 if node.attrib:
            node.set(chance.choice(list(node.attrib)), chance.choice(ODD_TEXTS))
        case 2 if node.attrib and other.attrib:
            node.set(chance.choice(list(node.attrib)), chance.choice(list(other.attrib.values())))
        case 3 if len(node):
            node.remove(chance.choice(list(node)))
        case 4 if len(node):
            node.extend(list(node)[: chance.randint(1, 3)] * chance.randint(1, 20))
        case 5:
            node.tag = other.tag
        case _:
            node.append(deepcopy(other))
    try:
        return ElementTree.tostring(root, encoding="unicode").encode("utf-8", "replace")
    except (ValueError, TypeError, RecursionError):
        return data


def _mutate_archive(data: bytes, chance: random.Random) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return _mutate_lines(data, chance)
    if parts:
        name = chance.choice(list(parts))
        parts[name] = _choose(parts[name])(parts[name], chance)
        if not chance.randrange(10):
            del parts[name]
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()
