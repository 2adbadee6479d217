"""The transcript in a JSON tree of no known tool: lists of objects that carry a speaker and a text."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from coder.readers.json.entries import Layout, new_draft, read_entries
from coder.readers.json.pace import guess_scale
from coder.readers.json.tree import dig
from coder.readers.json.values import MILLISECONDS, SECONDS, label_of, parse_time, text_of
from coder.readers.tables.columns import normalize_header
from coder.transcript import count_words


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Each in order of preference, in the form that ``normalize_header`` gives, without units.
_SPEAKER = _names(
    "speaker_name speaker_display_name speaker_full_name participant_name person_name display_name user_name "
    "speaker participant person talker interlocutor spoken_by said_by who user author sender attendee agent_name "
    "from role speaker_label speaker_role participant_role participant_purpose speaker_tag speaker_type spk name source"
)
_SPEAKER_ID = _names("speaker_id participant_id user_id speaker_index speaker_number person_id channel media_channel")
_TEXT = _names(
    "text transcript content sentence utterance message body caption spoken_text utterance_text transcript_text line "
    "speech dialogue said words sentences segments phrases lines block paragraph snippet raw_text word value token"
)
_START = _names(
    "start start_time start_timestamp start_offset start_ts start_at started_at start_date_time begin begin_time "
    "begin_offset offset time_offset audio_start audio_start_time from_time from_start time_in_call time_call "
    "snippet_time timestamp ts time timecode timestamps offsets from spoken_at created_at date_time"
)
_END = _names(
    "end end_time end_timestamp end_offset end_ts end_at ended_at end_date_time stop stop_time to_time audio_end "
    "audio_end_time finish to till until"
)
_DURATION = _names("duration dur length")
_UNITS = frozenset(_names("ms msec millis millisecond milliseconds s sec secs second seconds ticks us ns in"))
_SAYS_LITTLE = frozenset(("source", "channel", "media_channel"))
_MARKS_WITH_TIMES = frozenset(("value", "token", "word", "line", "block", "body"))
_FIRST, _LAST = ("start", "from", "begin", "0"), ("end", "to", "stop", "1")
_JUDGED = 20
_KEYS_JUDGED = 200
_LONGEST_LABEL = 80
_QUICK = {"looked_at": 5, "limit": 3000}


@dataclass(frozen=True, slots=True)
class Found:
    """Lists of one kind: they stand at the same place, but for the positions in lists above them."""

    lists: tuple[list[Any], ...]
    layout: Layout

    @property
    def items(self) -> list[Any]:
        """The entries of all of them."""
        return [item for entries in self.lists for item in entries]

    @property
    def has_speakers(self) -> bool:
        """Whether the entries say who speaks."""
        return bool(self._speaker_keys)

    @property
    def is_named_speech(self) -> bool:
        """Whether even without times the keys are those of speech, and not of any names and values."""
        spoken = any(_bare(key) in _TEXT and _bare(key) not in _MARKS_WITH_TIMES for key in self.layout.text)
        return self.has_speakers and spoken and any(_bare(key) != "name" for key in self._speaker_keys)

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
    grouped: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    for path, entries in _walk_lists(tree, **(_QUICK if quick else {"looked_at": None, "limit": None})):
        if _is_spoken(entries):
            grouped[path].append(entries)
    found = [Found(tuple(lists), _make_layout(lists)) for lists in grouped.values()]
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
    return replace(found.layout, scale=guess_scale(trial, SECONDS, (SECONDS, MILLISECONDS)))


def _choose(found: Sequence[Found], *, measured: int | None) -> Found | None:
    sizes = [_measure(candidate, measured) for candidate in found]
    most = max((n_words for n_words, _ in sizes), default=0)
    fit = [at for at, (n_words, _) in enumerate(sizes) if 2 * n_words >= most > 0]
    return found[max(fit, key=lambda at: sizes[at][1])] if fit else None


def _measure(found: Found, measured: int | None) -> tuple[float, float]:
    """How many words there are, those with times counted thrice, and how many of them an entry has."""
    texts = [_text_in(item, found.layout.text) for item in islice(found.items, measured)]
    n_words = sum(map(count_words, texts))
    return n_words * (3 if found.has_times else 1), n_words / max(1, len(texts))


def _walk_lists(tree: Any, *, looked_at: int | None, limit: int | None) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """The lists of a tree with their paths, which leave positions out."""
    queue: deque[tuple[tuple[str, ...], Any]] = deque([((), tree)])
    seen = 0
    while queue and (limit is None or seen < limit):
        path, node = queue.popleft()
        seen += 1
        if isinstance(node, list):
            yield path, node
            queue.extend((path, child) for child in islice(node, looked_at) if isinstance(child, dict | list))
        else:
            children = node.items() if isinstance(node, dict) else ()
            queue.extend(((*path, key), child) for key, child in children if isinstance(child, dict | list))


def _is_spoken(entries: list[Any]) -> bool:
    """Whether half of a list's first items have a text."""
    first = list(islice(entries, _JUDGED))
    n_spoken = sum(1 for item in first if isinstance(item, dict) and _has_text(item))
    return n_spoken > 0 and 2 * n_spoken >= len(first)


def _has_text(item: dict[str, Any]) -> bool:
    keys = (key for key in item if _bare(key) in _TEXT)
    return any(char.isalpha() for key in keys for char in text_of(item[key])[:200])


def _make_layout(lists: Iterable[list[Any]]) -> Layout:
    items = [item for entries in lists for item in islice(entries, _KEYS_JUDGED) if isinstance(item, dict)]
    values: dict[str, list[Any]] = defaultdict(list)
    for item in items[:_KEYS_JUDGED]:
        for key, value in item.items():
            if value is not None and "." not in key:
                values[key].append(value)
    text = tuple(key for key in _pick(values, _TEXT) if any(map(text_of, values[key])))
    speaker, speaker_id = (
        tuple(key for key in _pick(values, names) if key not in text and _names_people(key, values[key]))
        for names in (_SPEAKER, _SPEAKER_ID)
    )
    times = _pick(values, _START)
    start = tuple(path for key in times for path in _time_paths(key, values[key], _FIRST))
    end = [path for key in times for path in _time_paths(key, values[key], _LAST) if path != key]
    end += [path for key in _pick(values, _END) for path in _time_paths(key, values[key], _FIRST)]
    duration = tuple(_pick(values, _DURATION))
    return Layout(text, speaker, speaker_id, start, tuple(end), duration)


def _pick(values: dict[str, list[Any]], names: tuple[str, ...]) -> list[str]:
    """The keys that have one of the names, in the order of the names."""
    known = [(names.index(_bare(key)), key) for key in values if _bare(key) in names]
    return [key for _, key in sorted(known)]


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
    if any(parse_time(value) is not None for value in values):
        return [key]
    if inner is _LAST and any(isinstance(value, list) and len(value) > 2 for value in values):
        return []  # the times of all words, not of the first and the last
    return [f"{key}.{name}" for name in inner if any(parse_time(dig(value, name)) is not None for value in values)][:1]


def _text_in(item: Any, keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := text_of(dig(item, key)))), "")


@lru_cache(maxsize=4096)
def _bare(key: str) -> str:
    """A key's name without the words of a unit: "start_time" for "startTimeMs"."""
    words = normalize_header(key[:80]).split("_")
    return "_".join(word for word in words if word not in _UNITS) or "_".join(words)
