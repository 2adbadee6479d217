"""What each measure is: one definition, one unit, one denominator.

Definitions follow the project's design page. The ask-and-listen index is the
share of inputs that invite or take in; (questions + reflections) against input
separated high- from low-quality counselling sessions with AUC 0.93, the share of
questions alone with 0.54 (AnnoMI, 133 sessions, human codes).
"""

from dataclasses import dataclass
from typing import Literal

# Under these a ratio says nothing; counts are shown instead.
MIN_UTTERANCES = 30
MIN_COUNTED = 10
# Turns, exchanges or things raised that a mean or share of them needs.
MIN_EXCHANGES = 5
# A run of telling starts to be one at this many utterances.
LEAST_RUN = 4
# Content words that a rep must have said before it can be told whether they were taken up.
MIN_RAISED_WORDS = 5

MODES = ("tell", "pitch", "persuade", "listen")
OPEN_QUESTIONS = ("open_question",)
DIRECTIVES = ("direct", "advise")
ALL_QUESTIONS = ("open_question", "clarify", "inspect", "steer")
REFLECTIONS = ("reflect",)
# Turns of nothing else take in what is said and let the other go on.
BACKCHANNELS = ("acknowledge", "social")

Kind = Literal["share", "ratio", "length", "count", "rate"]
Group = Literal["headline", "modes", "talk", "questions", "listening", "telling", "next_steps"]


@dataclass(frozen=True, slots=True)
class Definition:
    """What a measure is.

    Attributes:
        formula: numerator and denominator in plain words.
        meaning: what it tells, one sentence.
        group: the part of a report it stands in.
        both_sides: whether it is measured for the reps too.
        source: where the formula comes from; "" where it is the project's own.
    """

    id: str
    name: str
    kind: Kind
    formula: str
    meaning: str
    group: Group
    both_sides: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with what it was made from.

    Attributes:
        value: ``None`` where undefined; ``reason`` then says why. Shares 0–1, ratios from 0, counts and lengths in
            ``unit``, rates a minute.
        numerator, denominator: counts in ``unit``; ``denominator`` is ``None`` where nothing is divided.
        unit: "ms of speech", "ms", "words", "utterances", "turns", "runs", "exchanges".
        low, high: 95 % interval; ``None`` where none was computed.
        turn: for the longest stretch, the turn it is found in.
        utterances: indices of the utterances that it counts, in call order.
        reviewed: how many of the utterances counted or divided by were coded by a person.
        corrected: whether a part reviewed at random corrects the value for the rest, which the counts then do not
            give by themselves.
    """

    value: float | None
    numerator: int
    denominator: int | None
    unit: str
    low: float | None = None
    high: float | None = None
    reason: str | None = None
    turn: int | None = None
    utterances: tuple[int, ...] = ()
    reviewed: int = 0
    corrected: bool = False


_MODE_FORMULA = "{} ÷ (tell + pitch + persuade + listen)"
_QUESTIONS = "(open questions + clarify + inspect + steer)"

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "talk_share",
        "Talk share",
        "share",
        "this side's speech time ÷ all speech time; words ÷ words where the file has no times",
        "How much of the talk was theirs.",
        "headline",
    ),
    Definition(
        "questions_to_directives",
        "Questions to directives",
        "ratio",
        "open questions ÷ (direct + advise)",
        "How open questions balance against instructions and advice.",
        "headline",
    ),
    Definition(
        "ask_and_listen_index",
        "Ask-and-listen index",
        "share",
        _MODE_FORMULA.format("listen"),
        "How much of what they did was asking openly or listening.",
        "headline",
        source="after (questions + reflections) against input: Wu et al. 2022, AnnoMI; AUC 0.93 on 133 sessions",
    ),
    Definition("tell_share", "Tell", "share", _MODE_FORMULA.format("tell"), "Mode mix: tell.", "modes"),
    Definition("pitch_share", "Pitch", "share", _MODE_FORMULA.format("pitch"), "Mode mix: pitch.", "modes"),
    Definition("persuade_share", "Persuade", "share", _MODE_FORMULA.format("persuade"), "Mode mix: persuade.", "modes"),
    Definition(
        "listen_share",
        "Open question / listening",
        "share",
        _MODE_FORMULA.format("listen"),
        "Mode mix: open question / listening; the same figure as the ask-and-listen index.",
        "modes",
    ),
    Definition(
        "longest_stretch",
        "Longest stretch",
        "length",
        "speech time of the longest turn; its words where the file has no times",
        "The longest time they spoke with nobody else in between.",
        "talk",
    ),
    Definition(
        "median_turn",
        "Median turn",
        "length",
        "the middle of their turns by speech time; by words where the file has no times",
        "How long they usually speak at a time.",
        "talk",
    ),
    Definition(
        "switches_a_minute",
        "Speaker switches a minute",
        "rate",
        "changes of speaker ÷ minutes from first to last word",
        "How quickly the talk goes to and fro.",
        "talk",
        both_sides=False,
    ),
    Definition(
        "pause_after_question",
        "Pause after own question",
        "length",
        "median time from the end of a turn that ends in a question to the next speaker's start",
        "How long a question is left to work.",
        "talk",
        both_sides=False,
        source="wait time: Rowe 1974",
    ),
    Definition(
        "interruptions",
        "Interruptions",
        "count",
        "turns begun at least 0.3 s before the other had ended, backchannels left out",
        "How often the manager began while somebody else was speaking.",
        "talk",
        both_sides=False,
    ),
    Definition(
        "open_share_of_questions",
        "Open share of questions",
        "share",
        f"open questions ÷ {_QUESTIONS}",
        "How many of their questions were open.",
        "questions",
    ),
    Definition(
        "question_yield",
        "Question yield",
        "ratio",
        "mean rep words after a turn that ends in an open question ÷ the same after an inspect",
        "How much more an open question opens the rep up than a status question.",
        "questions",
        both_sides=False,
    ),
    Definition(
        "stacked_questions",
        "Stacked questions",
        "share",
        f"questions that follow another in the same turn ÷ {_QUESTIONS}",
        "How often a question was put on top of another before anybody could answer.",
        "questions",
        both_sides=False,
        source="one question at a time: ICF competency marker 7.6",
    ),
    Definition(
        "self_answered_questions",
        "Questions answered by the asker",
        "share",
        f"questions that the same turn goes straight on from to tell, pitch or persuade ÷ {_QUESTIONS}",
        "How often the manager went on talking instead of waiting for the answer.",
        "questions",
        both_sides=False,
    ),
    Definition(
        "reflections_to_questions",
        "Reflections to questions",
        "ratio",
        f"reflect ÷ {_QUESTIONS}",
        "How often they gave back what they heard, for each question asked.",
        "listening",
        source="reflection-to-question ratio: MITI 4.2.1 (Moyers et al. 2016)",
    ),
    Definition(
        "uptake",
        "Uptake",
        "share",
        "rep's content words that the manager's next turn uses again ÷ all of them, weighted by rarity (idf); the mean "
        f"over exchanges with at least {MIN_RAISED_WORDS} such words",
        "How much of the rep's words the manager takes up.",
        "listening",
        both_sides=False,
        source="repetition weighted by idf: Demszky et al. 2021",
    ),
    Definition(
        "uptake_after_concern",
        "Uptake after a concern",
        "share",
        "uptake over the exchanges in which the rep raised a concern",
        "How much of the rep's words the manager takes up when the news is bad; compare it with uptake otherwise.",
        "listening",
        both_sides=False,
    ),
    Definition(
        "uptake_otherwise",
        "Uptake otherwise",
        "share",
        "uptake over the other exchanges",
        "How much of the rep's words the manager takes up when no concern was raised.",
        "listening",
        both_sides=False,
    ),
    Definition(
        "let_drop",
        "Raised and let drop",
        "share",
        "rep's concerns and ideas that meet neither a listening code nor uptake in the manager's next two turns ÷ all",
        "What the rep raised and the manager let fall.",
        "listening",
        both_sides=False,
    ),
    Definition(
        "affirmations",
        "Affirmations",
        "count",
        "utterances that credit a particular strength, effort or act",
        "How often they said what the other had done well.",
        "listening",
    ),
    Definition(
        "tell_runs",
        "Tell runs",
        "count",
        f"runs of {LEAST_RUN} or more of the manager's utterances without one of listening; the reps' backchannels do "
        "not end a run",
        "How often the manager went on telling, pitching or persuading at length.",
        "telling",
        both_sides=False,
    ),
    Definition(
        "longest_tell_run",
        "Longest tell run",
        "count",
        "utterances in the longest tell run",
        "The longest run of telling, pitching and persuading.",
        "telling",
        both_sides=False,
    ),
    Definition(
        "words_before_advice",
        "Rep's words before the first advice",
        "count",
        "words the reps had spoken before the manager's first advice",
        "How much the manager had heard before advising.",
        "telling",
        both_sides=False,
    ),
    Definition(
        "next_steps_by_rep",
        "Next steps the rep authored",
        "share",
        "rep's commitments ÷ (rep's commitments + manager's direct)",
        "Who says what happens next: the one who will do it, or the one who leads.",
        "next_steps",
        both_sides=False,
    ),
)

GROUPS: dict[Group, str] = {
    "headline": "At a glance",
    "modes": "Mode mix",
    "talk": "Talk",
    "questions": "Questions",
    "listening": "Listening",
    "telling": "Telling",
    "next_steps": "Next steps",
}

DEFINITION_OF = {definition.id: definition for definition in DEFINITIONS}


def too_short(utterances: int) -> str | None:
    """Why a side is too short for shares and ratios of codes; ``None`` if it is not."""
    if utterances < MIN_UTTERANCES:
        return f"too short: {MIN_UTTERANCES} utterances on this side needed, {utterances} found"
    return None


def too_few(counted: int, what: str, least: int = MIN_COUNTED) -> str | None:
    """Why a count is too small to divide by; ``None`` if it is not."""
    return f"too few to say: {least} {what} needed, {counted} found" if counted < least else None
