"""A call to be coded, as plain data for its component: words and keys, and no code that anybody else gave."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from coder import format_timecode
from ui.call_view import codes_explained

# A letter of each code's name, so that one stroke codes; the tests hold them apart and complete.
LETTERS = {
    "direct": "d",
    "advise": "a",
    "inform": "i",
    "judge": "j",
    "inspect": "n",
    "promote": "p",
    "rally": "y",
    "argue": "g",
    "pressure": "u",
    "rebut": "b",
    "steer": "t",
    "open_question": "o",
    "clarify": "c",
    "reflect": "r",
    "acknowledge": "k",
    "affirm": "f",
    "support": "s",
    "social": "l",
}


class Spoken(Protocol):
    """What a row shows of an utterance."""

    index: int
    turn: int
    speaker: str
    role: Any
    text: str
    start_ms: int | None


def coding_view(
    task: str,
    utterances: Iterable[Spoken],
    given: Mapping[int, str],
    *,
    asked: Iterable[int] | None = None,
    about: str = "",
    done: str = "",
    finish: str = "Finish",
    applied: Mapping[str, int],
) -> dict[str, Any]:
    """What one person sees who codes.

    Args:
        task: what the browser's acts name.
        given: the codes of this person alone.
        asked: indexes of the utterances to code, the others being context; ``None`` for all.
        about: what the coder should know.
        done: what to say once the codes stand; "" as long as they can be changed.
        finish: what the button says that ends it.
    """
    wanted = None if asked is None else set(asked)
    rows = [_row(each) | {"asked": wanted is None or each.index in wanted} for each in utterances]
    return {
        "id": task,
        "rows": rows,
        "given": {str(index): code for index, code in given.items()},
        "about": about,
        "done": done,
        "finish": finish,
        "applied": dict(applied),
        **keyed_codes(),
    }


def keyed_codes() -> dict[str, Any]:
    """Modes and codes, each code with its letter."""
    explained = codes_explained()
    codes = {code: {**about, "letter": LETTERS.get(code, "")} for code, about in explained["codes"].items()}
    return {"modes": explained["modes"], "codes": codes}


def _row(utterance: Spoken) -> dict[str, Any]:
    return {
        "index": utterance.index,
        "turn": utterance.turn,
        "who": utterance.speaker,
        "role": utterance.role,
        "text": utterance.text,
        "time": "" if utterance.start_ms is None else format_timecode(utterance.start_ms),
    }
