"""What a row of the table is: one way of fitting something that codes a call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from coder.codebook import Codebook
from coder.examples import LabelledCall
from coder.features import Spoken

SEED = 0
TRAINING = ("torch", "safetensors", "tokenizers", "all_minilm_l6_v2")
INSTALL_TRAINING = "make install-training"

# Codes of a call's utterances, in order.
Predict = Callable[[Sequence[Spoken]], list[str]]


@dataclass(frozen=True)
class Material:
    """What a row is fitted to.

    Attributes:
        calls: labelled calls, none by an author held out.
        meetings: meetings with their own dialogue acts, for rows that learn from them first.
    """

    calls: Sequence[LabelledCall]
    codebook: Codebook
    meetings: Sequence[LabelledCall] = ()


@dataclass(frozen=True)
class Row:
    """One kind of model.

    Attributes:
        name: what it is called on the command line.
        what: what the table says of it.
        place: module in this folder and function in it that fits, as ``module.function``.
        modules: what must be importable.
        install: the command that brings ``modules``.
        is_long: takes half an hour or more, so it is run only when named.
        needs_meetings: learns from AMI's dialogue acts first.
    """

    name: str
    what: str
    place: str
    modules: tuple[str, ...] = ()
    install: str = ""
    is_long: bool = False
    needs_meetings: bool = False

    @property
    def missing(self) -> list[str]:
        """Modules that are not installed."""
        return [name for name in self.modules if find_spec(name) is None]

    def find_fit(self) -> Callable[[Material], Predict]:
        """The function that fits; importing it imports what it needs."""
        module, _, function = self.place.rpartition(".")
        return getattr(import_module(f"benchmarks.bakeoff.{module}"), function)
