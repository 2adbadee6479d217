"""The call-review conversation coder: transcript in, coded call out.

    >>> from coder import code_call, load_model, measure_call, read_transcript, sample_calls
    >>> transcript = read_transcript(sample_calls()[0])

Names are loaded on first use, so that importing the package costs nothing.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coder.agreement_report import AgreementReport, measure_agreement
    from coder.analysis import Analysis, analyse
    from coder.call_figures import CallFigures, figures_of
    from coder.codebook import load_codebook
    from coder.codings import read_coding
    from coder.corrections import correct_codes
    from coder.errors import CoderError
    from coder.evaluation import evaluate_model
    from coder.measures import DEFINITIONS, GROUPS, WRONG_TURNS, Measure, measure_call, talk_share_if_misnamed
    from coder.model_folder import load_model
    from coder.people import speaker_kind
    from coder.pipeline import code_call
    from coder.readers import CallSet, format_title, join_sets, read_bytes, read_calls, read_transcript
    from coder.reports import render_report
    from coder.reports.agreement import render_agreement
    from coder.reports.wording import lens_count, lens_name, story, touched
    from coder.review import Review, percent_sure
    from coder.samples import sample_calls
    from coder.timecode import format_timecode
    from coder.training import train_model
    from coder.transcript import Transcript

__version__ = version("call-review-coder")

_HOME_OF = {
    "AgreementReport": "coder.agreement_report",
    "Analysis": "coder.analysis",
    "CallFigures": "coder.call_figures",
    "CallSet": "coder.readers",
    "CoderError": "coder.errors",
    "DEFINITIONS": "coder.measures",
    "GROUPS": "coder.measures",
    "Measure": "coder.measures",
    "Review": "coder.review",
    "Transcript": "coder.transcript",
    "WRONG_TURNS": "coder.measures",
    "analyse": "coder.analysis",
    "code_call": "coder.pipeline",
    "correct_codes": "coder.corrections",
    "evaluate_model": "coder.evaluation",
    "figures_of": "coder.call_figures",
    "format_timecode": "coder.timecode",
    "format_title": "coder.readers",
    "join_sets": "coder.readers",
    "lens_count": "coder.reports.wording",
    "lens_name": "coder.reports.wording",
    "load_codebook": "coder.codebook",
    "load_model": "coder.model_folder",
    "measure_agreement": "coder.agreement_report",
    "measure_call": "coder.measures",
    "percent_sure": "coder.review",
    "read_bytes": "coder.readers",
    "read_calls": "coder.readers",
    "read_coding": "coder.codings",
    "read_transcript": "coder.readers",
    "render_agreement": "coder.reports.agreement",
    "render_report": "coder.reports",
    "sample_calls": "coder.samples",
    "speaker_kind": "coder.people",
    "story": "coder.reports.wording",
    "talk_share_if_misnamed": "coder.measures",
    "touched": "coder.reports.wording",
    "train_model": "coder.training",
}

__all__ = [
    "AgreementReport",
    "Analysis",
    "CallFigures",
    "CallSet",
    "CoderError",
    "DEFINITIONS",
    "GROUPS",
    "Measure",
    "Review",
    "Transcript",
    "WRONG_TURNS",
    "analyse",
    "code_call",
    "correct_codes",
    "evaluate_model",
    "figures_of",
    "format_timecode",
    "format_title",
    "join_sets",
    "lens_count",
    "lens_name",
    "load_codebook",
    "load_model",
    "measure_agreement",
    "measure_call",
    "percent_sure",
    "read_bytes",
    "read_calls",
    "read_coding",
    "read_transcript",
    "render_agreement",
    "render_report",
    "sample_calls",
    "speaker_kind",
    "story",
    "talk_share_if_misnamed",
    "touched",
    "train_model",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'coder' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
