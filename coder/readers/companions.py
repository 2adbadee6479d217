"""A transcript with files beside it that know what it does not: who speaks when, or what the speakers are called."""

from collections.abc import Sequence
from dataclasses import replace

from coder.errors import SeveralCallsError, TranscriptError
from coder.readers.calls import choose_call
from coder.readers.content import Content
from coder.readers.detection import detect_format
from coder.readers.draft import Draft
from coder.readers.json.people import list_names
from coder.readers.reading import read_content
from coder.readers.research.nist_lines import add_timed_words
from coder.readers.stretches import Stretch, Timeline
from coder.readers.text.cleaning import clean_name
from coder.transcript import UNKNOWN_SPEAKER, Skipped, Transcript, Unit


def read_together(content: Content, companions: Sequence[Content], *, call: str | None = None) -> Transcript:
    """The conversation of several files on one call, in whatever order they are named.

    Raises:
        SeveralCallsError: several calls, and none or an unknown one is named.
        TranscriptError: no words, or a companion from which nothing can be taken.
    """
    files = [content, *companions]
    said = _find_words([file for file in files if not _tell_who(file)] or files, call)
    timelines = [(file.source, _tell_who(file)) for file in files if file is not said and _tell_who(file)]
    stretches = [one for source, told in timelines for one in _keep_recording(source, told, said.source, call)]
    transcript = _attribute(said, stretches, call) if stretches else read_content(said, call=call)
    for file in files:
        if file is not said and not _tell_who(file):
            transcript = _learn(transcript, file)
    return transcript


def _find_words(files: Sequence[Content], call: str | None) -> Content:
    """The first file that can be read as a transcript; the first of all where none can."""
    for file in files:
        try:
            read_content(file, call=call)
        except SeveralCallsError:
            return file
        except TranscriptError:
            continue
        return file
    return files[0]


def _tell_who(content: Content) -> list[Stretch]:
    """Who speaks when, where a file says nothing else."""
    try:
        form = detect_format(content, content.source)
    except TranscriptError:
        return []  # what only names speakers is of no form
    return form.tell_who(content.shaped(form.shape), content.source) if form.tell_who else []


def _keep_recording(source: str, stretches: list[Stretch], beside: str, call: str | None) -> list[Stretch]:
    """The stretches of one recording: the call that is named, or that is called like the file with the words."""
    names = list(dict.fromkeys(stretch.call for stretch in stretches))
    if len(names) < 2:
        return stretches
    stem = beside.rpartition(".")[0]
    chosen = choose_call(source, names, call or (stem if stem in names else None), named_by="recording")
    return [stretch for stretch in stretches if stretch.call == chosen]


def _attribute(content: Content, stretches: Sequence[Stretch], call: str | None) -> Transcript:
    """The transcript with its words, or where it has only units these, given to whoever speaks then."""
    form = detect_format(content, content.source)
    timeline = Timeline(stretches)
    words = form.list_words(content.shaped(form.shape), content.source, call) if form.list_words else []
    if not words:
        return _give_units(read_content(content, call=call), timeline)
    draft = Draft(content.source, form.name, place="word", call=call and clean_name(call))
    speakers = [timeline.speaker_of(word.start_ms, word.end_ms) for word in words]
    named = [replace(word, speaker=speaker) for word, speaker in zip(words, speakers, strict=True)]
    add_timed_words(draft, list(enumerate(named, 1)))
    return _note_nobodys(draft.finish(), speakers, "words")


def _give_units(transcript: Transcript, timeline: Timeline) -> Transcript:
    """The transcript with speakers for those of its units that have none, or for all if all have one."""
    if all(unit.start_ms is None for unit in transcript.units):
        raise _no_times(transcript.source)
    unnamed = any(unit.speaker == UNKNOWN_SPEAKER for unit in transcript.units)
    speakers = [
        unit.speaker
        if unit.start_ms is None or (unnamed and unit.speaker != UNKNOWN_SPEAKER)
        else timeline.speaker_of(unit.start_ms, unit.end_ms if unit.end_ms is not None else unit.start_ms + 1)
        for unit in transcript.units
    ]
    return _note_nobodys(_with_speakers(transcript, speakers), speakers, "units")


def _learn(transcript: Transcript, content: Content) -> Transcript:
    """The transcript with what a file adds: names of its speakers, another speaker's track, or who speaks when."""
    names = list_names(content.shaped("json"), at_root=True)
    known = {name: names.get(name) or names.get(name.removeprefix("Speaker ")) for name in transcript.speakers}
    if any(known.values()):
        return _with_speakers(transcript, [known[unit.speaker] or unit.speaker for unit in transcript.units])
    try:
        other = read_content(content)
    except TranscriptError:
        other = None
    if other and len(other.speakers) == 1:
        return _merge(_name_track(transcript), _name_track(other))
    timed = [u for u in other.units if u.start_ms is not None and u.speaker != UNKNOWN_SPEAKER] if other else []
    if not timed:
        raise _no_use(content.source)
    return _give_units(transcript, Timeline(_list_stretches(timed)))


def _name_track(transcript: Transcript) -> Transcript:
    """The transcript of one speaker, who is called like the file if nothing names them."""
    if transcript.speakers != (UNKNOWN_SPEAKER,):
        return transcript
    name = clean_name(transcript.source.rpartition(".")[0]) or UNKNOWN_SPEAKER
    return _with_speakers(transcript, [name for _ in transcript.units])


def _merge(transcript: Transcript, track: Transcript) -> Transcript:
    """The conversation with the track of one more speaker, in order of time."""
    for one in (transcript, track):
        if any(unit.start_ms is None for unit in one.units):
            raise _no_times(one.source)
    units = sorted((*transcript.units, *track.units), key=lambda unit: unit.start_ms)
    return replace(transcript, units=tuple(units), utterances=None, skipped=transcript.skipped + track.skipped)


def _list_stretches(units: Sequence[Unit]) -> list[Stretch]:
    """The units as stretches; one without an end lasts until the next begins."""
    starts = [unit.start_ms for unit in units[1:]] + [units[-1].start_ms]
    return [
        Stretch(unit.speaker, unit.start_ms, unit.end_ms if unit.end_ms is not None else max(later, unit.start_ms))
        for unit, later in zip(units, starts, strict=True)
    ]


def _with_speakers(transcript: Transcript, speakers: Sequence[str]) -> Transcript:
    named = zip(transcript.units, speakers, strict=True)
    units = tuple(replace(unit, speaker=speaker or UNKNOWN_SPEAKER) for unit, speaker in named)
    return replace(transcript, units=units, utterances=None)


def _note_nobodys(transcript: Transcript, speakers: Sequence[str], what: str) -> Transcript:
    n_nobodys = sum(1 for speaker in speakers if not speaker)
    if not n_nobodys:
        return transcript
    note = Skipped("companion", f"{n_nobodys:,} of {len(speakers):,} {what} when it has nobody speak: speaker unknown")
    return replace(transcript, skipped=(*transcript.skipped, note))


def _no_times(source: str) -> TranscriptError:
    return TranscriptError(
        source,
        expected="times on what was said, to find its place or its speakers by",
        found="none, or not on all",
        next_step="Export the transcript with its times.",
    )


def _no_use(source: str) -> TranscriptError:
    return TranscriptError(
        source,
        expected="who speaks when, or names for the speakers of the transcript",
        found="neither",
        next_step="Beside a transcript belongs an RTTM file, Zoom's timeline, another transcript of the same "
        "recording with speakers and times, another speaker's track, or JSON with the ids and names of speakers.",
    )
