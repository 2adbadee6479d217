"""From cues to units: who speaks in each, and when."""

from collections.abc import Sequence
from itertools import pairwise

from coder.readers.captions.cues import Cue, is_speech
from coder.readers.captions.rolling import unroll
from coder.readers.draft import Draft
from coder.readers.text.cleaning import strip_markup
from coder.readers.text.speaker_prefix import find_speakers, parse_prefix
from coder.transcript import UNKNOWN_SPEAKER


def keep_speech(draft: Draft, cue: Cue) -> bool:
    """Whether the cue is to be read as speech; what its times or its text lack is noted."""
    if not cue.follows:
        draft.leave_out(cue.line, "text before the first cue")
        return False
    if cue.fault and not is_speech(cue.text):
        draft.leave_out(cue.line, f"{cue.fault}, and no text")
        return False
    if cue.fault:
        draft.leave_out(cue.line, f"{cue.fault}: the text is kept without times")
    return True


def add_cues(draft: Draft, cues: Sequence[Cue]) -> None:
    """Adds cues whose speakers, if any, stand before their text; a cue that names none carries on."""
    texts = [(cue, strip_markup(cue.text)) for cue in unroll(draft, cues) if keep_speech(draft, cue)]
    speakers = find_speakers([parse_prefix(opening) for _, text in texts for opening in _openings(text)])
    carried = UNKNOWN_SPEAKER
    for cue, text in texts:
        parts = _split_speakers(text, speakers, carried=carried)
        add_parts(draft, cue, parts)
        carried = parts[-1][0]


def add_parts(draft: Draft, cue: Cue, parts: Sequence[tuple[str, str]]) -> None:
    """Adds what each speaker of a cue says, with a share of the cue's time."""
    times = share_time(cue.start_ms, cue.end_ms, [len(said) for _, said in parts])
    for (speaker, said), (start_ms, end_ms) in zip(parts, times, strict=True):
        draft.add(cue.line, speaker, said, start_ms=start_ms, end_ms=end_ms)


def share_time(start_ms: int | None, end_ms: int | None, lengths: Sequence[int]) -> list[tuple[int | None, int | None]]:
    """Start and end of each part of a cue, in proportion to its characters.

    >>> share_time(1000, 2000, [30, 10])
    [(1000, 1750), (1750, 2000)]
    """
    if len(lengths) == 1 or start_ms is None or end_ms is None or end_ms < start_ms:
        return [(start_ms, end_ms), *[(start_ms, None)] * (len(lengths) - 1)]
    total, passed, bounds = max(1, sum(lengths)), 0, [start_ms]
    for length in lengths:
        passed += length
        bounds.append(start_ms + (end_ms - start_ms) * passed // total)
    bounds[-1] = end_ms
    return list(pairwise(bounds))


def _openings(text: str) -> list[str]:
    """The lines of a cue at which a speaker may begin: its first, and later ones after a dash or ">>"."""
    first, *others = text.strip().split("\n")
    return [line for line in (first, *others) if line and (line is first or line.startswith(("-", "–", ">>")))]


def _split_speakers(text: str, speakers: frozenset[str], *, carried: str) -> list[tuple[str, str]]:
    """The speakers of a cue and what each says; a later line may bring in another one."""
    parts: list[tuple[str, list[str]]] = []
    for line in text.strip().split("\n"):
        prefix = parse_prefix(line)
        if prefix and prefix.name in speakers:
            parts.append((prefix.name, [prefix.text]))
        elif speakers and line.lstrip().startswith(">>"):
            parts.append((UNKNOWN_SPEAKER, [line.lstrip("> ")]))
        elif parts:
            parts[-1][1].append(line)
        else:
            parts.append((carried, [line]))
    return [(speaker, "\n".join(lines)) for speaker, lines in parts]
