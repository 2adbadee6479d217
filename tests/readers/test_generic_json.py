import json

import pytest
from json_reading import notes, read, said, units

from coder.errors import TranscriptError
from coder.readers.detection import all_formats
from coder.transcript import UNKNOWN_SPEAKER

TALK = [("Ana", "How did the call with them go?", 1.5, 4.0), ("Ben", "They want another week to think.", 4.5, 8.0)]
EXPECTED = [(who, text, round(start * 1000), round(end * 1000)) for who, text, start, end in TALK]


@pytest.mark.parametrize(
    "speaker", ["speaker", "speakerName", "participant_name", "who", "user", "from", "displayName"]
)
@pytest.mark.parametrize("text", ["text", "transcript", "content", "message", "utterance", "said"])
def test_names_of_keys(speaker, text):
    turns = [
        {"id": "1", speaker: who, text: said_then, "start": start, "end": end} for who, said_then, start, end in TALK
    ]
    transcript = read({"meta": {"title": "x"}, "result": {"items": turns}})
    assert transcript.format in ("generic_json", "whisperx")
    assert units(transcript) == EXPECTED


@pytest.mark.parametrize(
    ("keys", "write"),
    [
        (("startTime", "endTime"), lambda s: s),
        (("startTime", "endTime"), lambda s: f"{s}"),
        (("begin", "stop"), lambda s: round(s * 1000)),
        (("start_ms", "end_ms"), lambda s: round(s * 1000)),
        (("startTimeMs", "endTimeMs"), lambda s: f"{s * 1000:.0f}"),
        (("offsetInTicks", "endTicks"), lambda s: round(s * 1e7)),
        (("from", "to"), lambda s: f"00:00:0{s}"),
        (("start_timestamp", "end_timestamp"), lambda s: f"PT{s}S"),
        (("start_offset", "end_offset"), lambda s: {"relative": s, "absolute": "x"}),
    ],
)
def test_units_of_times(keys, write):
    turns = [{"name": who, "text": text, keys[0]: write(start), keys[1]: write(end)} for who, text, start, end in TALK]
    assert units(read({"turns": turns})) == EXPECTED


def test_durations_pairs_and_objects_of_times():
    start_and_end = [
        lambda start, end: {"start": start, "duration": end - start},
        lambda start, end: {"timestamp": [start, end]},
        lambda start, end: {"time": {"start": start, "end": end}},
    ]
    for times in start_and_end:
        turns = [{"who": who, "text": text, **times(start, end)} for who, text, start, end in TALK]
        assert units(read({"turns": turns})) == EXPECTED


def test_calendar_times_are_counted_from_the_start_of_the_call():
    turns = [{"who": who, "text": text, "spoken_at": f"2025-03-01T10:00:0{start}Z"} for who, text, start, _ in TALK]
    assert [unit.start_ms for unit in read(turns).units] == [0, 3000]
    assert [unit.start_ms for unit in read({"startedAt": "2025-03-01T10:00:00Z", "a": turns}).units] == [1500, 4500]


@pytest.mark.parametrize(
    "speaker", [{"speaker": {"name": "Ana"}}, {"participant": {"id": 1, "displayName": "Ana"}}, {"speaker_id": 1}]
)
def test_speakers_as_objects_and_by_id(speaker):
    tree = {"participants": [{"id": 1, "name": "Ana"}], "entries": [{**speaker, "text": "Hi there."}]}
    assert said(read(tree)) == [("Ana", "Hi there.")]


def test_an_id_that_no_list_names():
    assert read([{"speaker_id": 3, "text": "Hi there."}]).speakers == ("Speaker 3",)


def test_turns_go_before_the_words_that_they_are_made_of():
    words = [{"word": word, "speaker": who} for who, text, *_ in TALK for word in text.split()]
    turns = [{"speaker": who, "text": text} for who, text, *_ in TALK]
    assert [text for _, text in said(read({"words": words, "turns": turns}))] == [text for _, text, *_ in TALK]


def test_words_alone_make_runs():
    words = [
        {"word": word, "speaker": who, "start": at, "end": at + 0.5}
        for at, (who, word) in enumerate((who, word) for who, text, *_ in TALK * 2 for word in text.split())
    ]
    assert [who for who, _ in said(read({"words": words}))] == ["Ana", "Ben", "Ana", "Ben"]


def test_pages_are_joined_and_tracks_are_put_in_order_of_time():
    turns = [{"who": f"{'AB'[at % 2]}", "text": f"turn {at} of it", "start": at * 40.0} for at in range(8)]
    assert len(read({"pages": [{"rows": turns[:4]}, {"rows": turns[4:]}]}).units) == 8
    tracks = read({"tracks": [{"rows": turns[::2]}, {"rows": turns[1::2]}]})
    assert [unit.start_ms for unit in tracks.units] == [at * 40000 for at in range(8)]


def test_several_calls_are_refused():
    turns = [{"who": f"{'AB'[at % 2]}", "text": f"turn {at} of it", "start": at * 40.0} for at in range(8)]
    with pytest.raises(TranscriptError, match="2 calls"):
        read([{"id": 1, "rows": turns}, {"id": 2, "rows": turns}])


def test_interim_results_prompts_and_chat_are_kept_out_of_speech():
    rows = [
        {"role": "system", "text": "Be kind."},
        {"role": "user", "text": "How did", "is_final": False},
        {"role": "user", "text": "How did it go?", "is_final": True},
        {"role": "user", "text": "a link", "type": "chat"},
        {"role": "agent", "text": "", "is_final": True},
        "odd",
    ]
    transcript = read({"messages": rows})
    assert said(transcript) == [("user", "How did it go?")]
    assert [unit.text for unit in transcript.chat] == ["a link"]
    assert [where for where, _ in notes(transcript)] == ["entry 1", "entry 2", "entry 5", "entry 6"]


def test_timed_texts_without_speakers_are_by_an_unknown_one():
    rows = [{"text": "Hello", "start": 0.5, "duration": 1.5}, {"text": "again", "start": 2.5, "duration": 1.5}]
    assert units(read(rows)) == [(UNKNOWN_SPEAKER, "Hello", 500, 2000), (UNKNOWN_SPEAKER, "again", 2500, 4000)]


@pytest.mark.parametrize(
    "tree",
    [
        {"headers": [{"name": "Content-Type", "value": "text/plain"}, {"name": "X", "value": "y"}]},
        {"participants": [{"name": "Ana", "email": "a@x"}], "action_items": [{"text": "Call them"}]},
        {"a": [1, 2, {"speaker": "Ana"}]},
        [[["text", "speaker"]]],
    ],
)
def test_what_is_no_transcript_is_not_taken_for_one(tree):
    with pytest.raises(TranscriptError):
        read(tree)


def test_an_error_of_a_service_is_told():
    with pytest.raises(TranscriptError, match="Not authorised"):
        read({"error": {"message": "Not authorised"}, "status": 401})


def test_it_never_outdoes_a_known_tool():
    [form] = [form for form in all_formats() if form.name == "generic_json"]
    turns = [{"speaker": who, "text": text, "start": start} for who, text, start, _ in TALK]
    assert form.likelihood(json.loads(json.dumps({"a": turns})), "a.json") <= 0.6
