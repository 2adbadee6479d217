"""What is computed from a coded call: one definition, one unit, one denominator each.

Definitions follow the project's design page. The ask-and-listen index is the
share of inputs that invite or take in; (questions + reflections) against input
separated high- from low-quality counselling sessions with AUC 0.93, the share of
questions alone with 0.54 (AnnoMI, 133 sessions, human codes).
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from coder.review import Review
from coder.transcript import Role

# Under these a ratio says nothing; counts are shown instead.
MIN_UTTERANCES = 30
MIN_COUNTED = 10
# Share of turns under the wrong name that talk share is tried against.
WRONG_TURNS = 0.05

MODES = ("tell", "pitch", "persuade", "listen")
OPEN_QUESTIONS = ("open_question",)
DIRECTIVES = ("direct", "advise")
ALL_QUESTIONS = ("open_question", "clarify", "inspect", "steer")
REFLECTIONS = ("reflect",)

Kind = Literal["share", "ratio", "length"]


@dataclass(frozen=True, slots=True)
class Definition:
    """What a measure is. ``formula`` names numerator and denominator in plain words."""

    id: str
    name: str
    kind: Kind
    formula: str
    meaning: str


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "talk_share",
        "Talk share",
        "share",
        "this side's speech time ÷ all speech time; words ÷ words where the file has no times",
        "How much of the talk was theirs.",
    ),
    Definition(
        "questions_to_directives",
        "Questions to directives",
        "ratio",
        "open questions ÷ (direct + advise)",
        "How open questions balance against instructions and advice.",
    ),
    Definition(
        "ask_and_listen_index",
        "Ask-and-listen index",
        "share",
        "listen ÷ (tell + pitch + persuade + listen)",
        "How much of what they did was asking openly or listening.",
    ),
    Definition("tell_share", "Tell", "share", "tell ÷ (tell + pitch + persuade + listen)", "Mode mix: tell."),
    Definition("pitch_share", "Pitch", "share", "pitch ÷ (tell + pitch + persuade + listen)", "Mode mix: pitch."),
    Definition(
        "persuade_share",
        "Persuade",
        "share",
        "persuade ÷ (tell + pitch + persuade + listen)",
        "Mode mix: persuade.",
    ),
    Definition(
        "listen_share",
        "Open question / listening",
        "share",
        "listen ÷ (tell + pitch + persuade + listen)",
        "Mode mix: open question / listening; the same figure as the ask-and-listen index.",
    ),
    Definition(
        "longest_stretch",
        "Longest stretch",
        "length",
        "speech time of the longest turn; its words where the file has no times",
        "The longest time they spoke with nobody else in between.",
    ),
    Definition(
        "open_share_of_questions",
        "Open share of questions",
        "share",
        "open questions ÷ (open questions + clarify + inspect + steer)",
        "How many of their questions were open.",
    ),
    Definition(
        "reflections_to_questions",
        "Reflections to questions",
        "ratio",
        "reflect ÷ (open questions + clarify + inspect + steer)",
        "How often they gave back what they heard, for each question asked.",
    ),
)

DEFINITION_OF = {definition.id: definition for definition in DEFINITIONS}


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with what it was made from.

    Attributes:
        value: ``None`` where undefined; ``reason`` then says why. Shares 0–1, ratios from 0,
            lengths in ``unit``.
        numerator, denominator: counts in ``unit``; ``denominator`` is ``None`` for a length.
        unit: "ms of speech", "words" or "utterances".
        low, high: 95 % interval; ``None`` where none was computed.
        turn: for a length, the turn it is found in.
    """

    value: float | None
    numerator: int
    denominator: int | None
    unit: str
    low: float | None = None
    high: float | None = None
    reason: str | None = None
    turn: int | None = None


def measure_call(review: Review, role: Role = "manager") -> dict[str, Measure]:
    """Every measure of one side of the call, by id, in the order of ``DEFINITIONS``."""
    if not review.speakers_in(role):
        return {definition.id: _nobody(definition, review, role) for definition in DEFINITIONS}
    codes = Counter(utterance.code for utterance in review.spoken_by(role))
    modes = Counter(utterance.mode for utterance in review.spoken_by(role))
    found = {
        "talk_share": _talk_share(review, role),
        "questions_to_directives": _ratio(codes, OPEN_QUESTIONS, DIRECTIVES, "open questions and directives"),
        "ask_and_listen_index": _mode_share("listen", modes, codes.total()),
        "longest_stretch": _longest_stretch(review, role),
        "open_share_of_questions": _open_share(codes),
        "reflections_to_questions": _ratio(codes, REFLECTIONS, ALL_QUESTIONS, "reflections and questions"),
    }
    for mode in MODES:
        found[f"{mode}_share"] = _mode_share(mode, modes, codes.total())
    return {definition.id: found[definition.id] for definition in DEFINITIONS}


def talk_share_if_misnamed(
    review: Review, role: Role = "manager", *, wrong: float = WRONG_TURNS
) -> tuple[float, float] | None:
    """Between what a side's talk share would lie if some turns carried the wrong name.

    Each turn is given to another speaker with chance ``wrong``, every other speaker alike. With a turn's
    amount a, the whole T and the chance q that the turn changes sides, the share moves by ±Σaq/T on average,
    with variance Σa²q(1-q)/T²; the range is that mean ± 1.96 standard deviations around the share found.

    Returns:
        Lowest and highest share, 0-1; ``None`` where talk share is undefined.
    """
    share = measure_call(review, role)["talk_share"]
    if share.value is None or not share.denominator:
        return None
    timed = _is_timed(review)
    size = len(review.speakers_in(role))
    mean = variance = 0.0
    for speaker in review.speakers:
        own = speaker.role == role
        leaves = wrong * (len(review.speakers) - size if own else size) / (len(review.speakers) - 1)
        for stretch in speaker.stretches:
            part = ((stretch.speech_ms or 0) if timed else stretch.words) / share.denominator
            mean += (-part if own else part) * leaves
            variance += part**2 * leaves * (1 - leaves)
    spread = 1.96 * variance**0.5
    return max(0.0, share.value + mean - spread), min(1.0, share.value + mean + spread)


def _nobody(definition: Definition, review: Review, role: Role) -> Measure:
    reason = f"nobody in this call has the role {role}"
    if definition.kind == "length":
        return Measure(None, 0, None, "ms of speech" if _is_timed(review) else "words", reason=reason)
    if definition.id == "talk_share":
        return replace(_talk_share(review, role), value=None, reason=reason)
    return Measure(None, 0, 0, "utterances", reason=reason)


def _talk_share(review: Review, role: Role) -> Measure:
    timed = _is_timed(review)
    unit = "ms of speech" if timed else "words"
    amounts = [(s.role, s.speech_ms if timed else s.words) for s in review.speakers]
    own = sum(amount or 0 for r, amount in amounts if r == role)
    everyone = sum(amount or 0 for _, amount in amounts)
    reason = None
    if len(review.speakers) < 2:
        reason = "only one speaker: there is nobody to share the talk with"
    elif not everyone:
        reason = "no speech to measure"
    return Measure(None if reason else own / everyone, own, everyone, unit, reason=reason)


def _is_timed(review: Review) -> bool:
    return all(speaker.speech_ms is not None for speaker in review.speakers)


def _mode_share(mode: str, modes: Counter[str], utterances: int) -> Measure:
    coded = _count(modes, MODES)
    reason = _too_short(utterances) or (None if coded else "no coded utterances on this side to divide by")
    return Measure(None if reason else modes[mode] / coded, modes[mode], coded, "utterances", reason=reason)


def _open_share(codes: Counter[str]) -> Measure:
    opened, questions = _count(codes, OPEN_QUESTIONS), _count(codes, ALL_QUESTIONS)
    reason = _too_short(codes.total()) or _too_few(questions, "questions")
    return Measure(None if reason else opened / questions, opened, questions, "utterances", reason=reason)


def _ratio(codes: Counter[str], above: tuple[str, ...], below: tuple[str, ...], what: str) -> Measure:
    upper, lower = _count(codes, above), _count(codes, below)
    reason = _too_short(codes.total()) or _too_few(upper + lower, what)
    if not reason and not lower:
        reason = f"nothing to divide by: {upper} to 0"
    return Measure(None if reason else upper / lower, upper, lower, "utterances", reason=reason)


def _too_short(utterances: int) -> str | None:
    if utterances < MIN_UTTERANCES:
        return f"too short: {MIN_UTTERANCES} utterances on this side needed, {utterances} found"
    return None


def _too_few(counted: int, what: str) -> str | None:
    return f"too few to say: {MIN_COUNTED} {what} needed, {counted} found" if counted < MIN_COUNTED else None


def _longest_stretch(review: Review, role: Role) -> Measure:
    stretches = [speaker.longest_stretch for speaker in review.speakers_in(role)]
    timed = _is_timed(review)
    unit = "ms of speech" if timed else "words"
    longest = max(stretches, key=lambda stretch: (stretch.speech_ms or 0) if timed else stretch.words)
    length = (longest.speech_ms or 0) if timed else longest.words
    return Measure(float(length), length, None, unit, turn=longest.turn)


def _count(codes: Counter[str], ids: tuple[str, ...]) -> int:
    return sum(codes[code] for code in ids)
