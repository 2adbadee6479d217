"""Which "Name: text" openings name a speaker, judged over the whole file.

One opening proves little ("Note: we lost it"). Openings that look like a name and
recur, or stand in a file where most lines have one, are speakers.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coder.readers.text.cleaning import clean_name

# Of the name itself; what stands in brackets (a firm, a title, pronouns) does not count.
_MAX_CHARACTERS = 50
_MAX_WORDS = 5
# A longer opening, such as a meeting room's, has to come again to be a speaker.
_LONGEST_CHARACTERS = 100
_LONGEST_WORDS = 10
_LEAD = r"\s*(?:>>+\s*)?(?:[-–—•]\s*)?"
_COLON = re.compile(_LEAD + r"\[?(?P<name>[^:：\n\[\]]{1,120}(?:\[[^:：\n\[\]]{0,40}\])?)\]?\s*[:：]")
_BRACKETED = re.compile(_LEAD + r"\[(?P<name>[^:：\n\[\]]{1,80})\]\s+(?=\S)")
_NAME_SIGNS = frozenset(" .'’`´-–_()[]&/|@+*#,·•\"“”~")
_PHONE = re.compile(r"\+?[\d*x ().-]{7,}")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_ABBREVIATION_CHARACTERS = 5


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that open sentences. A one-off opening that holds one is no name.
_SENTENCE_WORDS = _words(
    "a about actually again all also an and another answer any are as at basically because but can each "
    "even every everything example exactly fact final finally first for from had has have he here here's "
    "hi his how i i'd i'll i'm i've if in is issue it it's its just last later let let's like look main "
    "maybe meaning more most my new next no not now of oh ok okay on one only or other our over plus point "
    "problem question quick quote reason remember right second she so some something step still such sure "
    "tell that that's the their then there there's these they thing things think third this those three to "
    "today two um uh us was we we're well were what what's when where which who why with yeah yes yet you "
    "your die der das ein eine le la les un une el los las il lo gli os"
)
# Labels of a file's head, and remarks: never a speaker, however often they come.
_LABELS = _words(
    "account action break agenda asunto attended attendees attending company created date dates datum dauer "
    "description disclaimer duration durée email fecha file filename format generated http https id invitees "
    "items keywords language link links location meeting model nb note notes organizer ort participantes "
    "participants passcode place ps recorded recording source start started steps subject subtitles sujet "
    "summary tags takeaways teilnehmer thema time titel title tldr topic topics transcribed transcript "
    "transcription translation type url version video warning webinar"
)
_FIELDS = _words("speaker speakers text")
_PARTICLES = _words("al bin da de del den di du ibn ter van von y")
_SOUNDS = _words(
    "music applause laughter laughs laughing crosstalk inaudible silence noise pause blank_audio foreign "
    "unintelligible cough coughs sigh sighs beep ringing chuckles musik beifall lachen música risas "
    "musique rires"
)


@dataclass(frozen=True, slots=True)
class Prefix:
    """A name that may open a line, and what follows it."""

    name: str
    text: str
    bracketed: bool = False


def parse_prefix(line: str) -> Prefix | None:
    """The opening "Name: ", "[Name] ", "- Name: " or ">> NAME: " of a line, if it looks like a name.

    >>> parse_prefix("Justin Florentine (Besu): You sound great.").name
    'Justin Florentine (Besu)'
    >>> parse_prefix("It closes at 12:30") is None
    True
    """
    if (match := _COLON.match(line)) and _ends_name(match, line):
        name = clean_name(match["name"])
        if looks_like_name(name):
            return Prefix(name, line[match.end() :].lstrip())
    if match := _BRACKETED.match(line):
        name = clean_name(match["name"])
        if looks_like_name(name) and name.casefold() not in _SOUNDS:
            return Prefix(name, line[match.end() :], bracketed=True)
    return None


def looks_like_name(name: str) -> bool:
    """Whether the text could name a speaker: few words, letters of any script, no sentence marks.

    >>> looks_like_name("María-José O’Neill"), looks_like_name("Are you there?")
    (True, False)
    """
    bare = _bare(name)
    if not name or len(name) > 2 * _LONGEST_CHARACTERS:
        return False
    if len(bare) > _LONGEST_CHARACTERS or len(bare.split()) > _LONGEST_WORDS:
        return False
    if _PHONE.fullmatch(name) and sum(char.isdigit() or char in "*x" for char in name) >= 7:
        return True
    if name.count("(") != name.count(")") or name.count("[") != name.count("]") or _has_full_stop(name):
        return False
    return any(char.isalpha() for char in name) and all(map(_fits_name, name))


def find_speakers(openings: Sequence[Prefix | None]) -> frozenset[str]:
    """The names that are speakers, given what opens each cue, line or paragraph of the file.

    >>> sorted(find_speakers([parse_prefix(line) for line in ("Ana: Hi.", "Ben: Hello.", "Note: late")]))
    ['Ana', 'Ben']
    """
    prefixes = [prefix for prefix in openings if prefix]
    counts = Counter(prefix.name for prefix in prefixes)
    bracketed = {prefix.name for prefix in prefixes if prefix.bracketed}
    share = len(prefixes) / max(1, len(openings))
    return frozenset(
        name
        for name, count in counts.items()
        if not is_label(name)
        and (_is_person_like(name) or name not in bracketed)
        and _is_speaker(name, count, share=share, recurs=count >= 0.05 * len(openings))
    )


def is_label(name: str) -> bool:
    """Whether the name is a label such as "Meeting title" or "Note"."""
    words = _BRACKETS.sub(" ", name).casefold().split()
    return bool(words) and (words[-1].strip(".#*_") in _LABELS or (len(words) == 1 and words[0] in _FIELDS))


def _ends_name(match: re.Match[str], line: str) -> bool:
    """Whether white space follows the colon, or the script does without it (not so in URLs and times)."""
    after = line[match.end() : match.end() + 1]
    if not after or after.isspace() or match.group().endswith("："):
        return True
    return _is_caseless(match["name"].rstrip()[-1:]) and not after.isdigit()


def _is_speaker(name: str, count: int, *, share: float, recurs: bool) -> bool:
    """Whether a name that opens ``count`` lines is one, in a file where ``share`` of lines have a name."""
    if _is_long(name):
        comes_again = count >= 3 or (count >= 2 and share >= 0.5)
        return comes_again and not name[:1].islower() and not _has_sentence_word(name.split()[:1])
    if _is_person_like(name):
        return count >= 2 or share >= 0.5
    if _is_nickname(name) and share >= 0.7:
        return True
    return recurs and (count >= 3 or (count >= 2 and share >= 0.5))


def _bare(name: str) -> str:
    """The name without what stands in brackets; the whole of it where nothing else is left."""
    return _BRACKETS.sub(" ", name).strip() or name


def _is_long(name: str) -> bool:
    bare = _bare(name)
    return len(bare) > _MAX_CHARACTERS or len(bare.split()) > _MAX_WORDS


def _is_person_like(name: str) -> bool:
    """Whether every word has a capital (or a script without case) and none belongs to a sentence."""
    words = _bare(name).split()
    return all(_starts_name_word(word) for word in words) and not _has_sentence_word(words)


def _starts_name_word(word: str) -> bool:
    if word.casefold() in _PARTICLES:
        return True
    letters = [char for char in word if char.isalpha()]
    return not letters or not letters[0].islower()


def _has_sentence_word(words: Sequence[str]) -> bool:
    return any(word.casefold().replace("’", "'").strip(".,") in _SENTENCE_WORDS for word in words)


def _is_nickname(name: str) -> bool:
    """Whether the name is one plain word, perhaps with a number ("stokes", "speaker 3")."""
    words = [word for word in name.split() if not word.isdigit()]
    return len(words) == 1 and "'" not in name and "’" not in name and not _has_sentence_word([name])


def _has_full_stop(name: str) -> bool:
    """Whether a word other than the last ends in a stop and is too long for "Dr." or "J."."""
    return any(word.endswith(".") and len(word) > _ABBREVIATION_CHARACTERS for word in name.split()[:-1])


def _fits_name(char: str) -> bool:
    return char in _NAME_SIGNS or char.isalnum() or unicodedata.category(char) in ("Mn", "Mc", "So", "Sk", "Cf")


def _is_caseless(char: str) -> bool:
    return unicodedata.category(char or " ") == "Lo"
