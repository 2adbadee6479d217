"""The codebook as text or Markdown, from the codebook's own data."""

from textwrap import fill

from coder.codebook import Codebook
from coder.codebook_entries import Code, NearMiss

_WIDTH = 88


def render_codebook(codebook: Codebook, *, markdown: bool) -> str:
    """The whole codebook: unit, codes by mode, rules, lenses, signals."""
    lines = [_head(f"{codebook.title}, version {codebook.version}", 1, markdown)]
    if markdown:
        lines += ["<!-- Written by `coder codebook --format md` from coder/codebook.toml. -->", ""]
    lines += [_paragraph(codebook.unit, markdown), "", _paragraph(codebook.principle, markdown), ""]
    for mode in codebook.modes:
        lines += [_head(mode.name, 2, markdown), _paragraph(mode.definition, markdown), ""]
        lines += [f"{render_code(code, markdown=markdown)}\n" for code in codebook.codes if code.mode == mode.id]
    lines += [_head("Rules for hard cases", 2, markdown)]
    lines += [_paragraph(f"{number}. {rule}", markdown) for number, rule in enumerate(codebook.rules, start=1)]
    lines += ["", _head("Lenses on the manager's utterances", 2, markdown)]
    for lens in codebook.lenses:
        axis = f" ({lens.axis}, {lens.pole} pole)" if lens.axis else ""
        lines.append(_paragraph(f"- {lens.id}{axis}: {lens.definition}", markdown))
    lines += ["", _head("Signals on the rep's utterances", 2, markdown)]
    lines += [_paragraph(f"- {signal.id}: the rep {signal.definition}", markdown) for signal in codebook.signals]
    return "\n".join(lines) + "\n"


def render_code(code: Code, *, markdown: bool) -> str:
    """One code: what the speaker does, examples, near misses."""
    lines = [_head(code.id, 3, markdown), _paragraph(f"The speaker {code.definition}.", markdown), ""]
    lines += [_paragraph(f"- counts: {example}", markdown) for example in code.counts]
    lines += [_paragraph(f"- does not count: {_near_miss(near)}", markdown) for near in code.near_misses]
    return "\n".join(lines)


def _near_miss(near: NearMiss) -> str:
    words = f'"{near.example}"' if near.example else near.case
    case = f" ({near.case})" if near.example and near.case else ""
    joiner = ", then " if near.split else " or "
    return f"{words} → {joiner.join(near.becomes)}{case}"


def _head(text: str, level: int, markdown: bool) -> str:
    if markdown:
        return f"{'#' * level} {text}\n"
    return f"{text}\n{'=' * len(text)}" if level == 1 else text


def _paragraph(text: str, markdown: bool) -> str:
    return text if markdown else fill(text, _WIDTH, subsequent_indent="  " if text.startswith("- ") else "")
