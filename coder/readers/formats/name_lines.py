"""Text with the name alone on a line above each turn, without times: "Speaker 1" and below it what was said."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from coder.readers.captions.cues import has_timings
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.boilerplate import count_front_matter, name_boilerplate
from coder.readers.text.cleaning import clean_name, strip_tags
from coder.readers.text.headed_turns import Head, add_turns
from coder.readers.text.speaker_prefix import is_label, is_person_like, is_sound, looks_like_name, strip_mail
from coder.transcript import Transcript

_MARKUP = " \t*_#>[]:"
_NUMBERED = re.compile(r"(?:speaker|spk|participant|person|sprecher|locuteur|hablante)[ _#-]?\d{1,3}", re.IGNORECASE)
# A name in brackets, or an id, and perhaps the topic behind it.
_BRACKETED = re.compile(r"\s*\[([^\[\]]{1,80})\](?:\s*\[[^\[\]]{0,80}\])?\s*")
_SENTENCE_ENDS = (".", "!", "?", ",", ";", "…")
_FEWEST = 3
_FEWEST_WORDS = 2
_MOST_WORDS = 5
_NAMES_SHARE = 0.7


def likelihood(text: str, source: str) -> float:
    """Middling, so that forms that say more are preferred, where lines that are names recur above text."""
    head = text[:HEAD_CHARACTERS]
    if has_timings(head) or head.lstrip().startswith(("{", "<")):
        return 0.0
    lines = strip_tags(head).split("\n")
    heads = _find_heads(lines)
    n_lines = sum(1 for line in lines[count_front_matter(lines) :] if line.strip())
    return 0.52 if heads and len(heads) >= 0.05 * n_lines else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation, without times."""
    draft = Draft(source, FORMAT.name)
    lines = strip_tags(text).split("\n")
    add_turns(draft, lines, _find_heads(lines))
    return draft.finish()


def _find_heads(lines: Sequence[str]) -> dict[int, Head]:
    """The heads: names that recur and differ from one head to the next, each with text below it."""
    filled = [at for at in range(count_front_matter(lines), len(lines)) if lines[at].strip()]
    names = {at: name for at in filled if (name := _read_name(lines[at]))}
    speech = {at for at in filled if at not in names and not name_boilerplate(lines[at])}
    above_text = [at for at, after in pairwise(filled) if at in names and after in speech]
    counts = Counter(names[at] for at in above_text)
    recurring = {name for name, count in counts.items() if count > 1}
    heads = [at for at in above_text if names[at] in recurring or _is_set_off(lines, at, recurring, names)]
    shown = [names[at] for at in heads]
    n_said = sum(len(line.split()) for line in lines) - sum(len(lines[at].split()) for at in heads)
    changes = sum(1 for before, after in pairwise(shown) if before != after)
    is_talk = (
        len(heads) >= _FEWEST
        and len(set(shown)) >= 2
        and len(set(shown)) <= max(2, _NAMES_SHARE * len(heads))
        and 2 * changes >= len(heads) - 1
        and n_said > _FEWEST_WORDS * len(heads)
    )
    return {at: Head(names[at], "") for at in heads} if is_talk else {}


def _read_name(line: str) -> str:
    match = _BRACKETED.fullmatch(line)
    name = clean_name(match[1] if match else strip_mail(line.strip()).strip(_MARKUP))
    if not looks_like_name(name) or name.endswith(_SENTENCE_ENDS) or len(name.split()) > _MOST_WORDS:
        return ""
    fits = _NUMBERED.fullmatch(name) or (is_person_like(name) and not is_label(name) and not is_sound(name))
    return name if fits else ""


def _is_set_off(lines: Sequence[str], at: int, recurring: set[str], names: dict[int, str]) -> bool:
    """Whether a name that comes once stands as those that recur do: numbered, in like type, or a paragraph's head."""
    alike = [place for place, name in names.items() if name in recurring]
    if _NUMBERED.fullmatch(names[at]):
        return True
    dress, gaps = _dress(lines[at]), _gaps(lines, at)
    if dress != ("", False):
        return dress in {_dress(lines[place]) for place in alike}
    return bool(alike) and gaps[0] and all(_gaps(lines, place) == gaps for place in alike)


def _dress(line: str) -> tuple[str, bool]:
    """The markup a line opens with, and whether it is in capitals."""
    return line[: len(line) - len(line.lstrip(_MARKUP))].strip(), line.isupper()


def _gaps(lines: Sequence[str], at: int) -> tuple[bool, bool]:
    """Whether a blank line, or nothing, stands above and below."""
    above, below = lines[at - 1 : at], lines[at + 1 : at + 2]
    return not "".join(above).strip(), not "".join(below).strip()


FORMAT = Format(
    "name_lines",
    "text with the name alone above each turn (.txt, .md)",
    (".txt", ".md"),
    likelihood,
    read,
    at_most=0.52,
)
