"""Who leads the call, and how that is known, in the words of the page."""

from typing import Any

from coder import Review, percent_sure, speaker_kind
from ui.figures import SPACE, listed


def lead_note(review: Review) -> dict[str, Any]:
    """Who counts as manager and why; ``asks`` where the tool only supposes it."""
    leaders = [speaker.name for speaker in review.speakers_in("manager")]
    says = {"file": "The file says that ", "named": "You said that "}.get(review.roles_from)
    if says:
        after = " leads this call." if len(leaders) == 1 else " lead this call."
        return {"name": listed(leaders), "before": says, "after": after, "asks": False}
    if review.proposal is None:
        return {"asks": True, **_nobody_to_compare(review)}
    return {"name": listed(leaders), "asks": True, **_proposal_words(review.proposal)}


def named_speakers(review: Review) -> list[str]:
    """People whom the file names; a label such as "Speaker 1" counts."""
    return [speaker.name for speaker in review.speakers if speaker_kind(speaker.name) == "person"]


def _nobody_to_compare(review: Review) -> dict[str, str]:
    named = named_speakers(review)
    if not named:
        plainly = (
            "No line of this file says who speaks, so nobody’s share can be told. "
            "Export it with speaker names, or put “Name:” before each turn."
        )
        return {"before": plainly, "name": "", "after": ""}
    if len(review.speakers) == 1:
        after = " speaks in this call, so there is no share of talk to tell."
    else:
        after = " is named in this file, so the other lines stand together as one unknown speaker."
    return {"before": "Only ", "name": named[0], "after": f"{after} If this is the manager, say so above."}


def _proposal_words(proposal: Any) -> dict[str, str]:
    grounds = f": {', '.join(proposal.grounds)}" if proposal.grounds else ""
    sure = f"{percent_sure(proposal.probability)}{SPACE}% sure{grounds}"
    if not proposal.is_clear:
        return {"before": "Not sure who leads this call. Probably ", "after": f" ({sure}). Please check above."}
    return {"before": "Looks like ", "after": f" leads this call ({sure}). Right? If not, change it above."}


def manager_of(review: Review) -> str:
    """The first manager's name; "" if nobody has the role."""
    return next((speaker.name for speaker in review.speakers_in("manager")), "")
