"""The review file: a documented, versioned JSON form (docs/review-file.md)."""

import json
from dataclasses import asdict
from typing import Any

from coder.measures import WRONG_TURNS, Measure, measure_call, talk_share_if_misnamed
from coder.review import CodedUtterance, Review, Speaker

REVIEW_FORMAT = 1


def render(review: Review) -> str:
    """The review as JSON text."""
    return json.dumps(as_data(review), indent=1, ensure_ascii=False) + "\n"


def as_data(review: Review) -> dict[str, Any]:
    """The review as plain lists and dicts, in the form's order."""
    return {
        "format": REVIEW_FORMAT,
        "call": review.call,
        "source": review.source,
        "source_format": review.format,
        "model": {"name": review.model_name, "version": review.model_version},
        "roles_from": review.roles_from,
        "manager_proposal": asdict(review.proposal) if review.proposal else None,
        "speakers": [_speaker(speaker) for speaker in review.speakers],
        "utterances": [_utterance(utterance) for utterance in review.utterances],
        "measures": _measures(measure_call(review, "manager")),
        "rep_measures": _measures(measure_call(review, "rep")),
        "talk_share_if_misnamed": {
            "wrong_turns": WRONG_TURNS,
            **{role: talk_share_if_misnamed(review, role) for role in ("manager", "rep")},
        },
        "damage": [asdict(found) for found in review.damage],
        "same_people": [asdict(same) for same in review.same_people],
        "joined": dict(review.joined),
        "skipped": [asdict(skipped) for skipped in review.skipped],
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "role": speaker.role,
        "words": speaker.words,
        "speech_ms": speaker.speech_ms,
    }


def _utterance(utterance: CodedUtterance) -> dict[str, Any]:
    fields = asdict(utterance)
    fields["confidence"] = round(utterance.confidence, 4)
    fields["probabilities"] = {code: round(p, 4) for code, p in utterance.probabilities.items()}
    fields["lenses"], fields["signals"] = list(utterance.lenses), list(utterance.signals)
    return fields


def _measures(measures: dict[str, Measure]) -> dict[str, dict[str, Any]]:
    return {name: asdict(measure) for name, measure in measures.items()}
