"""A file's content in the shape its format reads: text, bytes, a JSON tree or an XML tree.

Files are hostile input: trees are bounded in depth, XML may declare no entities.
"""

import json
from functools import cached_property
from typing import Any, Literal
from xml.etree.ElementTree import Element, ParseError

from coder.errors import TranscriptError

Shape = Literal["text", "bytes", "json", "xml"]

MAX_DEPTH = 100


class Content:
    """One file's content; each shape is made at most once, when a format first asks for it.

    Attributes:
        data: the bytes as they came.
        text: the decoded text; "" for a packed file.
    """

    def __init__(self, data: bytes, text: str, source: str) -> None:
        self.data = data
        self.text = text
        self._source = source

    def shaped(self, shape: Shape) -> Any:
        """The content in that shape; ``None`` where it does not have it."""
        if shape == "text":
            return self.text or None
        if shape == "bytes":
            return self.data if not self.text else None
        return self._json if shape == "json" else self._xml

    @cached_property
    def _json(self) -> Any:
        if not self.text.lstrip().startswith(("{", "[")):
            return None
        try:
            tree = json.loads(self.text)
        except ValueError:
            return None
        except RecursionError as error:
            raise self._too_deep() from error
        if _is_deeper(tree, MAX_DEPTH):
            raise self._too_deep()
        return tree

    @cached_property
    def _xml(self) -> Element | None:
        if not self.text.lstrip().startswith("<"):
            return None
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring

        try:
            # As a string, so that a declared encoding, which was undone already, does not count.
            return fromstring(self.text.lstrip(), forbid_dtd=False)
        except DefusedXmlException as error:
            raise TranscriptError(
                self._source,
                expected="XML without entities of its own",
                found="declared entities, which can be used to exhaust a machine",
                next_step="Export the file again, or remove the declarations.",
            ) from error
        except (ParseError, ValueError):
            return None

    def _too_deep(self) -> TranscriptError:
        return TranscriptError(
            self._source,
            expected=f"JSON nested at most {MAX_DEPTH} deep",
            found="deeper nesting",
            next_step="Check that this is the export of a meeting tool.",
        )


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
