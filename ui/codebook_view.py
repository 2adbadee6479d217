"""The codebook as plain data for its page."""

from typing import Any

from coder import load_codebook
from ui.call_view import codes_explained


def codebook_view() -> dict[str, Any]:
    """Modes with their codes, lenses by axis, signals and rules."""
    book = load_codebook()
    explained = codes_explained()
    return {
        "title": book.title,
        "version": f"Version {book.version} · {len(book.codes)} codes in {len(book.modes)} modes",
        "unit": book.unit,
        "principle": book.principle,
        "modes": [
            {**mode, "codes": [{"id": code, **explained["codes"][code]} for code in book.codes_in(mode["id"])]}
            for mode in explained["modes"]
        ],
        "axes": _axes(book),
        "signals": [{"id": signal.id, "definition": f"The rep {signal.definition}."} for signal in book.signals],
        "rules": list(book.rules),
    }


def _axes(book: Any) -> list[dict[str, Any]]:
    axes: dict[str, dict[str, Any]] = {}
    for lens in book.lenses:
        name = lens.axis or lens.id
        axes.setdefault(name, {"axis": name, "lenses": []})["lenses"].append(
            {"id": lens.id, "pole": lens.pole, "definition": lens.definition}
        )
    return list(axes.values())
