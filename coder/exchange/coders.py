"""The codings of one call by coder, and back: other tools know coders by name, a labelled call by their part.

A coder's labels of an utterance are the ids of its code, lenses and signals in one tuple; empty where it was left
uncoded.
"""

from collections.abc import Mapping, Sequence

from coder.codebook import load_codebook
from coder.examples import LabelledCall, LabelledUtterance

AGREED = "agreed"
FIRST = "first"
SECOND = "second"

Labels = tuple[str, ...]


def split_codings(call: LabelledCall) -> dict[str, tuple[Labels, ...]]:
    """Every utterance's labels by coder: "agreed" where two coders' differences were settled, "first", "second"."""
    codings = {AGREED if call.first else FIRST: tuple(labels_of(utterance) for utterance in call.utterances)}
    if call.first:
        codings[FIRST] = tuple((code,) for code in call.first)
    if call.second:
        tags = call.second_tags or ((),) * len(call.second)
        codings[SECOND] = tuple((code, *given) for code, given in zip(call.second, tags, strict=True))
    return codings


def labels_of(utterance: LabelledUtterance) -> Labels:
    """Its code, lenses and signals."""
    return tuple(filter(None, (utterance.code, *utterance.lenses, *utterance.signals)))


def part_labels(labels: Labels) -> tuple[Labels, Labels]:
    """The code, if any, apart from lenses and signals."""
    codes = load_codebook().code_ids
    return tuple(one for one in labels if one in codes), tuple(one for one in labels if one not in codes)


def order_coders(names: Sequence[str]) -> tuple[str, str | None, str | None, tuple[str, ...]]:
    """Whose codes are the call's, the first and second coder's where they stand apart, and who has no place.

    "agreed" is the call's; without it the coder who stands first is.
    """
    main = AGREED if AGREED in names else next(iter(names), FIRST)
    others = [name for name in names if name != main]
    first = others.pop(0) if main == AGREED and others else None
    second = others.pop(0) if others else None
    return main, first, second, tuple(others)


def is_whole(labels: Mapping[int, Labels], n_utterances: int, codes: frozenset[str]) -> bool:
    """Whether a coder gave every utterance a code, as a first or second coder must have."""
    return all(codes.intersection(labels.get(index, ())) for index in range(n_utterances))
