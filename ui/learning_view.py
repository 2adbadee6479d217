"""How a learner's codes meet the settled ones, as plain data for its component."""

from typing import Any

from coder import GoldCall, LabelScore, TrainingScore, load_codebook
from ui.call_view import near_miss_text
from ui.figures import DASH, counted, number, percent

BEFORE = 2
MOST_NEAR_MISSES = 2
MOST_EXAMPLES = 2
ABOUT = (
    "Found: of the utterances whose settled code it is, how many you gave it to. Right: of those you gave it to, how "
    "many have it settled. A few utterances say little about a code; two trained coders differ too."
)


def learning_view(score: TrainingScore, gold: GoldCall) -> dict[str, Any]:
    """Code by code how it went, and each utterance coded otherwise with what the codebook says."""
    book = load_codebook()
    names = {code.id: code.name for code in book.codes}
    modes = {mode.id: mode.name for mode in book.modes}
    same_mode = sum(each.both for each in score.modes.values())
    return {
        "part": "learning",
        "head": f"{number(score.met)} of {counted(score.n, 'utterance')} as settled, {number(same_mode)} by mode",
        "about": ABOUT,
        "rows": [
            *(_row(modes[mode], mode, each, whole=True) for mode, each in score.modes.items()),
            *(_row(names[code], book.mode_of[code], each, whole=False) for code, each in score.codes.items()),
        ],
        "misses": [_miss(gold, miss) for miss in score.misses],
    }


def _row(name: str, mode: str, score: LabelScore, *, whole: bool) -> dict[str, Any]:
    figures = {"found": _share(score.both, score.support), "right": _share(score.both, score.predicted)}
    return {"name": name, "mode": mode, "whole": whole, **figures}


def _share(part: int, whole: int) -> str:
    return f"{number(part)} of {number(whole)} · {percent(part / whole)}" if whole else DASH


def _miss(gold: GoldCall, miss: Any) -> dict[str, Any]:
    book = load_codebook()
    at = next(at for at, each in enumerate(gold.utterances) if each.index == miss.utterance.index)
    settled, given = book.code_of[miss.gold], book.code_of[miss.given]
    return {
        "before": [{"who": each.speaker, "text": each.text} for each in gold.utterances[max(0, at - BEFORE) : at]],
        "who": miss.utterance.speaker,
        "text": miss.utterance.text,
        "given": {"name": given.name, "mode": given.mode, "says": f"The speaker {given.definition}."},
        "settled": {"name": settled.name, "mode": settled.mode, "says": f"The speaker {settled.definition}."},
        "near": _near_misses(settled, given),
    }


def _near_misses(settled: Any, given: Any) -> list[str]:
    """What the codebook says on the border of the two codes, else examples of the settled one."""
    names = {code.id: code.name for code in load_codebook().codes}
    pairs = [(code, other, miss) for code, other in ((given, settled), (settled, given)) for miss in code.near_misses]
    between = [(code, miss) for code, other, miss in pairs if other.id in miss.becomes]
    lines = [f"Not {code.name}: {near_miss_text(miss, names)}" for code, miss in between[:MOST_NEAR_MISSES]]
    examples = "  ".join(f"“{each}”" for each in settled.counts[:MOST_EXAMPLES])
    return lines or ([f"{settled.name} is: {examples}"] if examples else [])
