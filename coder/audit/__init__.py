"""The audit of many calls: coded on all cores or a cluster, in tables and distributions, gone on with after a stop.

See docs/audit.md.
"""

from coder.audit.engines import ENGINES, Engine
from coder.audit.plan import Audit, Counts, find_audit
from coder.audit.resampling import Spread
from coder.audit.running import Progress, run_audit
from coder.audit.summary import AuditSummary, Group, summarise_audit
from coder.audit.summary_report import render_summary

__all__ = [
    "ENGINES",
    "Audit",
    "AuditSummary",
    "Counts",
    "Engine",
    "Group",
    "Progress",
    "Spread",
    "find_audit",
    "render_summary",
    "run_audit",
    "summarise_audit",
]
