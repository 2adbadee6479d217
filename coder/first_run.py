"""Sample calls in a store that was never used, so that nobody starts before an empty page."""

from pathlib import Path

from coder.analysis import analyse
from coder.call_figures import figures_of
from coder.codebook import is_shipped, load_codebook
from coder.model_folder import Model
from coder.pipeline import code_call
from coder.readers import read_transcript
from coder.samples import sample_calls
from coder.store import CallDetails, CallQuery, Store, add_call, keep_figures, list_calls
from coder.store.engine import writing
from coder.store.log import was_done, write_line
from coder.store.records import CALL_TYPES

_DONE = "add samples"


def needs_samples(store: Store) -> bool:
    """Whether nobody ever used the store; samples that were deleted do not come back.

    The samples are coaching calls: a codebook of one's own begins without any.
    """
    return (
        is_shipped(load_codebook()) and not was_done(store, _DONE) and not list_calls(store, CallQuery(limit=1)).total
    )


def add_samples(store: Store, model: Model, *, person: str) -> None:
    """Add the sample calls, each marked as one.

    Raises:
        StoreError: the database fails.
    """
    for path in sample_calls():
        transcript = read_transcript(path)
        review = code_call(transcript, model)
        call = add_call(store, review, _details(path), person=person, transcript=transcript, is_sample=True)
        keep_figures(store, call.id, figures_of(analyse(review)), review=review)
    with writing(store) as connection:
        write_line(connection, person, _DONE, count=len(sample_calls()))


def _details(path: Path) -> CallDetails:
    """Title and type as the sample's file name says them; nobody knows its day."""
    name = path.stem.replace("-", "_")
    kind = next((each for each in CALL_TYPES if name.startswith(each)), "other")
    return CallDetails(type=kind, title=path.stem.replace("-", " ").capitalize())
