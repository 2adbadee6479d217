"""``coder read``: what was found in a transcript file, before anything is split or coded."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.commands.file_arguments import add_file_arguments

if TYPE_CHECKING:
    from coder.readers import CallSet
    from coder.transcript import Transcript, Unit

HELP = "show what is read from a transcript, and what is left out"
EXAMPLE = "coder read call.vtt --explain"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    told = "a transcript or a zip of them; - for standard input; without one, list the formats"
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=told)
    add_file_arguments(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--explain", action="store_true", help="format found, speakers, and each part left out and why")


def run(options: Namespace) -> int:
    """Print the units, an account of the file, or the formats that are read."""
    from coder.commands.opening import open_file
    from coder.readers import CallSet

    if options.file is None:
        sys.stdout.write(list_formats())
        return 0
    found = open_file(options.file, options)
    if isinstance(found, CallSet):
        sys.stdout.write(_show_set(found, options))
        return 0 if found.calls else 1
    sys.stdout.write(_show(found, options))
    return 0


def _show(transcript: "Transcript", options: Namespace) -> str:
    if options.explain:
        return _explain(transcript)
    if options.format == "json":
        return _as_json(as_data(transcript))
    return "".join(f"{_time(unit)}  {unit.speaker}: {unit.text}\n" for unit in transcript.units)


def _show_set(calls: "CallSet", options: Namespace) -> str:
    """The calls one after the other, then what was not read and what was passed over."""
    if options.format == "json" and not options.explain:
        return _as_json(set_as_data(calls))
    shown = [(name, _show(transcript, options)) for name, transcript in calls.calls.items()]
    blocks = [text if options.explain else f"{name}\n{text}" for name, text in shown]
    lines = [f"Read: {len(calls.calls):,} of {len(calls.files):,} files"]
    lines += [f"  not read: {error}" for error in calls.refused.values()]
    lines += [f"  {note.where}: {note.reason}" for note in calls.skipped]
    return "\n".join([*blocks, "\n".join(lines) + "\n"])


def _as_json(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def list_formats() -> str:
    """The registry of formats as a Markdown table: docs/formats.md is this."""
    from coder.readers import all_formats

    rows = [f"| {form.title} | `{form.name}` |\n" for form in sorted(all_formats(), key=lambda f: f.title.casefold())]
    return "".join(["| format | name |\n", "|---|---|\n", *rows])


def as_data(transcript: "Transcript") -> dict[str, Any]:
    """The transcript as read: format, speakers and who may be one of them, units, chat, and what was skipped."""
    from coder.people import propose_same_people, speaker_kind

    return {
        "format": transcript.format,
        "speakers": list(transcript.speakers),
        "units": [_unit(unit) for unit in transcript.units],
        "chat": [_unit(message) for message in transcript.chat],
        "skipped": [{"where": part.where, "reason": part.reason} for part in transcript.skipped],
        "same_people": [asdict(same) for same in propose_same_people(transcript.speakers)],
        "bots": [name for name in transcript.speakers if speaker_kind(name) == "bot"],
    }


def set_as_data(calls: "CallSet") -> dict[str, Any]:
    """The calls of a zip as read, by the names of their files, and why the others were not."""
    return {
        "calls": [{"name": name, **as_data(transcript)} for name, transcript in calls.calls.items()],
        "not_read": [{"where": name, "reason": error.reason} for name, error in calls.refused.items()],
        "skipped": [{"where": part.where, "reason": part.reason} for part in calls.skipped],
    }


def _unit(unit: "Unit") -> dict[str, Any]:
    return {"speaker": unit.speaker, "text": unit.text, "start_ms": unit.start_ms, "end_ms": unit.end_ms}


def _explain(transcript: "Transcript") -> str:
    from coder.people import propose_same_people, speaker_kind
    from coder.readers import format_title
    from coder.transcript import count_words

    units, words = Counter[str](), Counter[str]()
    for unit in transcript.units:
        units[unit.speaker] += 1
        words[unit.speaker] += count_words(unit.text)
    lines = [f"{transcript.source}: its content fits {format_title(transcript.format)}"]
    timed = sum(unit.start_ms is not None for unit in transcript.units)
    lines.append(
        f"{len(transcript.units):,} units, {timed:,} with a time; {len(transcript.chat):,} chat messages, not speech."
    )
    for name in transcript.speakers:
        kind = {"person": "", "bot": " (a bot)", "unknown": " (nobody is named)"}[speaker_kind(name)]
        lines.append(f"  {name}{kind}: {units[name]:,} units, {words[name]:,} words")
    lines += [
        f'"{same.other}" {"is" if same.sure else "may be"} "{same.name}": {same.ground}'
        for same in propose_same_people(transcript.speakers)
    ]
    lines.append(f"Left out: {len(transcript.skipped):,}")
    lines += [f"  {part.where}: {part.reason}" for part in transcript.skipped]
    return "\n".join(lines) + "\n"


def _time(unit: "Unit") -> str:
    from coder.timecode import format_timecode

    return f"{format_timecode(unit.start_ms):>8}" if unit.start_ms is not None else f"{'–':>8}"
