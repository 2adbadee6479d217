"""Which calls stand together: by manager, team, call type and month."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np

from coder.audit.calls import AuditCalls
from coder.audit.resampling import MIN_CALLS
from coder.audit.teams import same_name, team_of
from coder.people import is_voice_label, speaker_kind

By = Literal["manager", "team", "type", "month"]
BYS: tuple[By, ...] = ("manager", "team", "type", "month")
# Short, for they stand beside a chart as the names of managers do.
FEW_CALLS = "under five calls each"
NO_NAME = "without a name"
NO_TEAM = "no team"
_MONTH = len("2026-05")


def group_calls(calls: AuditCalls, teams: Mapping[str, str]) -> dict[By, dict[str, np.ndarray]]:
    """The places of the calls of each group, by its name; groups in the order in which they are shown.

    Calls in which nobody leads are in none; those whose type or month is unknown are in none by type or month.

    Args:
        teams: each manager's team, as ``read_teams`` gives it; without any there is no group by team.
    """
    led = led_calls(calls)
    days, types = ([column[at] for at in led] for column in (calls.days, calls.types))
    return {
        "manager": _by_manager(calls, led),
        "team": _by_team(calls, led, teams) if teams else {},
        "type": _gather(led, types),
        "month": _gather(led, [day[:_MONTH] for day in days]),
    }


def led_calls(calls: AuditCalls) -> np.ndarray:
    """The places of the calls in which somebody leads."""
    return np.flatnonzero([name is not None for name in calls.managers])


def number_managers(names: Sequence[str | None]) -> np.ndarray:
    """A number for each call's manager; one who has no name is somebody else in each call."""
    numbers: dict[object, int] = {}
    keys = [at if name is None or is_nobodys(name) else same_name(name) for at, name in enumerate(names)]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def is_nobodys(name: str) -> bool:
    """Whether a name names nobody."""
    return not name or speaker_kind(name) != "person" or is_voice_label(name)


def may_be_listed(calls: AuditCalls) -> np.ndarray:
    """For each call, whether a list of calls may show it: not where it would tell who has fewer than five."""
    groups = _by_manager(calls, led_calls(calls))
    listed = np.ones(len(calls.ids), dtype=bool)
    listed[groups.get(FEW_CALLS, [])] = False
    return listed


def _by_manager(calls: AuditCalls, led: np.ndarray) -> dict[str, np.ndarray]:
    places: dict[str, list[int]] = {}
    shown: dict[str, str] = {}
    few: list[int] = []
    nameless: list[int] = []
    nobodys = _nobodys(calls.managers)
    for at in led.tolist():
        name = calls.managers[at] or ""
        if name in nobodys:
            nameless.append(at)
        else:
            places.setdefault(shown.setdefault(same_name(name), name), []).append(at)
    groups = {}
    for name in sorted(places, key=same_name):
        if len(places[name]) < MIN_CALLS:
            few += places[name]
        else:
            groups[name] = np.array(places[name])
    pooled = {FEW_CALLS: np.array(sorted(few), dtype=np.int64), NO_NAME: np.array(nameless, dtype=np.int64)}
    return groups | {name: those for name, those in pooled.items() if len(those)}


def _nobodys(names: Iterable[str | None]) -> set[str]:
    # Each name is looked at once, however many calls it has.
    return {name for name in {name or "" for name in names} if is_nobodys(name)}


def _by_team(calls: AuditCalls, led: np.ndarray, teams: Mapping[str, str]) -> dict[str, np.ndarray]:
    names = [team_of(calls.managers[at] or "", teams) or "" for at in led]
    rest = {NO_TEAM: those} if len(those := led[[not name for name in names]]) else {}
    return _gather(led, names) | rest


def _gather(led: np.ndarray, names: Sequence[str]) -> dict[str, np.ndarray]:
    places: dict[str, list[int]] = {}
    for at, name in zip(led.tolist(), names, strict=True):
        if name:
            places.setdefault(name, []).append(at)
    return {name: np.array(places[name]) for name in sorted(places, key=same_name)}
