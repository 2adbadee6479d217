"""The audit of many calls: coded on all cores or a cluster, in tables and distributions, gone on with after a stop.

See docs/audit.md.
"""

from coder.audit.calls import AuditCalls, calls_of_audit, calls_of_library
from coder.audit.engines import ENGINES, Engine
from coder.audit.grouping import BYS, By, group_calls, may_be_listed
from coder.audit.plan import Audit, Counts, find_audit
from coder.audit.quality import ModelQuality, Score, find_quality
from coder.audit.resampling import Spread
from coder.audit.running import Progress, run_audit
from coder.audit.statement import render_statement
from coder.audit.summary import AuditSummary, Group, summarise_audit, summarise_calls
from coder.audit.summary_report import render_summary, show_figure, show_range, tell_source
from coder.audit.summary_tables import render_tables
from coder.audit.teams import decode_teams, read_teams

__all__ = [
    "BYS",
    "ENGINES",
    "Audit",
    "AuditCalls",
    "AuditSummary",
    "By",
    "Counts",
    "Engine",
    "Group",
    "ModelQuality",
    "Progress",
    "Score",
    "Spread",
    "calls_of_audit",
    "calls_of_library",
    "decode_teams",
    "find_audit",
    "find_quality",
    "group_calls",
    "may_be_listed",
    "read_teams",
    "render_statement",
    "render_summary",
    "render_tables",
    "run_audit",
    "show_figure",
    "show_range",
    "summarise_audit",
    "summarise_calls",
    "tell_source",
]
