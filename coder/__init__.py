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
    from coder.errors import CoderError, StoreError
    from coder.evaluation import evaluate_model
    from coder.explanation import Explanation, LeftOut, explain_code
    from coder.first_run import add_samples, needs_samples
    from coder.guess import Guess, GuessGap, compare_guess, follow_ratio_gaps, follow_talk_gaps
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
    from coder.store import (
        CALL_TYPES,
        CallDetails,
        CallQuery,
        CodeChange,
        Note,
        Store,
        StoredCall,
        StoredGuess,
        add_call,
        add_guess,
        add_note,
        change_note,
        code_history,
        confirm_rest,
        delete_calls,
        delete_note,
        describe_call,
        get_call,
        get_review,
        get_setting,
        get_transcript,
        keep_figures,
        last_line,
        list_calls,
        list_figures,
        list_guesses,
        list_notes,
        open_store,
        recode_call,
        reset_codes,
        set_codes,
        set_review_state,
        set_setting,
        store_url,
        this_person,
        undo_last,
    )
    from coder.timecode import format_timecode
    from coder.training import train_model
    from coder.transcript import Transcript
    from coder.trend import LATEST, Point, Series, Trend, TrendCall, measure_trend

__version__ = version("call-review-coder")

_HOME_OF = {
    "AgreementReport": "coder.agreement_report",
    "Analysis": "coder.analysis",
    "CALL_TYPES": "coder.store",
    "CallDetails": "coder.store",
    "CallFigures": "coder.call_figures",
    "CallQuery": "coder.store",
    "CallSet": "coder.readers",
    "CodeChange": "coder.store",
    "CoderError": "coder.errors",
    "DEFINITIONS": "coder.measures",
    "Explanation": "coder.explanation",
    "GROUPS": "coder.measures",
    "Guess": "coder.guess",
    "GuessGap": "coder.guess",
    "LATEST": "coder.trend",
    "LeftOut": "coder.explanation",
    "Measure": "coder.measures",
    "Note": "coder.store",
    "Point": "coder.trend",
    "Review": "coder.review",
    "Series": "coder.trend",
    "Store": "coder.store",
    "StoreError": "coder.errors",
    "StoredCall": "coder.store",
    "StoredGuess": "coder.store",
    "Transcript": "coder.transcript",
    "Trend": "coder.trend",
    "TrendCall": "coder.trend",
    "WRONG_TURNS": "coder.measures",
    "add_call": "coder.store",
    "add_guess": "coder.store",
    "add_note": "coder.store",
    "add_samples": "coder.first_run",
    "analyse": "coder.analysis",
    "change_note": "coder.store",
    "code_call": "coder.pipeline",
    "code_history": "coder.store",
    "compare_guess": "coder.guess",
    "confirm_rest": "coder.store",
    "correct_codes": "coder.corrections",
    "delete_calls": "coder.store",
    "delete_note": "coder.store",
    "describe_call": "coder.store",
    "evaluate_model": "coder.evaluation",
    "explain_code": "coder.explanation",
    "figures_of": "coder.call_figures",
    "follow_ratio_gaps": "coder.guess",
    "follow_talk_gaps": "coder.guess",
    "format_timecode": "coder.timecode",
    "format_title": "coder.readers",
    "get_call": "coder.store",
    "get_review": "coder.store",
    "get_setting": "coder.store",
    "get_transcript": "coder.store",
    "join_sets": "coder.readers",
    "keep_figures": "coder.store",
    "last_line": "coder.store",
    "lens_count": "coder.reports.wording",
    "lens_name": "coder.reports.wording",
    "list_calls": "coder.store",
    "list_figures": "coder.store",
    "list_guesses": "coder.store",
    "list_notes": "coder.store",
    "load_codebook": "coder.codebook",
    "load_model": "coder.model_folder",
    "measure_agreement": "coder.agreement_report",
    "measure_call": "coder.measures",
    "measure_trend": "coder.trend",
    "needs_samples": "coder.first_run",
    "open_store": "coder.store",
    "percent_sure": "coder.review",
    "read_bytes": "coder.readers",
    "read_calls": "coder.readers",
    "read_coding": "coder.codings",
    "read_transcript": "coder.readers",
    "recode_call": "coder.store",
    "render_agreement": "coder.reports.agreement",
    "render_report": "coder.reports",
    "reset_codes": "coder.store",
    "sample_calls": "coder.samples",
    "set_codes": "coder.store",
    "set_review_state": "coder.store",
    "set_setting": "coder.store",
    "speaker_kind": "coder.people",
    "store_url": "coder.store",
    "story": "coder.reports.wording",
    "talk_share_if_misnamed": "coder.measures",
    "this_person": "coder.store",
    "touched": "coder.reports.wording",
    "train_model": "coder.training",
    "undo_last": "coder.store",
}

__all__ = [
    "AgreementReport",
    "Analysis",
    "CALL_TYPES",
    "CallDetails",
    "CallFigures",
    "CallQuery",
    "CallSet",
    "CodeChange",
    "CoderError",
    "DEFINITIONS",
    "Explanation",
    "GROUPS",
    "Guess",
    "GuessGap",
    "LATEST",
    "LeftOut",
    "Measure",
    "Note",
    "Point",
    "Review",
    "Series",
    "Store",
    "StoreError",
    "StoredCall",
    "StoredGuess",
    "Transcript",
    "Trend",
    "TrendCall",
    "WRONG_TURNS",
    "add_call",
    "add_guess",
    "add_note",
    "add_samples",
    "analyse",
    "change_note",
    "code_call",
    "code_history",
    "compare_guess",
    "confirm_rest",
    "correct_codes",
    "delete_calls",
    "delete_note",
    "describe_call",
    "evaluate_model",
    "explain_code",
    "figures_of",
    "follow_ratio_gaps",
    "follow_talk_gaps",
    "format_timecode",
    "format_title",
    "get_call",
    "get_review",
    "get_setting",
    "get_transcript",
    "join_sets",
    "keep_figures",
    "last_line",
    "lens_count",
    "lens_name",
    "list_calls",
    "list_figures",
    "list_guesses",
    "list_notes",
    "load_codebook",
    "load_model",
    "measure_agreement",
    "measure_call",
    "measure_trend",
    "needs_samples",
    "open_store",
    "percent_sure",
    "read_bytes",
    "read_calls",
    "read_coding",
    "read_transcript",
    "recode_call",
    "render_agreement",
    "render_report",
    "reset_codes",
    "sample_calls",
    "set_codes",
    "set_review_state",
    "set_setting",
    "speaker_kind",
    "store_url",
    "story",
    "talk_share_if_misnamed",
    "this_person",
    "touched",
    "train_model",
    "undo_last",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'coder' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
