"""XML of any tool: elements that come again and carry a speaker and a text, or a time and a text."""

from collections import defaultdict
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from coder.readers.format import Format
from coder.readers.formats import generic_json
from coder.transcript import Transcript

_TEXT = "text"
_MARKUP = frozenset(("b", "i", "u", "em", "strong", "br", "span", "font", "p"))


def likelihood(root: Element, source: str) -> float:
    """As for JSON of any tool, a little less."""
    return 0.0 if _is_page(root) else max(0.0, generic_json.FORMAT.likelihood(to_tree(root), source) - 0.05)


def read(root: Element, source: str, call: str | None = None) -> Transcript:
    """The conversation, an element a unit.

    Raises:
        SeveralCallsError: several calls.
        TranscriptError: no list of things that were said.
    """
    return replace(generic_json.FORMAT.read(to_tree(root), source, call=call), format=FORMAT.name)


def to_tree(element: Element) -> Any:
    """The element as JSON would have it: its attributes and children by name, its own text as "text"."""
    children: dict[str, list[Any]] = defaultdict(list)
    for child in element:
        if (name := _bare(child)) and name not in _MARKUP:
            children[name].append(to_tree(child))
    text = "".join(_own_text(element)).strip()
    if not children and not element.attrib:
        return text
    fields: dict[str, Any] = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    fields |= {name: items if len(items) > 1 else items[0] for name, items in children.items()}
    return fields | ({_TEXT: text} if text else {})


def _own_text(element: Element) -> list[str]:
    inside = [part for child in element for part in (_marked_up(child), child.tail or "")]
    return [element.text or "", *inside]


def _marked_up(child: Element) -> str:
    if _bare(child) not in _MARKUP:
        return ""
    return " " if _bare(child) == "br" else "".join(child.itertext())


def _bare(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_page(root: Element) -> bool:
    return _bare(root).casefold() in ("html", "tt", "rss")


FORMAT = Format(
    "generic_xml",
    "other XML with speakers and texts (.xml)",
    (".xml",),
    likelihood,
    read,
    shape="xml",
    takes_call=True,
)
