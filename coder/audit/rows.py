"""What an audit's tables hold: a row an utterance, a row a call, a row for what was not read."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from coder.analysis import analyse
from coder.audit.places import CallPlace
from coder.call_details import propose_details
from coder.call_figures import SIDES, Figure, figures_of
from coder.examples import call_fingerprint
from coder.measures import definitions
from coder.review import Review
from coder.transcript import Role

# The rep's measures have it before their names; the manager's have nothing.
_BEFORE_NAME: Mapping[Role, str] = {"manager": "", "rep": "rep_"}
_FIGURE_FIELDS = {
    "": pa.float64(),
    "_low": pa.float64(),
    "_high": pa.float64(),
    "_numerator": pa.int64(),
    "_denominator": pa.int64(),
    "_unit": pa.string(),
    "_reason": pa.string(),
}


def _figure_columns() -> Iterator[tuple[str, pa.DataType]]:
    for role in SIDES:
        for definition in definitions():
            if role == "manager" or definition.both_sides:
                for end, kind in _FIGURE_FIELDS.items():
                    yield f"{_BEFORE_NAME[role]}{definition.id}{end}", kind


_TEXT, _TEXTS, _COUNT = pa.string(), pa.list_(pa.string()), pa.int64()
UTTERANCES = pa.schema(
    [
        ("call_id", _TEXT),
        ("path", _TEXT),
        ("index", _COUNT),
        ("turn", _COUNT),
        ("speaker", _TEXT),
        ("role", _TEXT),
        ("code", _TEXT),
        ("mode", _TEXT),
        ("confidence", pa.float64()),
        ("start_ms", _COUNT),
        ("end_ms", _COUNT),
        ("lenses", _TEXTS),
        ("signals", _TEXTS),
        ("possible", _TEXTS),
        ("decided_by", _TEXT),
        ("text", _TEXT),
    ]
)
_CALL_COLUMNS = (
    ("call_id", _TEXT),
    ("path", _TEXT),
    ("title", _TEXT),
    ("type", _TEXT),
    ("type_from", _TEXT),
    ("date", _TEXT),
    ("format", _TEXT),
    ("model", _TEXT),
    ("model_version", _TEXT),
    ("n_utterances", _COUNT),
    ("words", _COUNT),
    ("turns", _COUNT),
    ("talk_minutes", pa.float64()),
    ("manager", _TEXT),
    ("rep", _TEXT),
    ("roles_from", _TEXT),
    ("manager_probability", pa.float64()),
    ("damage", _TEXTS),
    ("skipped", _COUNT),
    ("fingerprint", _TEXT),
    ("duplicate_of", _TEXT),
)
NOT_READ = pa.schema([("path", _TEXT), ("name", _TEXT), ("reason", _TEXT)])


def calls_schema() -> pa.Schema:
    """The columns of the calls' table, with the measures of this process's codebook."""
    return pa.schema([*_CALL_COLUMNS, *_figure_columns()])


def utterance_schema(*, keep_text: bool) -> pa.Schema:
    """The columns of the utterances' table."""
    return UTTERANCES if keep_text else UTTERANCES.remove(UTTERANCES.get_field_index("text"))


def utterance_rows(call_id: str, place: CallPlace, review: Review) -> Iterator[dict[str, Any]]:
    """A row for each utterance, text included."""
    names = [name for name in UTTERANCES.names if name not in ("call_id", "path")]
    for utterance in review.utterances:
        row = {name: getattr(utterance, name) for name in names}
        yield {"call_id": call_id, "path": place.path, **row}


def call_row(call_id: str, place: CallPlace, review: Review) -> dict[str, Any]:
    """The row of a call; whether it is there twice is told only when all are known."""
    figures = figures_of(analyse(review))
    proposal = review.proposal if review.roles_from == "proposed" else None
    return {
        "call_id": call_id,
        "path": place.path,
        "title": review.call,
        **_type_of(place, review),
        "date": place.date or None,
        "format": review.format,
        "model": review.model_name,
        "model_version": review.model_version,
        "n_utterances": figures.utterances,
        "words": figures.words,
        "turns": figures.turns,
        "talk_minutes": figures.talk_minutes,
        "manager": _names(review, "manager"),
        "rep": _names(review, "rep"),
        "roles_from": review.roles_from,
        "manager_probability": proposal.probability if proposal else None,
        "damage": [finding.id for finding in review.damage],
        "skipped": len(review.skipped),
        "fingerprint": call_fingerprint(review.utterances),
        "duplicate_of": None,
        **{name: value for role in SIDES for name, value in _figures(role, figures.measures[role])},
    }


def _type_of(place: CallPlace, review: Review) -> dict[str, str | None]:
    """What kind of call it is and who says so: the list, or the tool; "other" is no kind."""
    if place.type:
        return {"type": place.type, "type_from": "list"}
    proposed = propose_details(review, file_name=place.path.rpartition("/")[2]).details.type
    return {"type": None, "type_from": None} if proposed == "other" else {"type": proposed, "type_from": "proposed"}


def _names(review: Review, role: Role) -> str | None:
    return "; ".join(speaker.name for speaker in review.speakers_in(role)) or None


def _figures(role: Role, figures: Mapping[str, Figure]) -> Iterator[tuple[str, Any]]:
    for name, figure in figures.items():
        for end in _FIGURE_FIELDS:
            yield f"{_BEFORE_NAME[role]}{name}{end}", getattr(figure, end.removeprefix("_") or "value")
