"""The review file: a documented, versioned JSON form (docs/review-file.md)."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from coder.analysis import analyse
from coder.measures import WRONG_TURNS, Measure, talk_share_if_misnamed
from coder.review import CodedUtterance, Review, Speaker

REVIEW_FORMAT = 1


def render(review: Review) -> str:
    """The review as JSON text."""
    return json.dumps(as_data(review), indent=1, ensure_ascii=False) + "\n"


def as_data(review: Review) -> dict[str, Any]:
    """The review as plain lists and dicts, in the form's order."""
    analysis = analyse(review)
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
        "measures": _measures(analysis.measures["manager"]),
        "rep_measures": _measures(analysis.measures["rep"]),
        "moments": [asdict(moment) for moment in analysis.moments],
        "suggestion": asdict(analysis.suggestion) if analysis.suggestion else None,
        "lenses": [asdict(axis) for axis in analysis.lenses],
        "questions_by_value": asdict(analysis.questions),
        "uncounted_tags": list(review.uncounted_tags),
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
    for tags in ("lenses", "signals", "possible"):
        fields[tags] = list(fields[tags])
    return fields


def _measures(measures: Mapping[str, Measure]) -> dict[str, dict[str, Any]]:
    return {name: asdict(measure) for name, measure in measures.items()}
