"""Which format a text is in, judged by its content."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import PurePath

from coder.errors import TranscriptError
from coder.readers import formats
from coder.readers.containers.binary import name_binary, refuse_binary
from coder.readers.content import Content
from coder.readers.format import Format

FLOOR = 0.3


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
    extension = PurePath(source).suffix.lower()
    rated = [(_rate(form, content, source), extension in form.extensions, form) for form in all_formats()]
    likelihood, _, best = max(rated, key=lambda entry: entry[:2])
    if likelihood < FLOOR:
        raise _unknown_form(content, source)
    return best


def _rate(form: Format, content: Content, source: str) -> float:
    shaped = content.shaped(form.shape)
    return 0.0 if shaped is None else form.likelihood(shaped, source)


def _unknown_form(content: Content, source: str) -> TranscriptError:
    if not content.text:
        return refuse_binary(source, name_binary(content.data) or "a packed file")
    n_lines = sum(1 for line in content.text.split("\n") if line.strip())
    return TranscriptError(
        source,
        expected=f"a transcript in one of the {len(all_formats())} forms that are read",
        found=f"text in none of them (lines: {n_lines:,})",
        next_step="Export the call as VTT or SRT, or write each turn as a line of its own, 'Name: text'. "
        "The forms are listed by: coder read",
    )
