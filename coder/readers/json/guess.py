"""The transcript in a JSON tree of no known tool: lists of objects that carry a speaker and a text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from coder.readers.json.entries import Layout, new_draft, read_entries
from coder.readers.json.lists import PlacedList, walk_lists
from coder.readers.json.pace import guess_scale
from coder.readers.json.tree import dig, flatten
from coder.readers.json.values import label_of, text_of
from coder.readers.tables import columns
from coder.readers.tables.columns import normalize_header
from coder.readers.times import MICROSECONDS, MILLISECONDS, SECONDS, TICKS, parse_range, parse_time
from coder.transcript import count_words


def _names(text: str, *more: tuple[str, ...]) -> dict[str, int]:
    """Names in order of preference: in the form that ``normalize_header`` gives, without units."""
    names = dict.fromkeys(text.split()) | dict.fromkeys(name for others in more for name in others)
    return {name: place for place, name in enumerate(names)}


_SPEAKER_ID = _names(
    "speaker_id participant_id user_id attendee_id recording_attendee_id speaker_index speaker_number speaker_idx "
    "person_id member_id speaker_no participant_type channel_id media_channel channel track"
)
_SPEAKER = _names(
    "speaker_name speaker_display_name speaker_full_name participant_name person_name display_name user_name "
    "speaker participant person talker interlocutor spoken_by said_by who user author sender attendee agent_name "
    "from role speaker_label speaker_role participant_role participant_purpose speaker_tag speaker_type spk name "
    "source",
    tuple(name for name in columns.SPEAKER if name not in _SPEAKER_ID),
)
_TEXT = _names(
    "decorated_text text transcript content sentence utterance message body caption spoken_text utterance_text "
    "transcript_text line "
    "speech dialogue said monologue words sentences segments phrases lines block paragraph snippet raw_text display "
    "punctuated_word punct word value token data w segs",
    columns.TEXT,
)
_START = _names(
    "start start_time start_timestamp start_offset start_ts start_at started_at start_date_time begin begin_time "
    "begin_offset offset time_offset audio_start audio_start_time from_time from_start seconds_from_start time_in_call "
    "time_call snippet_time timestamp ts time timecode timestamps offsets from spoken_at created_at date_time "
    "s t_start",
    columns.START,
)
_END = _names(
    "end end_time end_timestamp end_offset end_ts end_at ended_at end_date_time stop stop_time to_time audio_end "
    "audio_end_time finish to till until e",
    columns.END,
)
_DURATION = _names("duration dur length d_duration")
_UNITS = frozenset(_names("ms msec millis millisecond milliseconds s sec secs second seconds ticks us usec ns in"))
_SAYS_LITTLE = frozenset(("source", "channel", "media_channel", "track", "channel_id", "participant_type"))
_MARKS_WITH_TIMES = frozenset(("value", "token", "word", "line", "block", "body", "data", "w", "display", "punct"))
_OF_WORDS = frozenset(("words", "tokens", "word", "token", "w", "word_segments"))
_FIRST, _LAST = ("start", "from", "begin", "0"), ("end", "to", "stop", "1")
_JUDGED = 20
_KEYS_JUDGED = 200
_LONGEST_LABEL = 80
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Lists of one kind: they stand at the same place, but for the positions in lists above them."""

    lists: tuple[PlacedList, ...]
    layout: Layout

    @property
    def items(self) -> list[Any]:
        """The entries of all of them."""
        return [item for placed in self.lists for item in placed.entries]

    @property
    def has_speakers(self) -> bool:
        """Whether the entries say who speaks."""
        return bool(self._speaker_keys)

    @property
    def is_named_speech(self) -> bool:
        """Whether even without times the keys are those of speech, and not of any names and values."""
        named = any(_bare(key) not in _MARKS_WITH_TIMES for key in self.layout.text)
        spoken = named or _measure(self, _JUDGED)[1] >= _FEWEST_WORDS
        return self.has_speakers and spoken and any(_bare(key) != "name" for key in self._speaker_keys)

    @property
    def has_words(self) -> bool:
        """Whether the entries are words by what they, or their list, are called."""
        return bool({*self.lists[0].path[-1:], *map(_bare, self.layout.text)} & _OF_WORDS)

    @property
    def _speaker_keys(self) -> tuple[str, ...]:
        return (*self.layout.speaker, *self.layout.speaker_id)

    @property
    def has_times(self) -> bool:
        """Whether the entries say when."""
        return bool(self.layout.start)


def find_transcript(tree: Any, *, quick: bool = False) -> Found | None:
    """The lists that hold most of what is said; ``None`` if none is a transcript.

    Lists with speakers go before those without. Among lists that hold much the same, as turns and
    their words do, that with the longer entries is taken. ``quick`` looks at the first items only.
    """
    grouped: dict[tuple[str, ...], list[PlacedList]] = defaultdict(list)
    for placed in walk_lists(tree, quick=quick):
        if _is_spoken(placed.entries):
            grouped[placed.path].append(placed)
    found = [Found(tuple(lists), _make_layout(lists)) for lists in grouped.values()]
    found = [candidate for candidate in found if candidate.layout.text]
    found = [candidate for candidate in found if candidate.has_times or candidate.is_named_speech]
    if any(candidate.has_speakers for candidate in found):
        found = [candidate for candidate in found if candidate.has_speakers]
    return _choose(found, measured=_KEYS_JUDGED if quick else None)


def with_scale(found: Found) -> Layout:
    """The layout with the unit of times that name none, judged over all entries.

    >>> turns = [{"who": "Ana", "text": "So how did it go today?", "start": 61000, "end": 63000}]
    >>> with_scale(find_transcript(turns)).scale
    1.0
    """
    trial = read_entries(new_draft("", ""), found.items, found.layout)
    return replace(found.layout, scale=guess_scale(trial, SECONDS, (SECONDS, MILLISECONDS, MICROSECONDS, TICKS)))


def _choose(found: Sequence[Found], *, measured: int | None) -> Found | None:
    sizes = [_measure(candidate, measured) for candidate in found]
    most = max((n_words for n_words, _ in sizes), default=0)
    fit = [at for at, (n_words, _) in enumerate(sizes) if 2 * n_words >= most > 0]
    return found[max(fit, key=lambda at: sizes[at][1])] if fit else None


def _measure(found: Found, measured: int | None) -> tuple[float, float]:
    """How many words there are, those with times counted thrice, and how many of them one with text has."""
    texts = [text for item in islice(found.items, measured) if (text := _text_in(item, found.layout.text))]
    n_words = sum(map(count_words, texts))
    return n_words * (3 if found.has_times else 1), n_words / max(1, len(texts))


def _is_spoken(entries: list[Any]) -> bool:
    """Whether half of a list's first items have a text."""
    first = list(islice(entries, _JUDGED))
    n_spoken = sum(1 for item in first if isinstance(item, dict) and _has_text(item))
    return n_spoken > 0 and 2 * n_spoken >= len([item for item in first if isinstance(item, dict)])


def _has_text(item: dict[str, Any]) -> bool:
    values = dict(flatten(item))
    if any(_bare(path) in _TEXT and _says_something(value) for path, value in values.items()):
        return True
    return bool(_find_text({path: [value] for path, value in values.items() if value is not None}))


def _says_something(value: Any) -> bool:
    return any(char.isalpha() for char in text_of(value)[:200])


def _make_layout(lists: Iterable[PlacedList]) -> Layout:
    items = [item for placed in lists for item in islice(placed.entries, _KEYS_JUDGED) if isinstance(item, dict)]
    values: dict[str, list[Any]] = defaultdict(list)
    for item in items[:_KEYS_JUDGED]:
        for path, value in flatten(item):
            if value is not None:
                values[path].append(value)
    text = _pick_text(values) or _find_text(values)
    speaker, speaker_id = (
        tuple(key for key in _pick(values, names) if key not in text and _names_people(key, values[key]))
        for names in (_SPEAKER, _SPEAKER_ID)
    )
    times = [key for key in _pick(values, _START) if key not in (*text, *speaker)]
    start = tuple(path for key in times for path in _time_paths(key, values[key], _FIRST))
    end = [path for key in times for path in _time_paths(key, values[key], _LAST) if path != key]
    end += [path for key in _pick(values, _END) for path in _time_paths(key, values[key], _FIRST)]
    duration = tuple(_pick(values, _DURATION))
    return Layout(text, speaker, speaker_id, start, tuple(end), duration)


def _pick(values: dict[str, list[Any]], names: dict[str, int]) -> list[str]:
    """The paths whose last key has one of the names: in the order of the names, the shorter path first."""
    known = [(names[_bare(path)], path.count("."), path) for path in values if _bare(path) in names]
    return [path for _, _, path in sorted(known)]


def _pick_text(values: dict[str, list[Any]]) -> tuple[str, ...]:
    """The paths of texts; one that has not half the words of another names an event, or sums up."""
    texts = {path: [text_of(value) for value in values[path]] for path in _pick(values, _TEXT)}
    sizes = {path: sum(map(count_words, said)) for path, said in texts.items() if any(map(_says_something, said))}
    most = max(sizes.values(), default=0)
    return tuple(path for path, n_words in sizes.items() if 2 * n_words >= most)


def _find_text(values: dict[str, list[Any]]) -> tuple[str, ...]:
    """The path with most words, whatever it is called, where who speaks and when stands beside it."""
    if not (_pick(values, _SPEAKER) or _pick(values, _SPEAKER_ID)) or not _pick(values, _START):
        return ()
    known = {*_pick(values, _SPEAKER), *_pick(values, _SPEAKER_ID), *_pick(values, _START), *_pick(values, _END)}
    sizes = {
        path: sum(count_words(value) for value in found if isinstance(value, str)) / len(found)
        for path, found in values.items()
        if path not in known
    }
    best = max(sizes, key=sizes.__getitem__, default="")
    return (best,) if best and sizes[best] >= _FEWEST_WORDS else ()


def _names_people(key: str, values: list[Any]) -> bool:
    """Whether the values could be speakers: short, and not a different one each time in a long list."""
    labels = [label for value in values if (label := label_of(value))]
    if not labels or max(map(len, labels)) > _LONGEST_LABEL:
        return False
    if _bare(key) in _START and any(parse_time(value) is not None for value in values):
        return False
    if _bare(key) in _SAYS_LITTLE and len(set(labels)) == 1:
        return False
    return len(labels) < _JUDGED or len(Counter(labels)) <= len(labels) / 2


def _time_paths(key: str, values: list[Any], inner: tuple[str, ...]) -> list[str]:
    """The path of a time: the key itself, or one in the object or pair that stands there."""
    if any(_is_time(value) for value in values):
        return [key] if len(values) < 3 or any(value != values[0] for value in values) else []
    if inner is _LAST and any(isinstance(value, list) and len(value) > 2 for value in values):
        return []  # the times of all words, not of the first and the last
    return [f"{key}.{name}" for name in inner if any(parse_time(dig(value, name)) is not None for value in values)][:1]


def _is_time(value: Any) -> bool:
    return parse_time(value) is not None or (isinstance(value, str) and parse_range(value) is not None)


def _text_in(item: Any, keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := text_of(dig(item, key)))), "")


@lru_cache(maxsize=4096)
def _bare(path: str) -> str:
    """The last key of a path without the words of a unit: "start_time" for "speech.startTimeMs"."""
    words = normalize_header(path.rpartition(".")[2][:80]).split("_")
    return "_".join(word for word in words if word not in _UNITS) or "_".join(words)
