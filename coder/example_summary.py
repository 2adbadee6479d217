"""What a folder of labelled calls holds, in counts: no words of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coder.codebook import Codebook, load_codebook
from coder.examples import load_examples


@dataclass(frozen=True)
class ExampleSummary:
    """One folder of labelled calls.

    Attributes:
        n_coded: utterances that people coded, of ``n_utterances``.
        n_coded_twice: calls that a second person coded as well.
        n_codes_only: calls of corrections, which teach codes and test nothing.
        codes: how often each code was given, in the codebook's order, 0 for a code nobody gave.
    """

    name: str
    licence: str
    fingerprint: str
    n_calls: int
    n_utterances: int
    n_coded: int
    n_authors: int
    n_coded_twice: int
    n_codes_only: int
    codes: Mapping[str, int]


def summarise_examples(folder: Path, codebook: Codebook | None = None) -> ExampleSummary:
    """What the folder holds; the hash is of words and codes, as a model's card has it.

    Raises:
        ExamplesError: it holds no labelled calls, or broken ones.
    """
    codebook = codebook or load_codebook()
    dataset = load_examples(folder, codebook)
    given = Counter(utterance.code for call in dataset.calls for utterance in call.utterances if utterance.code)
    return ExampleSummary(
        name=dataset.name,
        licence=dataset.licence,
        fingerprint=dataset.fingerprint,
        n_calls=len(dataset.calls),
        n_utterances=dataset.n_utterances,
        n_coded=given.total(),
        n_authors=len(set(dataset.authors)),
        n_coded_twice=sum(call.second is not None for call in dataset.calls),
        n_codes_only=sum(call.codes_only for call in dataset.calls),
        codes={code: given[code] for code in codebook.code_ids},
    )
