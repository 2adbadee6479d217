"""A colour for each mode of the codebook: Streamlit's names in the order of the modes, grey for what never counts."""

from typing import Any

from coder import load_codebook

SLOTS = ("orange", "violet", "blue", "green", "red", "yellow")
QUIET = "gray"
# Each further round of modes takes the colours so much nearer to the ink.
DEEPER = 0.6
# Beside each other in the panel of codes.
MOST_COLUMNS = 5


def mode_slots() -> dict[str, tuple[str, int]]:
    """By mode id, the name of its colour and how many rounds nearer to the ink it is."""
    book = load_codebook()
    found: dict[str, tuple[str, int]] = {}
    for coaching, names in ((True, SLOTS), (False, (QUIET,))):
        modes = [mode.id for mode in book.modes if mode.coaching is coaching]
        found |= {mode: (names[at % len(names)], at // len(names)) for at, mode in enumerate(modes)}
    return {mode.id: found[mode.id] for mode in book.modes}


def mode_colours(colours: dict[str, str], ink: str) -> dict[str, str]:
    """By mode id, its colour as #RRGGBB.

    Args:
        colours: by Streamlit's names.
        ink: the colour of the page's text.
    """
    return {mode: _mixed(colours[name], ink, DEEPER**deep) for mode, (name, deep) in mode_slots().items()}


def mode_rules() -> str:
    """The rules of style by which every component knows the modes: ``.mode-ID``, and the parts they play."""
    parts, slots = load_codebook().parts, mode_slots()
    counts = f"--modes: {len(slots)}; --columns: {min(len(slots), MOST_COLUMNS)};"
    lines = [f":host {{ {counts} --listening: {_colour_of(parts.listening, slots)}; }}"]
    for rank, (mode, slot) in enumerate(slots.items()):
        lines.append(f".mode-{mode} {{ --mode: {_variable(*slot)}; --rank: {rank}; }}")
    for part, modes in (("listening", parts.listening), ("telling", parts.telling)):
        lines.append(f".part-{part} {{ --mode: {_colour_of(modes, slots)}; }}")
    return "\n".join(lines) + "\n"


def _colour_of(modes: Any, slots: dict[str, tuple[str, int]]) -> str:
    return _variable(*slots[modes[0]]) if modes else "var(--ink)"


def _variable(name: str, deep: int) -> str:
    colour = f"var(--st-{name}-color)"
    return f"color-mix(in srgb, {colour} {100 * DEEPER**deep:.0f}%, var(--st-text-color))" if deep else colour


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)
