"""What a reader of the figures should know of the file, as plain data for the page."""

from typing import Any

from coder import WRONG_TURNS, Review, speaker_kind, talk_share_if_misnamed, touched
from ui.figures import listed, percent

# Most text exports have no times; that alone need not stand open on the page.
_COMMON = {"missing_times"}


def file_notes(review: Review) -> dict[str, Any] | None:
    """Damage, names joined or alike, and bots, each as a bold head and a body; ``None`` if there is none."""
    items = [
        {"head": found.says, "body": f"{found.effect} Touches {touched(found)}. {found.next_step}"}
        for found in review.damage
    ]
    items += [_joined(other, name) for other, name in review.joined.items()]
    items += [_alike(same) for same in review.same_people if same.other not in review.joined]
    if bots := [f"“{speaker.name}”" for speaker in review.speakers if speaker_kind(speaker.name) == "bot"]:
        items.append({"head": f"{listed(bots)} took notes.", "body": "A bot is on neither side of the call."})
    if not items:
        return None
    return {"items": items, "open": any(found.id not in _COMMON for found in review.damage)}


def talk_range_note(review: Review) -> str:
    """Between what the manager's talk share would lie with some names wrong; "" where it is undefined."""
    found = talk_share_if_misnamed(review)
    if found is None:
        return ""
    low, high = found
    return (
        f"If {percent(WRONG_TURNS)} of the turns had the wrong name, the manager’s would lie "
        f"between {percent(low)} and {percent(high)}."
    )


def _joined(other: str, name: str) -> dict[str, str]:
    return {"head": f"“{other}” and “{name}” are counted as one person.", "body": "If they are two, say so above."}


def _alike(same: Any) -> dict[str, str]:
    head = f"“{same.other}” may be “{same.name}”."
    return {"head": head, "body": f"{same.ground.capitalize()}. They are counted apart; to join them, say so above."}
