"""A file's content in the shape its format reads: text, bytes, a JSON tree or an XML tree.

Files are hostile input: trees are bounded in depth, XML may declare no entities.
"""

import html
import re
from contextlib import suppress
from functools import cached_property
from typing import Any, Literal
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from coder.errors import TranscriptError
from coder.readers.json.loading import Fault, find_fault, load_tree

Shape = Literal["text", "bytes", "json", "json_lines", "xml"]

MAX_DEPTH = 100
_HEAD = 1000
_ENTITY = re.compile(r"&(#\w{1,8};|[A-Za-z]\w{0,31};)?")


class Content:
    """One file's content; each shape is made at most once, when a format first asks for it.

    Attributes:
        data: the bytes as they came.
        text: the decoded text; "" for a packed file.
        source: the file's name.
    """

    def __init__(self, data: bytes, text: str, source: str) -> None:
        self.data = data
        self.text = text
        self.source = source

    def shaped(self, shape: Shape) -> Any:
        """The content in that shape; ``None`` where it does not have it."""
        if shape == "json_lines":
            return self.text if "{" in self.text[:_HEAD] else None
        if shape == "text":
            # No prose is JSON, but JSON may look like lines that open with a name.
            return self.text if self.text and self._json is None else None
        if shape == "bytes":
            return self.data if not self.text else None
        return self._json if shape == "json" else self._xml

    @cached_property
    def json_fault(self) -> Fault | None:
        """Where the text breaks that was meant as JSON; ``None`` for JSON and for any other text."""
        return None if self._json is not None else find_fault(self.text)

    @cached_property
    def _json(self) -> Any:
        if not self.text.lstrip().startswith(("{", "[", '"{', '"[')):
            return None
        try:
            tree = load_tree(self.text)
        except ValueError:
            return None
        except RecursionError as error:
            raise self._too_deep("JSON") from error
        if _is_deeper(tree, MAX_DEPTH):
            raise self._too_deep("JSON")
        return tree if isinstance(tree, dict | list) else None

    @cached_property
    def _xml(self) -> Element | None:
        if not self.text.lstrip().startswith("<"):
            return None
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser

        # As a string, so that a declared encoding, which was undone already, does not count.
        text = self.text.lstrip()
        try:
            for markup in (text, _ENTITY.sub(_mend_entity, text)):
                with suppress(ParseError):
                    parser = DefusedXMLParser(target=_BoundedBuilder())
                    parser.feed(markup)
                    return parser.close()
            return None
        except RecursionError as error:
            raise self._too_deep("XML") from error
        except DefusedXmlException as error:
            raise TranscriptError(
                self.source,
                expected="XML without entities of its own",
                found="declared entities, which can be used to exhaust a machine",
                next_step="Export the file again, or remove the declarations.",
            ) from error
        except ValueError:
            return None

    def _too_deep(self, kind: str) -> TranscriptError:
        return TranscriptError(
            self.source,
            expected=f"{kind} nested at most {MAX_DEPTH} deep",
            found="deeper nesting",
            next_step="Check that this is the export of a meeting tool.",
        )


def _mend_entity(match: re.Match[str]) -> str:
    """An ampersand that is one, and HTML's entities, which XML does not know, as their characters."""
    name = match[1] or ""
    if name in ("amp;", "lt;", "gt;", "quot;", "apos;") or name.startswith("#"):
        return match[0]
    shown = html.unescape(match[0])
    return shown if shown != match[0] else "&amp;" + name


class _BoundedBuilder(TreeBuilder):
    """Builds a tree, and raises a ``RecursionError`` where it gets too deep."""

    _depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise RecursionError
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def _is_deeper(tree: Any, depth: int) -> bool:
    level = [tree]
    for _ in range(depth):
        level = [child for node in level for child in _children(node)]
        if not level:
            return False
    return True


def _children(node: Any) -> Any:
    if isinstance(node, dict):
        return node.values()
    return node if isinstance(node, list) else ()
