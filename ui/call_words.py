"""What a call is and when it was, in the words of every page."""

from datetime import date, datetime

from ui.figures import DASH

TYPE_NAMES = {
    "one_to_one": "One-to-one",
    "cadence": "Cadence call",
    "deal_review": "Deal review",
    "onboarding": "Onboarding",
    "other": "Other",
}
STATE_NAMES = {"new": "Not reviewed", "started": "Review started", "done": "Reviewed"}


def shown_day(day: str) -> str:
    """A day as people write it; a dash where it is unknown.

    >>> shown_day("2026-05-04")
    '4 May 2026'
    """
    if not day:
        return DASH
    return f"{date.fromisoformat(day).day} {date.fromisoformat(day):%b %Y}"


def shown_moment(at: str) -> str:
    """A moment of the store in this machine's time: "4 May 2026, 10:30"."""
    moment = datetime.fromisoformat(at).astimezone()
    return f"{moment.day} {moment:%b %Y, %H:%M}"
