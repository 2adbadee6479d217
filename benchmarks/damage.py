"""How often the damage checks find damage, and how often they are wrong about sound calls.

Each copy of a labelled call is damaged in one way; "found" is a finding of the checks that are meant for it.
Which turns get a wrong name is drawn by chance, for each call always in the same way.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from benchmarks.figures import show_share
from benchmarks.labelled import load_calls
from coder.damage import find_damage
from coder.model_folder import load_model
from coder.readers import read_transcript
from coder.samples import sample_calls
from coder.transcript import Transcript, Unit, count_words

WRONG_NAMES = frozenset(("merged_speakers", "swapped_speakers"))
MISSING_PART = frozenset(("missing_part",))
NO_MARKS = frozenset(("missing_punctuation",))
ODD_TIMES = frozenset(("implausible_speed",))
# A labelled call has no times; to say so is no false alarm.
ALARMS = (*sorted(WRONG_NAMES), "unnamed_talk", *MISSING_PART, *NO_MARKS, *ODD_TIMES)
_SENTENCE_END = re.compile(r"[.?!…]")
_MARKS = re.compile(r"[^\w\s'’%$£€-]")

Weights = Mapping[str, float]
Change = Callable[[Transcript], Transcript]


@dataclass(frozen=True)
class Damage:
    """A way in which a file is damaged, and the checks that are meant for it."""

    name: str
    change: Change
    checks: frozenset[str]


def main() -> None:
    """Print both tables."""
    calls, samples = load_calls(), [read_transcript(path) for path in sample_calls()]
    weights = load_model().role_weights
    sound = [(call.transcript, call.role_weights) for call in calls]
    shipped = [(sample, weights) for sample in samples]
    print(f"damage found: copies of {len(calls)} labelled calls, role weights from other authors")
    for damage in damages():
        _print_found(damage, sound)
    for damage in time_damages():
        _print_found(damage, [pair for pair in shipped if _is_timed(pair[0])])
    print("false alarms on sound calls; that a call was written without punctuation is no false alarm")
    for name, group in (("labelled calls", sound), ("samples", shipped)):
        alarms = count_alarms(group)
        for check in ("any", *ALARMS):
            if alarms[check] or check == "any":
                print(f"{f'{name}: {check}':<50}{show_share(alarms[check], len(group))}")


def damages() -> list[Damage]:
    """What is done to the labelled calls."""
    parts = {"the start": 0.0, "one third": 1 / 3, "the half": 1 / 2, "two thirds": 2 / 3}
    one_name = [(name, part) for name, part in parts.items() if name != "one third"]
    return [
        *(
            Damage(f"all turns under one name from {n}", partial(one_name_from, part=p), WRONG_NAMES)
            for n, p in one_name
        ),
        *(
            Damage(f"{100 * share:.0f} % of the turns given to another", partial(give_away, share=share), WRONG_NAMES)
            for share in (0.05, 0.1, 0.2, 0.3)
        ),
        *(Damage(f"names exchanged from {n}", partial(exchange_from, part=p), WRONG_NAMES) for n, p in parts.items()),
        Damage("punctuation removed", without_marks, NO_MARKS),
        Damage("second half cut off", first_half, MISSING_PART),
    ]


def time_damages() -> list[Damage]:
    """What is done to the samples that have times."""
    return [
        Damage(f"samples: times {name}", partial(scale_times, by=by), ODD_TIMES)
        for name, by in (("five times as long", 5.0), ("a fifth as long", 0.2), ("a thousandth", 0.001))
    ]


def count_found(damage: Damage, calls: list[tuple[Transcript, Weights]]) -> int:
    """In how many damaged copies a check that is meant for the damage finds something."""
    return sum(bool(_ids(damage.change(call), weights) & damage.checks) for call, weights in calls)


def damageable(damage: Damage, calls: list[tuple[Transcript, Weights]]) -> list[tuple[Transcript, Weights]]:
    """The calls that are not so already."""
    return [pair for pair in calls if damage.change(pair[0]) != pair[0]]


def count_alarms(calls: list[tuple[Transcript, Weights]]) -> Counter[str]:
    """Findings about sound calls, by check, and calls with "any"."""
    alarms: Counter[str] = Counter()
    for call, weights in calls:
        found = (_ids(call, weights) & set(ALARMS)) - (NO_MARKS if is_written_without_marks(call) else set())
        alarms.update([*found, *(["any"] if found else [])])
    return alarms


def one_name_from(call: Transcript, *, part: float) -> Transcript:
    """Every turn from some point on under the name of whoever speaks there."""
    cut = _place(call, part)
    return _renamed(call, [unit.speaker if at < cut else call.units[cut].speaker for at, unit in enumerate(call.units)])


def give_away(call: Transcript, *, share: float) -> Transcript:
    """Some turns under another speaker's name."""
    chance, names = random.Random(call.call), [unit.speaker for unit in call.units]
    for at in chance.sample(range(len(names)), round(share * len(names))):
        names[at] = chance.choice([name for name in call.speakers if name != names[at]])
    return _renamed(call, names)


def exchange_from(call: Transcript, *, part: float) -> Transcript:
    """From some point on, the names of the two who say most in each other's place."""
    cut, words = _place(call, part), Counter[str]()
    for unit in call.units:
        words[unit.speaker] += count_words(unit.text)
    one, two = (name for name, _ in words.most_common(2))
    other = {one: two, two: one}
    names = [unit.speaker for unit in call.units]
    return _renamed(call, [name if at < cut else other.get(name, name) for at, name in enumerate(names)])


def without_marks(call: Transcript) -> Transcript:
    """The words with their capitals and no punctuation."""
    return replace(call, units=tuple(replace(unit, text=_MARKS.sub("", unit.text) or "-") for unit in call.units))


def first_half(call: Transcript) -> Transcript:
    """The file up to the middle of its characters, wherever in a sentence that is."""
    left = sum(len(unit.text) for unit in call.units) // 2
    kept: list[Unit] = []
    for unit in call.units:
        kept += [replace(unit, text=unit.text[:left].strip())] if unit.text[:left].strip() else []
        left -= len(unit.text)
        if left <= 0:
            break
    return replace(call, units=tuple(kept))


def scale_times(call: Transcript, *, by: float) -> Transcript:
    """Every time multiplied."""
    units = [
        replace(
            unit,
            start_ms=None if unit.start_ms is None else round(unit.start_ms * by),
            end_ms=None if unit.end_ms is None else round(unit.end_ms * by),
        )
        for unit in call.units
    ]
    return replace(call, units=tuple(units))


def is_written_without_marks(call: Transcript) -> bool:
    """Whether hardly a sentence ends with a mark."""
    return sum(bool(_SENTENCE_END.search(unit.text)) for unit in call.units) < len(call.units) / 20


def _print_found(damage: Damage, calls: list[tuple[Transcript, Weights]]) -> None:
    calls = damageable(damage, calls)
    print(f"{damage.name:<50}{show_share(count_found(damage, calls), len(calls))}")


def _ids(call: Transcript, weights: Weights) -> set[str]:
    return {finding.id for finding in find_damage(call, weights)}


def _place(call: Transcript, part: float) -> int:
    """The index of the unit before which that part of the words is spoken."""
    words = list(accumulate(count_words(unit.text) for unit in call.units))
    return min(sum(reached <= part * words[-1] for reached in words), len(words) - 1)


def _renamed(call: Transcript, names: list[str]) -> Transcript:
    units = tuple(replace(unit, speaker=name) for unit, name in zip(call.units, names, strict=True))
    return replace(call, units=units)


def _is_timed(call: Transcript) -> bool:
    return all(unit.start_ms is not None and unit.end_ms is not None for unit in call.units)
