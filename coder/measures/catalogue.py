"""Every measure that a codebook has, in the order in which reports show them.

Definitions follow the project's design page. The ask-and-listen index is the share of inputs that invite or take in;
(questions + reflections) against input separated high- from low-quality counselling sessions with AUC 0.93, the share
of questions alone with 0.54 (AnnoMI, 133 sessions, human codes). A measure whose parts a codebook does not name is not
among them.
"""

from functools import cache

from coder.codebook import DEFAULT_CODEBOOK, Codebook, load_codebook
from coder.measures.code_definitions import headlines, mode_shares, of_exchange
from coder.measures.definitions import Definition
from coder.measures.talk_definitions import TALK, TALK_SHARE


def definitions() -> tuple[Definition, ...]:
    """The measures of this process's codebook."""
    return definitions_for(load_codebook())


def definition_of(measure: str) -> Definition:
    """One of them by its id.

    Raises:
        KeyError: the codebook has no such measure.
    """
    return _by_id(load_codebook())[measure]


def is_measured(measure: str) -> bool:
    """Whether the codebook has a measure of that id."""
    return measure in _by_id(load_codebook())


@cache
def definitions_for(codebook: Codebook) -> tuple[Definition, ...]:
    """The measures of a codebook."""
    every = (TALK_SHARE, *headlines(codebook), *mode_shares(codebook), *TALK, *of_exchange(codebook))
    return tuple(each for each in every if all(getattr(codebook.parts, part) for part in each.needs))


@cache
def _by_id(codebook: Codebook) -> dict[str, Definition]:
    return {each.id: each for each in definitions_for(codebook)}


# Of the codebook that ships, as docs/measures.md lists them.
DEFINITIONS = definitions_for(load_codebook(DEFAULT_CODEBOOK))
DEFINITION_OF = {definition.id: definition for definition in DEFINITIONS}
