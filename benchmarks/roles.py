"""How often the right person is proposed as manager, and whether a wrong proposal is marked as not clear.

The weights come from the calls of other authors. The degraded copies are as files often are: names lost,
captions without marks, a call that was cut.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from benchmarks.figures import show_share
from benchmarks.labelled import Call, load_calls
from coder.captions import as_machine_caption
from coder.model_folder import load_model
from coder.review import HARDLY_SURE_BELOW
from coder.roles import propose_manager, speaker_parts
from coder.transcript import Transcript

SEVERAL = 3


@dataclass(frozen=True)
class Outcome:
    """What was proposed for one call: whether rightly, and whether page and reports call it clear."""

    right: bool
    clear: bool


def main() -> None:
    """Print the table."""
    ceiling = load_model().role_ceiling
    calls = load_calls()
    n_authors = len({call.author for call in calls})
    print(f"who leads: {len(calls)} labelled calls by {n_authors} authors, role weights from other authors")
    print(f"(not sure: under {100 * HARDLY_SURE_BELOW:.0f} % sure; brackets: 95 % interval after Wilson)")
    print(f"{'':<44}{'right':<29}{'wrong':>5}{'  of them not sure':>19}{'  right, not sure':>19}")
    for name, copies in copies_of(calls).items():
        print(row(name, outcomes(copies, ceiling)))


def copies_of(calls: list[Call]) -> dict[str, list[Call]]:
    """The calls as they are, and degraded, by what was done to them."""
    crowd = [call for call in calls if len(call.transcript.speakers) >= SEVERAL]
    return {
        "as written": calls,
        "  two speakers": [call for call in calls if call not in crowd],
        "  three or more speakers": crowd,
        "names swapped for letters": [_with_letters(call) for call in calls],
        "as a machine caption": [_changed(call, _captioned) for call in calls],
        "first third of the call only": [_changed(call, _first_third) for call in calls],
        "without the first third": [_changed(call, _without_first_third) for call in calls],
        "first third, letters, as a machine caption": [
            _with_letters(_changed(_changed(call, _first_third), _captioned)) for call in calls
        ],
    }


def outcomes(calls: Iterable[Call], ceiling: float) -> list[Outcome]:
    """One for each call in which somebody can be proposed and a manager speaks."""
    found = []
    for call in calls:
        proposal = propose_manager(speaker_parts(call.transcript), call.role_weights, ceiling=ceiling)
        if proposal and call.managers & set(call.transcript.speakers):
            found.append(Outcome(proposal.manager in call.managers, proposal.is_clear))
    return found


def row(name: str, results: list[Outcome]) -> str:
    """One line of the table."""
    wrong = [result for result in results if not result.right]
    doubted = sum(not result.clear for result in wrong)
    needlessly = sum(result.right and not result.clear for result in results)
    right = show_share(len(results) - len(wrong), len(results))
    return f"{name:<44}{right:<29}{len(wrong):>5}{doubted:>19}{needlessly:>19}"


def _changed(call: Call, change: Callable[[Transcript], Transcript]) -> Call:
    return replace(call, transcript=change(call.transcript))


def _with_letters(call: Call) -> Call:
    letters = {name: f"Speaker {chr(ord('A') + at)}" for at, name in enumerate(call.transcript.speakers)}
    units = tuple(replace(unit, speaker=letters[unit.speaker]) for unit in call.transcript.units)
    managers = frozenset(letters[name] for name in call.managers if name in letters)
    return replace(call, transcript=replace(call.transcript, units=units), managers=managers)


def _captioned(transcript: Transcript) -> Transcript:
    units = tuple(replace(unit, text=as_machine_caption(unit.text)) for unit in transcript.units)
    return replace(transcript, units=tuple(unit for unit in units if unit.text))


def _first_third(transcript: Transcript) -> Transcript:
    return replace(transcript, units=transcript.units[: -(-len(transcript.units) // 3)])


def _without_first_third(transcript: Transcript) -> Transcript:
    return replace(transcript, units=transcript.units[-(-len(transcript.units) // 3) :])
