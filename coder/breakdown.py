"""Where a model does well and where not: scores by role, by kind of call and by how the manager talks."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coder.agreement import cohen_kappa, confusion, macro_f1, resampled_interval
from coder.codebook import Codebook
from coder.examples import LabelledCall
from coder.interval_coverage import LISTENING, TELL_HEAVY

CONFUSIONS = 12


def score_groups(
    calls: Sequence[LabelledCall], predicted: Sequence[Sequence[str]], codebook: Codebook
) -> dict[str, dict[str, Any]]:
    """Agreement on modes in parts of the calls, by name: ``n_calls``, ``n_utterances``, ``macro_f1``, ``kappa``.

    The manager's utterances of calls with one or several reps, of tell-heavy and of listening calls; all utterances of
    reps and of guests. Parts without a call are left out.
    """
    of_book = codebook.parts
    parts: dict[str, tuple[str, Callable[[LabelledCall], bool]]] = {
        "manager, one rep": ("manager", lambda call: _reps(call) == 1),
        "manager, several reps": ("manager", lambda call: _reps(call) > 1),
        "manager, tell-heavy calls": (
            "manager",
            lambda call: _share(call, of_book.plain_telling, codebook) >= TELL_HEAVY,
        ),
        "manager, listening calls": ("manager", lambda call: _share(call, of_book.listening, codebook) >= LISTENING),
        "reps": ("rep", lambda call: True),
        "guests": ("guest", lambda call: True),
    }
    found = {}
    for name, (role, belongs) in parts.items():
        pairs = [(call, guess) for call, guess in zip(calls, predicted, strict=True) if belongs(call)]
        tables = [_modes(call, guess, role, codebook) for call, guess in pairs]
        if any(table.sum() for table in tables):
            total = sum(tables[1:], tables[0])
            found[name] = {
                "n_calls": sum(bool(table.sum()) for table in tables),
                "n_utterances": int(total.sum()),
                "macro_f1": macro_f1(total),
                "macro_f1_interval": resampled_interval(tables, macro_f1),
                "kappa": cohen_kappa(total),
                "kappa_interval": resampled_interval(tables, cohen_kappa),
            }
    return found


def commonest_confusions(calls: Sequence[LabelledCall], predicted: Sequence[Sequence[str]]) -> list[Mapping[str, Any]]:
    """The codes most often taken for another: ``code``, ``taken_for``, ``count``, and ``share`` of that code."""
    pairs = [
        (u.code, guess)
        for call, row in zip(calls, predicted, strict=True)
        for u, guess in zip(call.utterances, row, strict=True)
    ]
    support = Counter(code for code, _ in pairs)
    wrong = Counter(pair for pair in pairs if pair[0] != pair[1])
    return [
        {"code": code, "taken_for": other, "count": count, "share": count / support[code]}
        for (code, other), count in wrong.most_common(CONFUSIONS)
    ]


def _reps(call: LabelledCall) -> int:
    return len({u.speaker for u in call.utterances if u.role == "rep"})


def _share(call: LabelledCall, chosen: Sequence[str], codebook: Codebook) -> float:
    """Share of the manager's coded utterances in some modes, by people's codes; 0 where there are none."""
    modes = [codebook.mode_of[u.code] for u in call.utterances if u.role == "manager"]
    coded = [each for each in modes if each in codebook.coaching_modes]
    return sum(each in chosen for each in coded) / len(coded) if coded else 0.0


def _modes(call: LabelledCall, predicted: Sequence[str], role: str, codebook: Codebook) -> Any:
    pairs = [(u.code, guess) for u, guess in zip(call.utterances, predicted, strict=True) if u.role == role]
    first, second = (
        [codebook.mode_of[code] for code in column] for column in (zip(*pairs, strict=True) if pairs else ((), ()))
    )
    return confusion(first, second, [mode.id for mode in codebook.modes])
