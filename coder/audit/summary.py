"""An audit in distributions: over all calls, by manager, team, call type and month."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from coder.audit.calls import AuditCalls, calls_of_audit
from coder.audit.grouping import By, group_calls, led_calls, number_managers
from coder.audit.resampling import MIN_CALLS, Spread, measure_spreads
from coder.trend import followed


@dataclass(frozen=True, slots=True)
class Group:
    """Some calls.

    Attributes:
        name: the manager, team, call type or month (YYYY-MM).
        n_managers: different ones; each call of a manager without a name counts as one more.
        spreads: by measure id; but in the group of all calls, a figure that fewer than five calls have is withheld.
    """

    name: str
    n_calls: int
    n_managers: int
    spreads: Mapping[str, Spread]


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """What an audit found, each call counted once.

    Attributes:
        model, model_version: what coded the calls, or most of them; ``n_other_model``: calls coded by something else.
        n_calls, n_utterances: without duplicates.
        n_reviewed: utterances that a person coded; ``n_calls_reviewed``: calls that have some.
        first_day, last_day: of the calls whose day is known, as YYYY-MM-DD; "" where none is.
        n_duplicates, n_not_read: calls left out because they are there twice, files that could not be read.
        n_unmeasured: calls left out because nobody measured them yet.
        n_unled: calls in which nobody leads; they have no figures.
        n_proposed: calls whose manager is the tool's own proposal; ``n_unsure``: of those, how many not clearly.
        n_types_proposed: calls whose type is the tool's own proposal. ``None`` where it is not known.
        n_talk_by_words: calls whose talk share is of words, because the file has no times.
        by_manager: those with five calls or more, by name; then the others together.
        by_team: by name, then those without one; empty where no team was named.
        by_type, by_month: of the calls whose type or date is known.
    """

    model: str
    model_version: str
    n_other_model: int
    n_calls: int
    n_utterances: int
    n_reviewed: int
    n_calls_reviewed: int
    first_day: str
    last_day: str
    n_duplicates: int
    n_not_read: int
    n_unmeasured: int
    n_unled: int
    n_proposed: int | None
    n_unsure: int | None
    n_talk_by_words: int
    n_types_proposed: int | None
    overall: Group
    by_manager: tuple[Group, ...]
    by_team: tuple[Group, ...]
    by_type: tuple[Group, ...]
    by_month: tuple[Group, ...]


def summarise_audit(folder: str | Path, teams: Mapping[str, str] | None = None) -> AuditSummary:
    """The summary of a finished audit.

    Args:
        teams: each manager's team, as ``read_teams`` gives it.

    Raises:
        AuditError: there is none in the folder, or it is not finished.
    """
    return summarise_calls(calls_of_audit(folder), teams)


def summarise_calls(
    calls: AuditCalls, teams: Mapping[str, str] | None = None, *, only: Mapping[By, Collection[str]] | None = None
) -> AuditSummary:
    """The summary of calls, wherever they come from; the same calls give the same one.

    Args:
        teams: each manager's team, as ``read_teams`` gives it.
        only: the names of the groups to measure; ``None`` for all.
    """
    numbers, led = number_managers(calls.managers), led_calls(calls)
    groups = {
        by: tuple(
            _group(name, calls, numbers, those)
            for name, those in named.items()
            if only is None or name in only.get(by, ())
        )
        for by, named in group_calls(calls, teams or {}).items()
    }
    days = [day for day in calls.days if day]
    return AuditSummary(
        model=calls.model,
        model_version=calls.model_version,
        n_other_model=calls.n_other_model,
        n_calls=len(calls.ids),
        n_utterances=sum(calls.n_utterances),
        n_reviewed=sum(calls.n_reviewed),
        n_calls_reviewed=sum(reviewed > 0 for reviewed in calls.n_reviewed),
        first_day=min(days, default=""),
        last_day=max(days, default=""),
        n_duplicates=calls.n_duplicates,
        n_not_read=calls.n_not_read,
        n_unmeasured=calls.n_unmeasured,
        n_unled=len(calls.ids) - len(led),
        n_proposed=calls.n_proposed,
        n_unsure=calls.n_unsure,
        n_talk_by_words=calls.n_talk_by_words,
        n_types_proposed=calls.n_types_proposed,
        overall=_measure("all calls", calls, numbers, led),
        by_manager=groups["manager"],
        by_team=groups["team"],
        by_type=groups["type"],
        by_month=groups["month"],
    )


def _group(name: str, calls: AuditCalls, numbers: np.ndarray, those: np.ndarray) -> Group:
    group = _measure(name, calls, numbers, those)
    return replace(group, spreads={measure: _withheld(spread) for measure, spread in group.spreads.items()})


def _measure(name: str, calls: AuditCalls, numbers: np.ndarray, those: np.ndarray) -> Group:
    clusters = numbers[those]
    spreads = measure_spreads(calls.values[those], clusters.tolist())
    return Group(name, len(those), len(np.unique(clusters)), dict(zip(followed(), spreads, strict=True)))


def _withheld(spread: Spread) -> Spread:
    """The spread without its figures where they are of so few calls that they would tell of single ones."""
    if not 0 < spread.n_calls < MIN_CALLS:
        return spread
    reason = f"not shown: {MIN_CALLS} calls needed, {spread.n_calls} found"
    return Spread(spread.n_calls, None, None, None, None, None, None, spread.resampled, reason)
