"""The codebook as text or Markdown, from the codebook's own data."""

from textwrap import fill

from coder.codebook import Codebook, is_shipped
from coder.codebook_entries import Code, Lens, NearMiss

_WIDTH = 88


def render_codebook(codebook: Codebook, *, markdown: bool) -> str:
    """The whole codebook: unit, codes by mode, rules, lenses, signals."""
    lines = [_head(f"{codebook.title}, version {codebook.version}", 1, markdown)]
    if markdown:
        source = "coder/codebook.toml" if is_shipped(codebook) else f"the codebook {codebook.name}"
        lines += [f"<!-- Written by `coder codebook --format md` from {source}. -->", ""]
    lines += [part for text in (codebook.unit, codebook.principle) if text for part in (_paragraph(text, markdown), "")]
    for mode in codebook.modes:
        lines += [_head(mode.name, 2, markdown), _paragraph(mode.definition, markdown), ""]
        lines += [
            f"{render_code(code, codebook, markdown=markdown)}\n" for code in codebook.codes if code.mode == mode.id
        ]
    signals = [(signal.id, codebook.says_of("the rep", signal.definition)) for signal in codebook.signals]
    parts = {
        "Rules for hard cases": [f"{number}. {rule}" for number, rule in enumerate(codebook.rules, start=1)],
        "Lenses on the manager's utterances": [f"- {_axis(lens)}: {lens.definition}" for lens in codebook.lenses],
        "Signals on the rep's utterances": [f"- {signal}: {said.removesuffix('.')}" for signal, said in signals],
    }
    for head, entries in parts.items():
        if entries:
            lines += [_head(head, 2, markdown), *(_paragraph(entry, markdown) for entry in entries), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _axis(lens: Lens) -> str:
    return f"{lens.id} ({lens.axis}, {lens.pole} pole)" if lens.axis else lens.id


def render_code(code: Code, codebook: Codebook, *, markdown: bool) -> str:
    """One code: what the speaker does, examples, near misses."""
    lines = [_head(code.id, 3, markdown), _paragraph(codebook.says_of("The speaker", code.definition), markdown), ""]
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
