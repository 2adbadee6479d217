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
from coder.readers.text.remarks import name_remark

# Of the name itself; what stands in brackets (a firm, a title, pronouns) does not count.
_MAX_CHARACTERS = 50
_MAX_WORDS = 5
# A longer opening, such as a meeting room's, has to come again to be a speaker.
_LONGEST_CHARACTERS = 100
_LONGEST_WORDS = 10
# Blanks are taken whole, here and below: if each part of a long run were tried, it would cost its square.
_LEAD = r"\s*+(?:>>+\s*+)?(?:[-–—•]\s*+)?"
_COLON = re.compile(_LEAD + r"\[?(?P<name>[^:：\n\[\]]{1,120}(?:\[[^:：\n\[\]]{0,40}\])?)\]?\s*[:：]{1,2}")
_BRACKETED = re.compile(_LEAD + r"\[(?P<name>[^:：\n\[\]]{1,80})\]\s+(?=\S)")
_MAIL = re.compile(r"(?<=\w)\s*[<(][^<>()\s@]{1,64}@[^<>()\s]{1,100}[>)](?=\s*(?:[:：]|$))")
_NAME_SIGNS = frozenset(" .'’`´-–_()[]&/|@+*#,·•\"“”~")
_PHONE = re.compile(r"\+?[\d*x ().-]{7,}")
_BRACKETS = re.compile(r"(?<!\s)\s*+[(\[][^()\[\]]*[)\]]\s*")
_MONTHS = r"(?:jan|feb|mar|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zéûä]{0,7}\.?"
_DATE_OR_LENGTH = re.compile(
    rf"(?:[a-z]{{3,10}}\.?,?\s+)?(?:{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\.?\s+{_MONTHS}),?(?:\s+\d{{4}},?)?"
    r"(?:\s+(?:at|um|à|a las))?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?"
    r"|\d{1,4}\s?(?:h|m|s|hours?|min|mins|minutes?|sec|secs|seconds?)",
    re.IGNORECASE,
)
# A transcriber may not be sure who speaks: "Speaker 2?", "Ana (?)".
_DOUBT = re.compile(r"\s*(?:\?|[(\[]\?[)\]])$")
_CODE = re.compile(r"[a-z]{1,3}\d{1,2}|(?:speaker|spk)[ _-]?\d{1,3}")
_ABBREVIATION_CHARACTERS = 5


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that open sentences. A one-off opening that holds one is no name.
_SENTENCE_WORDS = _words(
    "a about actually again all also an and another answer any are as at basically because but can clearly each "
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
    "account action break agenda asunto attended attendees attending besprechung call category chapter chat comments "
    "company copyright created date dates datum dauer description disclaimer duration durée email episode fecha file "
    "filename format generated hora http https id invitees items keywords language legend length link links location "
    "lugar meeting model nb note notes oggetto organizer ort outcome page participantes participants passcode place "
    "platform protokoll ps purpose recorded recording reunión réunion source start started status steps subject "
    "subtitles sujet summary tags takeaways teilnehmer tema thema time timestamp timezone titel title tldr topic "
    "topics transcribed transcript transcription translation type url version video warning webinar"
)
_FIELDS = _words("speaker speakers text")
_PARTICLES = _words("al bin da de del den di du ibn ter van von y")
_GROUPS = _words("all audience both class everyone group others")
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
    line = strip_mail(line)
    if (match := _COLON.match(line)) and _ends_name(match, line):
        name = clean_name(match["name"])
        sure = _DOUBT.sub("", name)
        name = sure if sure != name and is_person_like(sure) else name
        if looks_like_name(name):
            return Prefix(name, line[match.end() :].lstrip())
    if match := _BRACKETED.match(line):
        name = clean_name(match["name"])
        if looks_like_name(name) and not is_sound(name):
            return Prefix(name, line[match.end() :], bracketed=True)
    return None


def strip_mail(line: str) -> str:
    """The line without the mail address in brackets behind a name.

    >>> strip_mail("Ana Gil <ana@example.com>: Hi.")
    'Ana Gil: Hi.'
    """
    return _MAIL.sub("", line, count=1) if "@" in line else line


def looks_like_name(name: str) -> bool:
    """Whether the text could name a speaker: few words, letters of any script, no sentence marks.

    >>> looks_like_name("María-José O’Neill"), looks_like_name("Are you there?")
    (True, False)
    """
    if len(name) <= _MAX_CHARACTERS and name.count(" ") < _MAX_WORDS and name.replace(" ", "").isalpha():
        return True
    bare = _bare(name)
    if not name or len(name) > 2 * _LONGEST_CHARACTERS or _DATE_OR_LENGTH.fullmatch(name):
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
    prefixes = [prefix for prefix in openings if prefix and not is_label(prefix.name)]
    counts = Counter(prefix.name for prefix in prefixes)
    bracketed = {prefix.name for prefix in prefixes if prefix.bracketed}
    share = len(prefixes) / max(1, len(openings))
    return frozenset(
        name
        for name, count in counts.items()
        if (is_person_like(name) or name not in bracketed or _CODE.fullmatch(name))
        and _is_speaker(name, count, share=share, recurs=count >= 0.05 * len(openings))
    )


def is_label(name: str) -> bool:
    """Whether the name is a label such as "Meeting title" or "Note"."""
    words = _BRACKETS.sub(" ", name).casefold().split()
    return bool(words) and (words[-1].strip(".#*_") in _LABELS or (len(words) == 1 and words[0] in _FIELDS))


def is_person_like(name: str) -> bool:
    """Whether every word of a name has a capital (or a script without case) and none belongs to a sentence."""
    words = _bare(name).split()
    if name.casefold() in _GROUPS:
        return True
    # "Ana and Ben" are two names.
    inner = [word for at, word in enumerate(words) if word != "and" or at in (0, len(words) - 1)]
    return all(_starts_name_word(word) for word in inner) and not _has_sentence_word(inner)


def may_be_speaker(name: str) -> bool:
    """Whether the name fits a place where speakers stand: no label, not in small letters, no word of a sentence."""
    return not is_label(name) and not name[:1].islower() and not _has_sentence_word(name.split())


def is_sound(name: str) -> bool:
    """Whether the words are those of a remark such as "Laughter", which stands in brackets as names do."""
    return name.casefold() in _SOUNDS or bool(name_remark(f"[{name}]"))


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
    if is_person_like(name) or _CODE.fullmatch(name):
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


def _starts_name_word(word: str) -> bool:
    if word.casefold() in _PARTICLES:
        return True
    letters = [char for char in word if char.isalpha()]
    return not letters or not letters[0].islower()


def _has_sentence_word(words: Sequence[str]) -> bool:
    words = words[:-1] if len(words) > 1 and words[-1] == "A" else words  # as in "Speaker A"
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
