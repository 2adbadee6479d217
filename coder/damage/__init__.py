"""What seems wrong with a transcript, which figures that touches, and by how much."""

from collections.abc import Mapping

from coder.damage.completeness import find_missing_part
from coder.damage.punctuation import find_missing_punctuation
from coder.damage.speakers import find_merged_speakers, find_swapped_speakers
from coder.damage.times import find_implausible_speed, find_missing_times
from coder.damage.unnamed import find_unnamed_talk
from coder.review import Finding
from coder.transcript import Transcript

__all__ = ["Finding", "find_damage"]


def find_damage(transcript: Transcript, role_weights: Mapping[str, float]) -> tuple[Finding, ...]:
    """What seems wrong with the transcript, gravest first; empty where no check found anything.

    Args:
        role_weights: what tells who leads, by cue, as the model has learnt it.
    """
    found = (
        find_swapped_speakers(transcript, role_weights),
        find_merged_speakers(transcript),
        find_unnamed_talk(transcript),
        find_missing_part(transcript),
        find_implausible_speed(transcript),
        find_missing_punctuation(transcript),
        find_missing_times(transcript),
    )
    return tuple(finding for finding in found if finding)
