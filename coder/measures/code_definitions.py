"""Measures of codes, worded by the codes that a codebook names for them."""

from collections.abc import Sequence

from coder.codebook import Codebook
from coder.codebook_parts import Parts
from coder.measures.definitions import LEAST_RUN, MIN_RAISED_WORDS, Definition


def headlines(codebook: Codebook) -> tuple[Definition, ...]:
    """Questions against directives, and the ask-and-listen index."""
    parts = codebook.parts
    return (
        Definition(
            "questions_to_directives",
            "Questions to directives",
            "ratio",
            f"open questions ÷ {_divisor(parts.directives)}",
            "How open questions balance against instructions and advice.",
            "headline",
            needs=("open_questions", "directives"),
        ),
        Definition(
            "ask_and_listen_index",
            "Ask-and-listen index",
            "share",
            f"{_divisor(parts.listening)} ÷ {_divisor(codebook.coaching_modes)}",
            "How much of what they did was asking openly or listening.",
            "headline",
            source="after (questions + reflections) against input: Wu et al. 2022, AnnoMI; AUC 0.93 on 133 sessions",
            needs=("listening",),
        ),
    )


def mode_shares(codebook: Codebook) -> tuple[Definition, ...]:
    """The share of each mode that counts."""
    total, index = _divisor(codebook.coaching_modes), "; the same figure as the ask-and-listen index"
    return tuple(
        Definition(
            f"{mode.id}_share",
            mode.name,
            "share",
            f"{mode.id} ÷ {total}",
            f"Mode mix: {codebook.in_sentence(mode.name)}{index if codebook.parts.listening == (mode.id,) else ''}.",
            "modes",
        )
        for mode in codebook.modes
        if mode.coaching
    )


def of_exchange(codebook: Codebook) -> tuple[Definition, ...]:
    """Questions, listening, telling and next steps."""
    parts = codebook.parts
    questions = _divisor((*(["open questions"] if parts.open_questions else []), *parts.narrow_questions))
    return (
        *_openness(parts, questions),
        *_asking(parts, questions),
        *_reflections(parts, questions),
        *_UPTAKE,
        *_telling(parts),
    )


def _openness(parts: Parts, questions: str) -> tuple[Definition, ...]:
    kind = "status" if parts.status_questions else "closed"
    return (
        Definition(
            "open_share_of_questions",
            "Open share of questions",
            "share",
            f"open questions ÷ {questions}",
            "How many of their questions were open.",
            "questions",
            needs=("open_questions", "narrow_questions"),
        ),
        Definition(
            "question_yield",
            "Question yield",
            "ratio",
            f"mean rep words after a turn that ends in an open question ÷ the same after {_one(parts.short_questions)}",
            f"How much more an open question opens the rep up than a {kind} question.",
            "questions",
            both_sides=False,
            needs=("open_questions", "short_questions"),
        ),
    )


def _asking(parts: Parts, questions: str) -> tuple[Definition, ...]:
    return (
        Definition(
            "stacked_questions",
            "Stacked questions",
            "share",
            f"questions that follow another in the same turn ÷ {questions}",
            "How often a question was put on top of another before anybody could answer.",
            "questions",
            both_sides=False,
            source="one question at a time: ICF competency marker 7.6",
            needs=("questions",),
        ),
        Definition(
            "self_answered_questions",
            "Questions answered by the asker",
            "share",
            f"questions that the same turn goes straight on from to {_either(parts.telling)} ÷ {questions}",
            "How often the manager went on talking instead of waiting for the answer.",
            "questions",
            both_sides=False,
            needs=("questions", "telling"),
        ),
    )


def _reflections(parts: Parts, questions: str) -> tuple[Definition, ...]:
    return (
        Definition(
            "reflections_to_questions",
            "Reflections to questions",
            "ratio",
            f"{_divisor(parts.reflections)} ÷ {questions}",
            "How often they gave back what they heard, for each question asked.",
            "listening",
            source="reflection-to-question ratio: MITI 4.2.1 (Moyers et al. 2016)",
            needs=("reflections", "questions"),
        ),
    )


def _telling(parts: Parts) -> tuple[Definition, ...]:
    return (
        Definition(
            "tell_runs",
            "Tell runs",
            "count",
            f"runs of {LEAST_RUN} or more of the manager's utterances without one of listening; the reps' backchannels "
            "do not end a run",
            "How often the manager went on at length without listening.",
            "telling",
            both_sides=False,
            needs=("telling",),
        ),
        Definition(
            "longest_tell_run",
            "Longest tell run",
            "count",
            "utterances in the longest tell run",
            "The longest run without listening.",
            "telling",
            both_sides=False,
            needs=("telling",),
        ),
        Definition(
            "words_before_advice",
            "Rep's words before the first advice",
            "count",
            "words the reps had spoken before the manager's first advice",
            "How much the manager had heard before advising.",
            "telling",
            both_sides=False,
            needs=("advice",),
        ),
        Definition(
            "next_steps_by_rep",
            "Next steps the rep authored",
            "share",
            f"rep's commitments ÷ (rep's commitments + manager's {' + '.join(parts.orders)})",
            "Who says what happens next: the one who will do it, or the one who leads.",
            "next_steps",
            both_sides=False,
            needs=("orders", "commitments"),
        ),
    )


_UPTAKE = (
    Definition(
        "uptake",
        "Uptake",
        "share",
        "rep's content words that the manager's next turn uses again ÷ all of them, weighted by rarity (idf); the "
        f"mean over exchanges with at least {MIN_RAISED_WORDS} such words",
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
        needs=("concerns",),
    ),
    Definition(
        "uptake_otherwise",
        "Uptake otherwise",
        "share",
        "uptake over the other exchanges",
        "How much of the rep's words the manager takes up when no concern was raised.",
        "listening",
        both_sides=False,
        needs=("concerns",),
    ),
    Definition(
        "let_drop",
        "Raised and let drop",
        "share",
        "rep's concerns and ideas that meet neither a listening code nor uptake in the manager's next two turns ÷ all",
        "What the rep raised and the manager let fall.",
        "listening",
        both_sides=False,
        needs=("raised", "listening"),
    ),
    Definition(
        "affirmations",
        "Affirmations",
        "count",
        "utterances that credit a particular strength, effort or act",
        "How often they said what the other had done well.",
        "listening",
        needs=("affirmations",),
    ),
)


def _divisor(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else f"({' + '.join(ids)})"


def _either(ids: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(ids[:-1]), *ids[-1:]]))


def _one(ids: Sequence[str]) -> str:
    """One of some codes, with its article."""
    return " or ".join(f"{'an' if code[0] in 'aeiou' else 'a'} {code}" for code in ids)
