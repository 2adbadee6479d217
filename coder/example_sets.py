"""Labelled calls of several folders as one dataset, and what of a call people coded."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from coder.codebook import Codebook
from coder.errors import ExamplesError
from coder.examples import Dataset, LabelledCall, call_fingerprint, data_fingerprint, load_examples


def load_example_sets(paths: Sequence[Path], codebook: Codebook | None = None) -> Dataset:
    """The labelled calls of all folders, sorted by name; of one folder just what ``load_examples`` gives.

    Raises:
        ExamplesError: a folder that cannot be read, or a call that is in two of them.
    """
    first, *others = [load_examples(path, codebook) for path in paths]
    if not others:
        return first
    sets = (first, *others)
    calls = sorted((call for each in sets for call in each.calls), key=lambda call: call.name)
    _check_apart(sets)
    licences = [each.licence or "not stated" for each in sets] if any(each.licence for each in sets) else []
    return Dataset(
        tuple(calls),
        name=_join((each.name for each in sets), " + "),
        licence=_join(licences, " + "),
        description=_join((each.description for each in sets), " "),
        fingerprint=data_fingerprint(calls),
    )


def call_fingerprints(calls: Sequence[LabelledCall]) -> dict[str, str]:
    """Names of calls by the hash of their words and speakers."""
    return {call_fingerprint(call.utterances): call.name for call in calls}


def coded_part(call: LabelledCall) -> tuple[LabelledCall, list[int]]:
    """The call without the utterances that nobody coded, and the places of those that are left."""
    places = [place for place, utterance in enumerate(call.utterances) if utterance.code]
    codings = {
        name: None if (coding := getattr(call, name)) is None else tuple(coding[place] for place in places)
        for name in ("first", "second", "second_tags")
    }
    return replace(call, utterances=tuple(call.utterances[place] for place in places), **codings), places


def _check_apart(sets: Sequence[Dataset]) -> None:
    """Refuse two folders that share a call, by its name or by its words and speakers."""
    marks = [{call.name for call in each.calls} | set(call_fingerprints(each.calls)) for each in sets]
    for (one, known), (other, others) in combinations(zip(sets, marks, strict=True), 2):
        if shared := known & others:
            raise ExamplesError(
                f"{one.name} and {other.name}",
                expected="every call in one folder only",
                found=f"{len(shared)} names or wordings of calls that are in both",
                next_step="Take those calls out of one of them.",
            )


def _join(texts: Iterable[str], between: str) -> str:
    return between.join(dict.fromkeys(text for text in texts if text))
