"""Which format a text is in, judged by its content."""

import pkgutil
import re
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import Any

from coder.errors import TranscriptError
from coder.readers import formats
from coder.readers.containers.binary import name_binary, refuse_binary
from coder.readers.content import Content
from coder.readers.format import Format
from coder.readers.json.loading import Fault
from coder.readers.text.cleaning import clean_text

FLOOR = 0.3
_SURE = 0.6
_OBJECTS = re.compile(r'\s*(?:\[\s*)?\{\s*"')
_MAX_KEYS = 12


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format that a module of ``coder.readers.formats`` declares, by name."""
    names = [f"{formats.__name__}.{module.name}" for module in pkgutil.iter_modules(formats.__path__)]
    modules = [import_module(name) for name in names]
    return tuple(sorted((module.FORMAT for module in modules), key=lambda form: form.name))


def format_title(name: str) -> str:
    """The title of a format as people know it; the name itself where no format has it."""
    return next((form.title for form in all_formats() if form.name == name), name)


def detect_format(content: Content, source: str) -> Format:
    """The likeliest format; the extension decides between equals.

    Raises:
        TranscriptError: no format is likely enough; the message lists those that are read.
    """
    likelihood, best = _find_likeliest(content, source)
    # Text between braces and quotes can look like names with colons.
    unsure = likelihood < _SURE or (best.shape == "text" and _OBJECTS.match(content.text))
    if unsure and (fault := content.json_fault):
        raise _broken_json(fault, source)
    if likelihood < FLOOR:
        raise _unknown_form(content, source)
    return best


def _find_likeliest(content: Content, source: str) -> tuple[float, Format]:
    """The form of the highest likelihood; the one with the file's extension, then the first by name, of equals."""
    extension = PurePath(source).suffix.lower()
    forms = [(form.at_most, extension in form.extensions, -at, form) for at, form in enumerate(all_formats())]
    # Those that may win go first, so that the others need not be asked.
    forms.sort(key=lambda entry: (entry[1], *entry[:3]), reverse=True)
    best = (-1.0, False, 0)
    for at_most, fits_extension, place, form in forms:
        if (at_most, fits_extension, place) > best:
            best = max(best, (_rate(form, content, source), fits_extension, place))
    return best[0], all_formats()[-best[2]]


def _rate(form: Format, content: Content, source: str) -> float:
    shaped = content.shaped(form.shape)
    return 0.0 if shaped is None else min(form.at_most, form.likelihood(shaped, source))


def _broken_json(fault: Fault, source: str) -> TranscriptError:
    return TranscriptError(
        f"{source} line {fault.line} column {fault.column}",
        expected="JSON that is whole",
        found=f"a break: {fault.reason}",
        next_step="Export the file again: it was cut short, or changed by hand.",
    )


def _unknown_form(content: Content, source: str) -> TranscriptError:
    if not content.text:
        return refuse_binary(source, name_binary(content.data) or "a packed file")
    if isinstance(tree := content.shaped("json"), dict | list):
        return TranscriptError(
            source,
            expected=f"a transcript in one of the {len(all_formats())} forms that are read",
            found=f"{_describe(tree)}, and no list in it of things that were said",
            next_step="Export the transcript itself, as JSON, VTT or SRT. The forms are listed by: coder read",
        )
    n_lines = sum(1 for line in content.text.split("\n") if line.strip())
    return TranscriptError(
        source,
        expected=f"a transcript in one of the {len(all_formats())} forms that are read",
        found=f"text in none of them (lines: {n_lines:,})",
        next_step="Export the call as VTT or SRT, or write each turn as a line of its own, 'Name: text'. "
        "The forms are listed by: coder read",
    )


def _describe(tree: dict[str, Any] | list[Any]) -> str:
    """What JSON consists of at its root, without a value."""
    if isinstance(tree, list):
        return f"a JSON list of {len(tree):,}"
    keys = ", ".join(f'"{clean_text(key)[:30]}"' for key in list(tree)[:_MAX_KEYS])
    return f"JSON with {keys}{' and more' if len(tree) > _MAX_KEYS else ''}" if tree else "an empty JSON object"
