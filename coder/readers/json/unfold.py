"""Lists of objects out of the other shapes in which JSON keeps rows: columns, lists of cells, tables by id, pairs."""

from collections.abc import Mapping
from typing import Any

from coder.readers.tables.columns import TEXT, find_columns, normalize_header

_FEWEST_PAIRS = 3
_LONGEST_NAME = 40
_JUDGED = 20
_Rows = list[dict[str, Any]]


def unfold(node: Any) -> list[Any] | None:
    """The entries that a node holds, an object each; ``None`` where it holds none.

    >>> unfold({"speaker": ["Ana", "Ben"], "text": ["Hi.", "Hello."]})
    [{'speaker': 'Ana', 'text': 'Hi.'}, {'speaker': 'Ben', 'text': 'Hello.'}]
    >>> unfold([["who", "text"], ["Ana", "Hi."]])
    [{'who': 'Ana', 'text': 'Hi.'}]
    """
    if isinstance(node, dict):
        return _from_split(node) or _from_columns(node) or _from_table(node)
    if not isinstance(node, list):
        return None
    return _from_cells(node) or _from_pairs(node) or node


def _from_split(node: Mapping[str, Any]) -> _Rows | None:
    """Columns and rows apart, as pandas and databases write them."""
    columns = next((node[key] for key in ("columns", "headers", "header") if isinstance(node.get(key), list)), None)
    rows = next((node[key] for key in ("data", "rows", "values") if isinstance(node.get(key), list)), None)
    if not columns or not rows or not all(isinstance(row, list) for row in rows[:_JUDGED]):
        return None
    names = [column.get("name") if isinstance(column, dict) else column for column in columns]
    if not all(isinstance(name, str) for name in names):
        return None
    return [dict(zip(names, row, strict=False)) for row in rows if isinstance(row, list)]


def _from_columns(node: Mapping[str, Any]) -> _Rows | None:
    """A list, or an object with numbered values, for each field."""
    columns = {key: value for key, value in node.items() if isinstance(value, list | dict) and value}
    if len(columns) < 2 or not any(normalize_header(key[:80]) in TEXT for key in columns):
        return None
    cells = {key: list(value.values()) if isinstance(value, dict) else value for key, value in columns.items()}
    length = max(len(column) for key, column in cells.items() if normalize_header(key[:80]) in TEXT)
    cells = {key: column for key, column in cells.items() if len(column) == length and _are_cells(column)}
    if length < 2 or len(cells) < 2:
        return None
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def _from_table(node: Mapping[str, Any]) -> list[Any] | None:
    """An object for each entry, under its id."""
    entries = list(node.values())
    if len(entries) < 2 or not all(isinstance(entry, dict) for entry in entries):
        return None
    shared = set(entries[0]).intersection(*entries[1:_JUDGED])
    are_ids = all(any(map(str.isdigit, key)) for key in node)
    return entries if len(shared) > (0 if are_ids else 1) else None


def _from_cells(node: list[Any]) -> _Rows | None:
    """A list for each row, under a first one that names the fields, or of a name and a text."""
    if len(node) < 2 or not all(isinstance(row, list) and len(row) > 1 for row in node[:_JUDGED]):
        return None
    header, *rows = (row for row in node if isinstance(row, list))
    if all(isinstance(name, str) for name in header) and find_columns(header).n_vital == 2:
        return [dict(zip(header, row, strict=False)) for row in rows]
    return _name_pairs([(row[0], row[1]) for row in (header, *rows) if len(row) == 2])


def _from_pairs(node: list[Any]) -> _Rows | None:
    """An object for each thing said whose only key is who said it."""
    if not all(isinstance(entry, dict) and len(entry) == 1 for entry in node[:_JUDGED]):
        return None
    return _name_pairs([next(iter(entry.items())) for entry in node if isinstance(entry, dict) and len(entry) == 1])


def _name_pairs(pairs: list[tuple[Any, Any]]) -> _Rows | None:
    """The pairs as entries, if their first parts can be names that come again, and their second parts speech."""
    pairs = [(name, text) for name, text in pairs if isinstance(name, str) and isinstance(text, str)]
    names = {name for name, _ in pairs}
    if len(pairs) < _FEWEST_PAIRS or len(names) == len(pairs) or max(map(len, names)) > _LONGEST_NAME:
        return None
    if 2 * sum(1 for _, text in pairs if " " in text) < len(pairs):
        return None
    return [{"speaker": name, "text": text} for name, text in pairs]


def _are_cells(column: list[Any]) -> bool:
    return not any(isinstance(cell, dict | list) for cell in column[:_JUDGED])
