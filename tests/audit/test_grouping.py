"""Which calls stand together, who is named, and which calls a list may show."""

from dataclasses import replace

import numpy as np
import pytest

from coder.audit.calls import AuditCalls
from coder.audit.grouping import FEW_CALLS, NO_NAME, NO_TEAM, group_calls, may_be_listed
from coder.audit.summary import summarise_calls
from coder.audit.teams import decode_teams, read_teams
from coder.errors import AuditError
from coder.trend import followed


def calls_by(*managers: str | None) -> AuditCalls:
    """A call a manager, one after the other; the talk share is the call's place in hundredths."""
    n = len(managers)
    return AuditCalls(
        model="tiny",
        model_version="0123456789ab",
        model_from="tiny",
        n_other_model=0,
        ids=[f"id{at}" for at in range(n)],
        names=[f"call {at}" for at in range(n)],
        managers=managers,
        types=["cadence"] * n,
        days=["2026-05-04"] * n,
        n_utterances=[10] * n,
        n_reviewed=[0] * n,
        values=np.arange(n).repeat(len(followed())).reshape(n, len(followed())) / 100,
        n_talk_by_words=0,
    )


MIXED = calls_by(*["Zoe"] * 5, *["Ana Ray"] * 4, " ana  RAY", "Ben", "Cyd", "", "Speaker 2", None)


def names_and_sizes(groups: dict[str, np.ndarray]) -> dict[str, int]:
    return {name: len(those) for name, those in groups.items()}


def test_managers_stand_in_the_order_of_their_names_and_few_calls_are_pooled() -> None:
    groups = group_calls(MIXED, {})["manager"]
    assert list(names_and_sizes(groups).items()) == [("Ana Ray", 5), ("Zoe", 5), (FEW_CALLS, 2), (NO_NAME, 2)]


def test_no_order_follows_a_figure() -> None:
    turned = replace(MIXED, values=MIXED.values[::-1])
    assert list(group_calls(turned, {})["manager"]) == list(group_calls(MIXED, {})["manager"])


def test_teams_are_those_that_the_user_names() -> None:
    teams = read_teams("Manager,Team\nANA RAY,North\nZoe,North\n\nBen,South\nNobody,West\n")
    groups = group_calls(MIXED, teams)["team"]
    assert names_and_sizes(groups) == {"North": 10, "South": 1, NO_TEAM: 3}
    assert group_calls(MIXED, {})["team"] == {}


def test_a_team_of_one_manager_with_few_calls_shows_no_figure() -> None:
    summary = summarise_calls(MIXED, read_teams("Ben,South"))
    south = next(group for group in summary.by_team if group.name == "South")
    assert south.n_calls == 1
    assert all(spread.mean is None and spread.median is None for spread in south.spreads.values())


def test_calls_without_leader_type_or_day_are_in_no_such_group() -> None:
    calls = replace(calls_by("Ana", "Ana", None), types=["", "cadence", "cadence"], days=["2026-05-04", "", ""])
    groups = group_calls(calls, {})
    assert groups["type"]["cadence"].tolist() == [1]
    assert groups["month"]["2026-05"].tolist() == [0]


def test_no_list_tells_who_has_few_calls() -> None:
    listed = may_be_listed(MIXED)
    hidden = {MIXED.managers[at] for at in np.flatnonzero(~listed)}
    assert hidden == {"Ben", "Cyd"}


def test_a_summary_measures_only_what_is_asked_for() -> None:
    part = summarise_calls(MIXED, only={"manager": ["Zoe"]})
    assert [group.name for group in part.by_manager] == ["Zoe"] and not part.by_type
    whole = summarise_calls(MIXED)
    assert part.by_manager[0] == whole.by_manager[1] and part.overall == whole.overall


def test_no_calls_make_a_summary_of_dashes() -> None:
    summary = summarise_calls(calls_by())
    assert (summary.n_calls, summary.overall.n_managers, summary.first_day) == (0, 0, "")
    assert summary.overall.spreads["talk_share"].mean is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Ana", "line 1"),
        ("Ana,North,x", "line 1"),
        ("Ana,North\nBen,", "line 2"),
        ("Ana,North\nana,South", "line 2"),
        ('"Ana,North', "line 1"),
    ],
)
def test_a_wrong_line_is_told(text: str, where: str) -> None:
    with pytest.raises(AuditError, match=where) as caught:
        read_teams(text)
    assert "Ana" not in str(caught.value)


def test_a_name_with_a_comma_stands_in_quotes() -> None:
    assert read_teams('"Ray, Ana",North') == {"ray, ana": "North"}
    assert read_teams(decode_teams(b"\xef\xbb\xbfAna,North\r\n")) == {"ana": "North"}
    with pytest.raises(AuditError, match="another encoding"):
        decode_teams(b"J\xf6rg,North")
