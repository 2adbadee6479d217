"""Text without marks, as raw machine captions have it."""

import re

from coder.damage.touched import of_codes
from coder.review import Finding
from coder.transcript import Transcript, count_words

MIN_WORDS = 50
# Punctuated talk ends a sentence every five to fifteen words.
MOST_WORDS_A_MARK = 50
_MARK = re.compile(r"[.?!…。？！؟।]")


def find_missing_punctuation(transcript: Transcript) -> Finding | None:
    """A file in which sentences do not end, nor questions show."""
    text = " ".join(unit.text for unit in transcript.units)
    words, marks = count_words(text), len(_MARK.findall(text))
    if words < MIN_WORDS or marks * MOST_WORDS_A_MARK >= words:
        return None
    says = "The text has no punctuation." if not marks else f"{marks:,} sentence marks stand in {words:,} words."
    effect = (
        "Where one thought ends and the next begins is guessed, so counts of questions and directives are rough; "
        "talk share is not touched."
    )
    return Finding("missing_punctuation", says, of_codes(), effect, "Turn on punctuation in the transcription service.")
