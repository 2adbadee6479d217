"""The codebook as plain data for its page."""

from typing import Any

from coder import load_codebook
from ui.call_view import codes_explained
from ui.figures import counted


def codebook_view() -> dict[str, Any]:
    """Modes with their codes, lenses by axis, signals and rules."""
    book = load_codebook()
    explained = codes_explained()
    return {
        "title": book.title,
        "version": f"Version {book.version} · {len(book.codes)} codes in {_modes_in_words(book)}",
        "unit": book.unit,
        "principle": book.principle,
        "modes": [
            {**mode, "codes": [{"id": code, **explained["codes"][code]} for code in book.codes_in(mode["id"])]}
            for mode in explained["modes"]
        ],
        "axes": _axes(book),
        "signals": [
            {"id": signal.id, "definition": book.says_of("The rep", signal.definition)} for signal in book.signals
        ],
        "rules": list(book.rules),
    }


def _modes_in_words(book: Any) -> str:
    """How many modes there are, and what stands beside them: "4 modes and “other”"."""
    beside = [f"“{book.in_sentence(mode.name)}”" for mode in book.modes if not mode.coaching]
    return " and ".join([counted(len(book.modes) - len(beside), "mode"), *beside])


def _axes(book: Any) -> list[dict[str, Any]]:
    axes: dict[str, dict[str, Any]] = {}
    for lens in book.lenses:
        name = lens.axis or lens.id
        axes.setdefault(name, {"axis": name, "lenses": []})["lenses"].append(
            {"id": lens.id, "pole": lens.pole, "definition": lens.definition}
        )
    return list(axes.values())
