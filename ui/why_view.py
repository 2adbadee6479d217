"""Why the machine chose a code, as plain data: the words that weighed, and what around them did."""

from typing import Any

from coder import Explanation, LeftOut, Review, load_codebook
from ui.figures import percent

MOST_SHOWN = 4
NO_SINGLE_PART = "No single word or neighbour matters much: it is the whole that does."
OF_CONTEXT = {
    "two before": "the utterance two before",
    "before": "the utterance before",
    "after": "the utterance after",
    "role": "who says it",
    "punctuation": "its punctuation",
}


def why_view(review: Review, index: int, explanation: Explanation) -> dict[str, Any]:
    """What moved the model, for one utterance.

    Words carry ``weight``, how much of the code's probability goes with them, −1 to 1; above 0 they spoke for it.
    """
    names = {code.id: code.name for code in load_codebook().codes}
    text = next(utterance.text for utterance in review.utterances if utterance.index == index)
    return {
        "index": index,
        "head": (
            f"The model says {names[explanation.code]}, {percent(explanation.probability)} sure; "
            f"next {names[explanation.runner_up]}, {percent(explanation.runner_up_probability)}."
        ),
        "pieces": _pieces(text, explanation),
        "lines": [_line(part, explanation.code, names) for part in explanation.weightiest[:MOST_SHOWN]],
        "none": ""
        if explanation.weightiest
        else "No single word or neighbour matters much: it is the whole that does.",
    }


def _pieces(text: str, explanation: Explanation) -> list[dict[str, Any]]:
    """The utterance cut into what weighed and what did not, in order and whole."""
    pieces, at = [], 0
    for word in explanation.words:
        if word.start is None or word.end is None or not word.matters:
            continue
        pieces.append({"text": text[at : word.start], "weight": 0.0})
        pieces.append({"text": text[word.start : word.end], "weight": round(-word.change, 3)})
        at = word.end
    return [piece for piece in [*pieces, {"text": text[at:], "weight": 0.0}] if piece["text"]]


def _line(part: LeftOut, code: str, names: dict[str, str]) -> str:
    what = OF_CONTEXT.get(part.kind) or f"“{part.text}”"
    verb = "falls" if part.change < 0 else "rises"
    then = f", and it would say {names[part.code_without]}" if part.code_without != code else ""
    return f"Without {what} its certainty {verb} by {abs(round(100 * part.change))} points{then}."
