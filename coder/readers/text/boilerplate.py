"""What exports add around the speech: front matter, headings, and sentences of the tool itself."""

import re
from collections.abc import Sequence

from coder.readers.text.time_marks import TIME

_FRONT_MATTER_LINES = 200
_MARKS = " \t#*_>`()"
_RULE_HEADING_OR_TIME = re.compile(rf"\s*(?:#{{1,6}}\s.*|-{{3,}}|\*{{3,}}|_{{3,}}|={{3,}}|[*_\[(]*{TIME}[*_\])]*)\s*")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{0,500}[^()]{0,200}\)")
_SENTENCES = re.compile(
    r"transcribed (?:by|with) (?:https?://\S{1,200}|\S{0,20}(?:\.ai|\.com)|otter|rev|noscribe|descript|whisper)\b.{0,90}"
    r"|.{0,200}\b(?:was|were) (?:automatically|machine) transcribed (?:by|with) .{0,400}"
    r"|this (?:editable |call )?transcript(?:ion)? (?:was|is) (?:computer|auto|machine|ai)\W?\w* ?generated.{0,120}"
    r"|this transcript(?:ion)? was (?:exported|generated|created|produced|downloaded)\b.{0,120}"
    rf"|(?:the )?(?:meeting|transcription|transcript|recording|call) (?:ended|stopped)(?: after| at)? {TIME}.{{0,8}}"
    r"|(?:\S+ ){1,5}(?:started|stopped) (?:transcription|recording)\W{0,4}"
    r"|\W?(?:end|beginning|start) of (?:the )?(?:transcript(?:ion)?|recording|meeting|call|audio|file)\W{0,3}"
    r"|view recording\b.{0,80}"
    r"|you should review gemini's notes.{0,120}"
    r"|(?:generated|created|powered|exported) (?:by|with|from) \S{2,20}(?:\.ai|\.com|\.io|\.tv|\.video)\b.{0,60}"
    r"|https?://\S{1,300}",
    re.IGNORECASE,
)


def name_boilerplate(line: str) -> str | None:
    """Why the line is no speech; ``None`` if it may be.

    >>> name_boilerplate("**Meeting ended after 00:14:03**")
    'sentence of the tool that made the export'
    """
    if _RULE_HEADING_OR_TIME.fullmatch(line):
        return "heading, rule or time mark"
    if _SENTENCES.fullmatch(_LINK.sub(r"\1", line).strip(_MARKS)):
        return "sentence of the tool that made the export"
    return None


def count_front_matter(lines: Sequence[str]) -> int:
    """How many lines the metadata between two ``---`` at the top takes; 0 without any."""
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not lines or lines[start].strip() != "---":
        return 0
    for at in range(start + 1, min(len(lines), start + _FRONT_MATTER_LINES)):
        if lines[at].strip() == "---":
            return at + 1
    return 0
