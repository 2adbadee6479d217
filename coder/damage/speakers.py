"""Turns that seem to carry the wrong name: several people under one name, or names exchanged.

How often each check finds such damage, and how often it is wrong about sound
files, is measured by ``make benchmark`` on damaged copies of the labelled calls.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from coder.damage.touched import of_everything
from coder.people import speaker_kind
from coder.review import Finding
from coder.roles import propose_manager, speaker_parts
from coder.transcript import Transcript, Turn, count_words

MIN_QUESTIONS = 10
# In sound calls a tenth of all questions are followed by more talk of the one who asked; in one of 155, over 0.4.
MOST_ANSWERED_WITHIN = 0.4
SURE = 0.8
MIN_WORDS_A_PART = 300
MIN_ADDRESSED = 2
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")
# The asker goes on asking, or says why.
_GOES_ON = re.compile(r"(?:because|cuz|or|and|like|if|you|so)\b", re.IGNORECASE)


def find_merged_speakers(transcript: Transcript) -> Finding | None:
    """Questions that are answered within the turn that asks them: two people under one name."""
    inside, questions = count_questions(transcript.turns)
    if questions < MIN_QUESTIONS or inside <= MOST_ANSWERED_WITHIN * questions:
        return None
    says = (
        f"{inside:,} of {questions:,} questions are followed by more talk under the same name: "
        "some turns may hold two people."
    )
    effect = "Whoever has the other's words has them in every figure."
    return Finding(
        "merged_speakers", says, of_everything(), effect, "Compare the names with the recording and correct them."
    )


def count_questions(turns: Sequence[Turn]) -> tuple[int, int]:
    """Questions followed by an answer-like sentence in their own turn, and those plus questions that end a turn."""
    inside = last = 0
    for turn in turns:
        sentences = _SENTENCE_END.split(" ".join(unit.text for unit in turn.units).strip())
        for sentence, following in pairwise([*sentences, None]):
            if not sentence or not sentence.endswith("?"):
                continue
            if following is None:
                last += 1
            elif not following.endswith("?") and not _GOES_ON.match(following):
                inside += 1
    return inside, inside + last


def find_swapped_speakers(transcript: Transcript, role_weights: Mapping[str, float]) -> Finding | None:
    """Names exchanged: somebody calls others by their own name, or another seems to lead from some turn on."""
    told = _calls_own_name(transcript) or _lead_changes(transcript, role_weights)
    if not told:
        return None
    effect = "With two names exchanged every figure stands under the wrong person."
    return Finding(
        "swapped_speakers", told, of_everything(), effect, "Listen to a minute of the recording and correct the names."
    )


def _calls_own_name(transcript: Transcript) -> str | None:
    names = [name for name in transcript.speakers if speaker_kind(name) == "person"]
    for name in names:
        first = re.split(r"[\s,(@._]", name)[0]
        if len(first) < 3 or not first.isalpha() or sum(other.startswith(first) for other in names) > 1:
            continue
        called = _address(first)
        by = {other: _count(called, transcript, other) for other in names}
        own = by.pop(name)
        if own >= MIN_ADDRESSED and own > sum(by.values()):
            return f"{name} calls somebody “{first}” {own} times: names may be exchanged."
    return None


def _address(name: str) -> re.Pattern[str]:
    """The name as it calls somebody: set off by a comma or greeting, not in "this is Dana"."""
    name = re.escape(name)
    return re.compile(
        rf"(?:\b(?:hi|hello|hey|morning|thanks|thank you|welcome|okay|listen|come on),? {name}\b"
        rf"|(?:^|[.?!…] ){name}, |, {name}[.?!…](?:$|\s))",
        re.IGNORECASE,
    )


def _count(called: re.Pattern[str], transcript: Transcript, speaker: str) -> int:
    return sum(len(called.findall(unit.text)) for unit in transcript.units if unit.speaker == speaker)


def _lead_changes(transcript: Transcript, role_weights: Mapping[str, float]) -> str | None:
    """Whether one speaker surely leads up to some point, and another surely after it."""
    words = list(accumulate(count_words(unit.text) for unit in transcript.units))
    for part in (1 / 2, 1 / 3, 2 / 3):
        cut = sum(reached <= part * words[-1] for reached in words)
        sides = transcript.units[:cut], transcript.units[cut:]
        if min(words[cut - 1] if cut else 0, words[-1] - words[cut - 1] if cut else 0) < MIN_WORDS_A_PART:
            continue
        before, after = (
            propose_manager(speaker_parts(replace(transcript, units=units, utterances=None)), role_weights)
            for units in sides
        )
        if before and after and before.manager != after.manager and min(before.probability, after.probability) >= SURE:
            return (
                f"{before.manager} seems to lead the first part of the call and {after.manager} the rest: "
                "names may be exchanged."
            )
    return None
