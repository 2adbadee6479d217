"""A labelled call as a review: as the machine would give it, and as its coders did."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np

from coder.codebook import Codebook
from coder.examples import LabelledCall
from coder.review import CodedUtterance, Review, Speaker, Stretch
from coder.transcript import count_words


def review_of(call: LabelledCall, table: np.ndarray, codebook: Codebook) -> Review:
    """A labelled call as the machine would review it, without tags."""
    ids = codebook.code_ids
    utterances = tuple(
        CodedUtterance(
            index=index,
            turn=utterance.turn,
            speaker=utterance.speaker,
            role=utterance.role,
            text=utterance.text,
            start_ms=None,
            end_ms=None,
            code=ids[int(row.argmax())],
            mode=codebook.mode_of[ids[int(row.argmax())]],
            confidence=float(row.max()),
            probabilities=dict(zip(ids, row.tolist(), strict=True)),
        )
        for index, (utterance, row) in enumerate(zip(call.utterances, table, strict=True))
    )
    return Review(
        call=call.name,
        source=call.name,
        format="coded_jsonl",
        model_name="",
        model_version="",
        roles_from="file",
        proposal=None,
        speakers=_speakers(utterances),
        utterances=utterances,
    )


def labelled_review(call: LabelledCall, codebook: Codebook) -> Review:
    """A labelled call as its coders would review it, with lenses and signals."""
    ids = codebook.code_ids
    certain = np.array([[float(code == utterance.code) for code in ids] for utterance in call.utterances])
    review = review_of(call, certain, codebook)
    pairs = zip(review.utterances, call.utterances, strict=True)
    tagged = tuple(replace(u, lenses=true.lenses, signals=true.signals) for u, true in pairs)
    return replace(review, utterances=tagged)


def _speakers(utterances: Sequence[CodedUtterance]) -> tuple[Speaker, ...]:
    stretches: dict[tuple[str, Any], list[Stretch]] = {}
    for (turn, name, role), run in groupby(utterances, key=lambda u: (u.turn, u.speaker, u.role)):
        words = sum(count_words(utterance.text) for utterance in run)
        stretches.setdefault((name, role), []).append(Stretch(turn, words, None))
    return tuple(
        Speaker(name, role, sum(stretch.words for stretch in own), None, tuple(own))
        for (name, role), own in stretches.items()
    )
