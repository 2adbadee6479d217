"""Frozen dataclasses as plain lists and dicts, and back exactly as they were.

Fields that a later version adds take their defaults when older data is read.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

# What no database holds as a whole number.
_TOO_LARGE = 2**63


def as_plain(value: Any) -> Any:
    """The value as dicts, lists, texts, numbers and ``None``."""
    if is_dataclass(value):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: as_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(each) for each in value]
    return value


def from_plain(kind: Any, data: Any) -> Any:
    """A value of that type; fields that the type does not know are passed over.

    Raises:
        ValueError: the data is of another shape. Its text names types and fields only, never content.
    """
    if kind is Any:
        return data
    if is_dataclass(kind):
        return _instance(kind, data)
    origin = get_origin(kind)
    if origin is Literal:
        return _checked(data, isinstance(data, str) and data in get_args(kind), "one of the known words")
    if origin in (Union, types.UnionType):
        return _either(kind, data)
    if origin is tuple:
        return _tuple(get_args(kind), data)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        _checked(data, isinstance(data, dict), "an object")
        return {key: from_plain(get_args(kind)[1], each) for key, each in data.items()}
    if kind is float:
        return float(_checked(data, isinstance(data, int | float) and not isinstance(data, bool), "a number"))
    if kind is int:
        return _checked(data, type(data) is int and abs(data) < _TOO_LARGE, "a whole number")
    return _checked(data, type(data) is kind, getattr(kind, "__name__", str(kind)))


def _instance(kind: Any, data: Any) -> Any:
    _checked(data, isinstance(data, dict), "an object")
    hints = _hints(kind)
    given = {}
    for field in fields(kind):
        if field.name in data:
            given[field.name] = from_plain(hints[field.name], data[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{kind.__name__} without {field.name}")
    return kind(**given)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _either(kind: Any, data: Any) -> Any:
    kinds = get_args(kind)
    if data is None and type(None) in kinds:
        return None
    (other,) = (each for each in kinds if each is not type(None))
    return from_plain(other, data)


def _tuple(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    _checked(data, isinstance(data, list), "a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(from_plain(kinds[0], each) for each in data)
    _checked(data, len(data) == len(kinds), f"a list of {len(kinds)}")
    return tuple(from_plain(kind, each) for kind, each in zip(kinds, data, strict=True))


def _checked(data: Any, right: bool, expected: str) -> Any:
    if not right:
        raise ValueError(f"{type(data).__name__} where {expected} belongs")
    return data
