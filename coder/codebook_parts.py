"""Which codes, modes and tags of a codebook play which part in the measures."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Parts:
    """Ids by the part they play; a measure whose parts are empty does not exist for that codebook.

    Attributes:
        open_questions, clarifying_questions, status_questions, leading_questions, closed_questions: codes; together
            all questions. Status questions serve the asker's own list, leading ones carry their answer.
        orders, advice: codes; together the directives.
        information, help_offers: codes; plain facts, and help on the other's terms.
        reflections, affirmations: codes.
        backchannels: codes that take in what is said and let the other go on.
        listening: modes that the ask-and-listen index counts.
        telling: modes that make a run of telling.
        plain_telling: of these, those that a tell-heavy call is full of.
        concerns, ideas, commitments: signals.
        counting_value, creating_value: lenses.
    """

    open_questions: tuple[str, ...] = ()
    clarifying_questions: tuple[str, ...] = ()
    status_questions: tuple[str, ...] = ()
    leading_questions: tuple[str, ...] = ()
    closed_questions: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    information: tuple[str, ...] = ()
    help_offers: tuple[str, ...] = ()
    reflections: tuple[str, ...] = ()
    affirmations: tuple[str, ...] = ()
    backchannels: tuple[str, ...] = ()
    listening: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    plain_telling: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    counting_value: tuple[str, ...] = ()
    creating_value: tuple[str, ...] = ()

    @property
    def narrow_questions(self) -> tuple[str, ...]:
        """Every question that is not open."""
        parts = (self.clarifying_questions, self.status_questions, self.leading_questions, self.closed_questions)
        return tuple(code for part in parts for code in part)

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question."""
        return (*self.open_questions, *self.narrow_questions)

    @property
    def short_questions(self) -> tuple[str, ...]:
        """Those that a word or two answers: what open questions are compared with."""
        return (*self.status_questions, *self.closed_questions)

    @property
    def directives(self) -> tuple[str, ...]:
        """Instructions and advice."""
        return (*self.orders, *self.advice)

    @property
    def raised(self) -> tuple[str, ...]:
        """What a rep raises and a manager can let drop."""
        return (*self.concerns, *self.ideas)


_MODES = {"listening", "telling", "plain_telling"}
_SIGNALS = {"concerns", "ideas", "commitments"}
_LENSES = {"counting_value", "creating_value"}
PART_NAMES = tuple(part.name for part in fields(Parts))

# Format 1 had no parts: the measures knew these ids by heart.
OF_FORMAT_1 = Parts(
    open_questions=("open_question",),
    clarifying_questions=("clarify",),
    status_questions=("inspect",),
    leading_questions=("steer",),
    orders=("direct",),
    advice=("advise",),
    information=("inform",),
    help_offers=("support",),
    reflections=("reflect",),
    affirmations=("affirm",),
    backchannels=("acknowledge", "social"),
    listening=("listen",),
    telling=("tell", "pitch", "persuade"),
    plain_telling=("tell",),
    concerns=("concern",),
    ideas=("idea",),
    commitments=("commit",),
    counting_value=("count_value",),
    creating_value=("create_value",),
)


def kind_of_part(name: str) -> str:
    """What a part is made of: "mode", "signal", "lens" or "code"."""
    kinds = {"mode": _MODES, "signal": _SIGNALS, "lens": _LENSES}
    return next((kind for kind, names in kinds.items() if name in names), "code")


def parts_within(parts: Parts, known: Mapping[str, Collection[str]]) -> Parts:
    """The parts without ids that a codebook does not have; ``known`` holds its ids by kind."""
    kept = {name: [each for each in getattr(parts, name) if each in known[kind_of_part(name)]] for name in PART_NAMES}
    return Parts(**{name: tuple(ids) for name, ids in kept.items()})


def find_unknown(parts: Parts, known: Mapping[str, Collection[str]]) -> str | None:
    """The first id of a part that the codebook does not have, in words; ``None`` where all are known."""
    for name in PART_NAMES:
        kind = kind_of_part(name)
        if unknown := [each for each in getattr(parts, name) if each not in known[kind]]:
            return f"{unknown[0]!r} as a {kind} of {name}"
    return None
