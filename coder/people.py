"""Who is behind the names: one person under two spellings, note-taking bots, lines that nobody is named for."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from coder.transcript import Transcript, Unit

SpeakerKind = Literal["person", "bot", "unknown"]


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Two names in one file that seem to be one person.

    Attributes:
        name: the name that is kept.
        other: the name that becomes ``name``.
        ground: why, in words.
        sure: whether they differ only in how the name is written; then they are joined unless the user says no.
    """

    name: str
    other: str
    ground: str
    sure: bool


_UNKNOWN = re.compile(
    r"(?:unknown|unidentified|unnamed|unlabell?ed|unassigned|unrecogni[sz]ed|anonymous)"
    r"(?: ?(?:speaker|user|caller|participant|attendee|voice))?(?: ?#?\d+)?"
    r"|(?:multiple|several) (?:speakers|people|voices|students)|speaker(?: \?+)?|participant"
    r"|unk|uu|n/a|null|none|nobody|\?+"
    r"|unbekannt(?:er sprecher)?|(?:locuteur )?inconnu|(?:hablante )?desconocido",
    re.IGNORECASE,
)
_BOT = re.compile(
    r"\b(?:note ?takers?|meeting notes|ai companion|ai assistant|copilot|otterpilot|tl;?dv|fireflies|captioner"
    r"|ivr|voice ?mail|auto ?attendant|transcription service|"
    r"(?:meeting|call|recording|notes?|assistant|gong|chorus) ?(?:bot|recorder)"
    r"|(?:otter|read|recall|fathom|grain|avoma|sembly|krisp|supernormal|meetgeek|spinach|nyota|circleback)\.(?:ai|io))\b",
    re.IGNORECASE,
)
_BOT_ALONE = re.compile(
    r"bot|system|recorder|transcriber|announcement|automated (?:voice|message)|otter|fathom|gong|avoma|meetgeek", re.I
)
_MAIL = re.compile(r"[<(\[]?\s*(?:mailto:)?([\w.+'-]+)@[\w-]+(?:\.[\w-]+)+\s*[>)\]]?", re.IGNORECASE)
_PHONE = re.compile(r"[(\[]?\s*\+?[\d*][\d*x ().-]{5,}[\d*]\s*[)\]]?")
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
# What meeting tools write behind a name; a firm there tells two people of one name apart.
_PART_IN_CALL = re.compile(
    r"(?:co[- ]?)?host|guest|external|internal|unverified|me|you|self|organi[sz]er|presenter|panell?ist|attendee"
    r"|participant|moderator|phone|mobile|desktop|ipad|iphone|android|muted|caller|(?:she|he|they)/[a-z/]+"
    r"|gast(?:geber)?|extern|invité|hôte|anfitrión|invitado",
    re.IGNORECASE,
)
_FORMS_OF_ADDRESS = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "monsieur", "madame"))
# Labels of a machine that parts voices; their letters and numbers are all they have.
_VOICE_LABEL = re.compile(
    r"(?:speaker|spk|sprecher|locuteur|hablante|parlante|voice|channel|ch|person|user|s)[ _#-]*\w{1,3}", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:speaker|spk|sprecher|locuteur|hablante|parlante|voice|channel|person|user|s)(?:[ _#-]*\d{1,3}|[ _#-]+[a-z])"
    r"|(?:sales )?(?:manager|leader|coach|rep|seller|agent)|host",
    re.IGNORECASE,
)
_LEAST_ALIKE = 0.8
_LEAST_LETTERS = 4


def speaker_kind(name: str) -> SpeakerKind:
    """What the name stands for; "unknown" where the file itself says that it does not know who speaks.

    >>> speaker_kind("Fireflies.ai Notetaker Dana"), speaker_kind("Unknown Speaker"), speaker_kind("Speaker 1")
    ('bot', 'unknown', 'person')
    """
    bare = re.sub(r"[\s_-]+", " ", name).strip(" .:*[]()<>")
    if not bare or _UNKNOWN.fullmatch(bare):
        return "unknown"
    return "bot" if _BOT.search(bare) or _BOT_ALONE.fullmatch(bare) else "person"


def is_voice_label(name: str) -> bool:
    """Whether the name is no person's but a voice's or a part's, and so means somebody else in every file.

    >>> [name for name in ("Speaker 1", "SPEAKER_A", "Manager", "Sam", "Chen") if is_voice_label(name)]
    ['Speaker 1', 'SPEAKER_A', 'Manager']
    """
    return bool(_LABEL.fullmatch(name.strip()))


def propose_same_people(speakers: Sequence[str]) -> tuple[SamePerson, ...]:
    """Pairs of names that seem to be one person, each name given away at most once.

    >>> propose_same_people(["Dana Reyes (host)", "Ben", "Dana Reyes"])[0].ground
    'only what stands behind the name differs'
    """
    people = [_Name.of(name) for name in speakers if speaker_kind(name) == "person"]
    found: dict[str, SamePerson] = {}
    for one, two in combinations([name for name in people if name.words], 2):
        ground = _same_writing(one, two) or _likely_same(one, two, people)
        if ground:
            kept, other = _fuller_first(one, two)
            sure = _same_writing(one, two) is not None
            if other.full not in found or (sure and not found[other.full].sure):
                found[other.full] = SamePerson(kept.full, other.full, ground, sure)
    return tuple(_without_chains(found))


def default_joins(speakers: Sequence[str]) -> dict[str, str]:
    """What is joined unless the user says no: the name to keep, by the name that differs only in writing."""
    return {same.other: same.name for same in propose_same_people(speakers) if same.sure}


def join_people(transcript: Transcript, joins: Mapping[str, str]) -> Transcript:
    """The transcript with speakers renamed.

    Args:
        joins: the name to keep, by the name that goes; names nobody has are passed over.
    """
    if not joins:
        return transcript
    return replace(
        transcript,
        units=_renamed(transcript.units, joins),
        chat=_renamed(transcript.chat, joins),
        utterances=None
        if transcript.utterances is None
        else tuple(replace(each, speaker=joins.get(each.speaker, each.speaker)) for each in transcript.utterances),
        roles={joins.get(name, name): role for name, role in transcript.roles.items()},
    )


def _renamed(units: Iterable[Unit], joins: Mapping[str, str]) -> tuple[Unit, ...]:
    return tuple(replace(unit, speaker=joins.get(unit.speaker, unit.speaker)) for unit in units)


@dataclass(frozen=True, slots=True)
class _Name:
    """A speaker's name in parts: the words of the name itself, without accents, and what tells namesakes apart."""

    full: str
    words: tuple[str, ...]
    firm: str

    @classmethod
    def of(cls, name: str) -> "_Name":
        mail = _MAIL.search(name)
        rest = _PHONE.sub(" ", _MAIL.sub(" ", name))
        notes = [note.strip() for note in _BRACKETED.findall(rest)]
        firm = " ".join(note.casefold() for note in notes if note and not _PART_IN_CALL.fullmatch(note))
        bare = _BRACKETED.sub(" ", rest)
        if "," in bare and len(bare.split(",")) == 2:
            bare = " ".join(reversed(bare.split(",")))
        words = _letters(bare) or (_letters(mail[1]) if mail else ())
        return cls(name, words, firm)


def _letters(text: str) -> tuple[str, ...]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return tuple(word for word in re.findall(r"[^\W_]+", plain) if word not in _FORMS_OF_ADDRESS)


def _same_writing(one: _Name, two: _Name) -> str | None:
    """The ground where nothing but writing differs; names that are machine labels must agree in full."""
    if one.words != two.words or (one.firm and two.firm and one.firm != two.firm):
        return None
    if one.firm != two.firm:
        return None
    plain = all(_BRACKETED.search(name.full) is None and "@" not in name.full for name in (one, two))
    return "only the spelling differs" if plain else "only what stands behind the name differs"


def _likely_same(one: _Name, two: _Name, people: Sequence[_Name]) -> str | None:
    """The ground on which two names may be one person's, where no third name fits as well."""
    if (one.firm and two.firm and one.firm != two.firm) or any(_VOICE_LABEL.fullmatch(n.full) for n in (one, two)):
        return None
    if one.words == two.words:
        return "the same name, once with more behind it"
    short, long = sorted((one, two), key=lambda name: len("".join(name.words)))
    if _is_short_form(short.words, long.words):
        rivals = [p for p in people if p is not short and p is not long and _is_short_form(short.words, p.words)]
        return None if rivals else "one name is a short form of the other"
    return "the spelling is close" if _is_close(short.words, long.words) else None


def _is_short_form(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether each word of the short name is, in order, one of the long name's or its first letter."""
    if short == long or len(short) > len(long) or all(len(word) == 1 for word in short):
        return False
    rest = iter(long)
    return all(any(word == full or (len(word) == 1 and full[:1] == word) for full in rest) for word in short)


def _is_close(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether the names have as many words and differ in letters of one longer word only."""
    if len(one) != len(two) or len(one) < 2:
        return False
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(pairs) != 1 or any(char.isdigit() for word in pairs[0] for char in word):
        return False
    a, b = pairs[0]
    return min(len(a), len(b)) >= _LEAST_LETTERS and SequenceMatcher(None, a, b).ratio() >= _LEAST_ALIKE


def _fuller_first(one: _Name, two: _Name) -> tuple[_Name, _Name]:
    """The name to keep first: more letters of a name, then less behind it, then the earlier one."""
    has_words = [bool(_letters(_MAIL.sub(" ", name.full))) for name in (one, two)]
    rank_one = (has_words[0], len("".join(one.words)), -len(one.full))
    rank_two = (has_words[1], len("".join(two.words)), -len(two.full))
    return (two, one) if rank_two > rank_one else (one, two)


def _without_chains(found: Mapping[str, SamePerson]) -> list[SamePerson]:
    """Each join to the name that stays in the end; a chain is as sure as its weakest link."""
    ends = []
    for same in found.values():
        seen = {same.other}
        while same.name in found and same.name not in seen:
            seen.add(same.name)
            onward = found[same.name]
            same = replace(same, name=onward.name, sure=same.sure and onward.sure)
        if same.name != same.other:
            ends.append(same)
    return ends
