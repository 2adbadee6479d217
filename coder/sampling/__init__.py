"""A sample for people to code: planned, drawn, coded blind, carried over to all calls. See docs/audit-sample.md."""

from coder.sampling.card import MeasurementCard, measurement_card
from coder.sampling.card_text import render_card
from coder.sampling.coded import Key, read_key
from coder.sampling.corrected import CorrectedFigures, CorrectedGroup, CorrectedShare, correct_figures
from coder.sampling.figures_text import render_figures
from coder.sampling.files import write_sample
from coder.sampling.frame import Frame, FrameCall, frame_of_reviews, narrow_frame, quarter_of
from coder.sampling.plan_text import render_plan
from coder.sampling.planning import plan_sample
from coder.sampling.plans import CellPlan, Plan, StratumPlan
from coder.sampling.sources import read_audit, read_audit_words, read_store, read_store_words
from coder.sampling.wanted import BY, COACHING_MODES, Wanted

__all__ = [
    "BY",
    "COACHING_MODES",
    "CellPlan",
    "CorrectedFigures",
    "CorrectedGroup",
    "CorrectedShare",
    "Frame",
    "FrameCall",
    "Key",
    "MeasurementCard",
    "Plan",
    "StratumPlan",
    "Wanted",
    "correct_figures",
    "frame_of_reviews",
    "measurement_card",
    "narrow_frame",
    "plan_sample",
    "quarter_of",
    "read_audit",
    "read_audit_words",
    "read_key",
    "read_store",
    "read_store_words",
    "render_card",
    "render_figures",
    "render_plan",
    "write_sample",
]
