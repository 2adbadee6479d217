"""Talk that the file names nobody for."""

from coder.damage.touched import of_everything
from coder.people import speaker_kind
from coder.review import Finding
from coder.transcript import Transcript, count_words

MIN_SHARE = 0.02


def find_unnamed_talk(transcript: Transcript) -> Finding | None:
    """A part of the words under "Unknown speaker" and the like; a file that names nobody says so elsewhere."""
    counts = [(speaker_kind(unit.speaker), count_words(unit.text)) for unit in transcript.units]
    words = sum(count for _, count in counts)
    unnamed = sum(count for kind, count in counts if kind == "unknown")
    if unnamed == words or unnamed < MIN_SHARE * words:
        return None
    says = f"{100 * unnamed / words:.0f} % of the words have no speaker's name."
    effect = "They are in nobody's figures; the shares of the others would change by as much at most."
    return Finding("unnamed_talk", says, of_everything(), effect, "Name the speaker in the file, and open it again.")
