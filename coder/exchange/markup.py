"""XML of other tools: parsed as hostile input, written with a declaration."""

from collections.abc import Iterator
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, ParseError, indent, tostring

from coder.exchange.assembling import broken

_NAMESPACE = UUID("6f0f8a5e-3c0b-5a57-9a0e-6d1f1f0f4b7d")


def parse_markup(data: bytes | str, source: str) -> Element:
    """The root of an XML document.

    Raises:
        ExamplesError: it is no XML, or declares entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(data)
    except DefusedXmlException as error:
        found = "declared entities, which can be used to exhaust a machine"
        raise broken(source, "XML without entities of its own", found, "Export the file again.") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise broken(source, "XML", "something else", "Check that this is the tool's export, and its form.") from error


def render_markup(root: Element) -> bytes:
    """The document in UTF-8, indented."""
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def local_name(element: Element) -> str:
    """Its tag without the namespace."""
    return element.tag.rpartition("}")[2]


def children(parent: Element | None, name: str) -> Iterator[Element]:
    """The elements right below that have the name, whatever their namespace."""
    return (child for child in (() if parent is None else parent) if local_name(child) == name)


def child(parent: Element | None, name: str) -> Element | None:
    """The first of them."""
    return next(children(parent, name), None)


def make_guid(*parts: object) -> str:
    """The same GUID for the same parts, so that what is written twice is the same."""
    return str(uuid5(_NAMESPACE, "\x1f".join(map(str, parts))))
