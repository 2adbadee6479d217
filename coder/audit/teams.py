"""Teams: lists of managers that the user names."""

import csv
import io
from collections.abc import Mapping

from coder.errors import AuditError
from coder.readers.text.cleaning import clean_name

MOST_LINES = 10_000
_HEAD = ("manager", "team")


def decode_teams(data: bytes) -> str:
    """The text of a file of teams.

    Raises:
        AuditError: it is in another encoding.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AuditError(
            "teams", expected="CSV in UTF-8", found="another encoding", next_step="Save it as CSV UTF-8."
        ) from error


def read_teams(text: str) -> dict[str, str]:
    """Each manager's team, by the name as ``same_name`` gives it.

    Args:
        text: CSV, a manager and a team a line; the first line may be their heading.

    Raises:
        AuditError: a line holds something else, or gives a manager a second team.
    """
    teams: dict[str, str] = {}
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True), start=1):
            names = tuple(clean_name(cell) for cell in cells)
            if not any(names) or (number == 1 and tuple(map(same_name, names)) == _HEAD):
                continue
            if len(names) != 2 or not all(names) or number > MOST_LINES:
                raise _wrong_line(number, "something else" if number <= MOST_LINES else "too many lines")
            manager, team = names
            if teams.setdefault(same_name(manager), team) != team:
                raise _wrong_line(number, "a manager who has another team above")
    except csv.Error as error:
        raise _wrong_line(1, "no CSV") from error
    return teams


def same_name(name: str) -> str:
    """What names of one manager share: neither case nor blanks tell people apart.

    >>> same_name(" ana  RAY")
    'ana ray'
    """
    return " ".join(name.casefold().split())


def team_of(manager: str, teams: Mapping[str, str]) -> str | None:
    """The manager's team; ``None`` for none."""
    return teams.get(same_name(manager))


def _wrong_line(number: int, found: str) -> AuditError:
    return AuditError(
        f"teams, line {number}",
        expected="a manager, a comma and a team",
        found=found,
        next_step="A name with a comma in it stands in double quotes.",
    )
