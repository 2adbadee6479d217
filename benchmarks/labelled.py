"""The labelled calls as a meeting tool would export them."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from coder.examples import LabelledCall, load_examples
from coder.role_training import fit_without_each, labelled_parts
from coder.transcript import Transcript, Unit

EXAMPLES = Path(__file__).parents[1] / "labeled_examples"


@dataclass(frozen=True)
class Call:
    """A labelled call.

    Attributes:
        transcript: one unit a turn, without times, codes or roles.
        managers: who leads, as labelled.
        role_weights: what tells who leads, learnt from the calls of all other authors.
    """

    author: str
    transcript: Transcript
    managers: frozenset[str]
    role_weights: dict[str, float]


def load_calls(examples: Path = EXAMPLES) -> list[Call]:
    """All labelled calls."""
    dataset = load_examples(examples)
    weights = fit_without_each([labelled_parts(call) for call in dataset.calls], dataset.authors)
    return [Call(call.author, _export(call), _managers(call), weights[call.author]) for call in dataset.calls]


def _export(call: LabelledCall) -> Transcript:
    turns = groupby(call.utterances, key=lambda utterance: (utterance.turn, utterance.speaker))
    units = tuple(Unit(speaker, " ".join(u.text for u in turn)) for (_, speaker), turn in turns)
    return Transcript(call.name, f"{call.name}.txt", "name_text", units)


def _managers(call: LabelledCall) -> frozenset[str]:
    return frozenset(utterance.speaker for utterance in call.utterances if utterance.role == "manager")
