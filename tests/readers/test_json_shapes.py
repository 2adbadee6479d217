"""JSON of no known tool, in the many shapes in which people and services write it."""

import json

import pytest
from json_reading import notes, read, said, units

from coder.errors import SeveralCallsError
from coder.readers import read_bytes

A, B, C = "So how did the renewal call go?", "They were quiet about it.", "What did they say then?"
SAID = [("Ana", A), ("Ben", B)]
TURNS = [{"speaker": "Ana", "text": A, "start": 0, "end": 3}, {"speaker": "Ben", "text": B, "start": 4, "end": 6}]


def timed(first, second, key="start"):
    return [{"speaker": "Ana", "text": A, key: first}, {"speaker": "Ben", "text": B, key: second}]


@pytest.mark.parametrize(
    "tree",
    [
        {"data": {"result": {"items": [{"attributes": turn} for turn in TURNS]}}},
        [{"msg_type": 17, "content": {"user_name": turn["speaker"], "data": turn["text"]}} for turn in TURNS],
        [{"speaker": turn["speaker"], "speech": {"text": turn["text"], "start": turn["start"]}} for turn in TURNS],
        {
            "segments": [
                {"speaker": t["speaker"], "alternatives": [{"text": t["text"]}, {"text": "No."}]} for t in TURNS
            ]
        },
        {"utterances": {str(at): turn for at, turn in enumerate(TURNS)}},
        {"speaker": ["Ana", "Ben"], "text": [A, B], "start": [0, 4]},
        {"speaker": {"0": "Ana", "1": "Ben"}, "text": {"0": A, "1": B}},
        {"columns": ["speaker", "text"], "index": [0, 1], "data": [["Ana", A], ["Ben", B]]},
        [["speaker", "text", "start"], ["Ana", A, 0], ["Ben", B, 4]],
        {"lines": [f"Ana: {A}", f"Ben: {B}"]},
        [{"Sprecher": "Ana", "Text": A, "Beginn": 1}, {"Sprecher": "Ben", "Text": B, "Beginn": 4}],
        [{"спикер": "Ana", "текст": A, "начало": 1}, {"спикер": "Ben", "текст": B, "начало": 4}],
        [{"説明": 1, "話者": "Ana", "発言": A}, {"説明": 1, "話者": "Ben", "発言": B}],
        [{"from": "Ana", "value": A}, {"from": "Ben", "value": B}],
        [{"speaker": {"firstName": "Ana"}, "text": A}, {"speaker": {"user": {"name": "Ben"}}, "text": B}],
        [*TURNS, None, "x", {"speaker": "Ben", "text": None}],
    ],
    ids=str,
)
def test_shapes(tree):
    assert said(read(tree)) == SAID


@pytest.mark.parametrize("tree", [[["Ana", A], ["Ben", B], ["Ana", C]], [{"Ana": A}, {"Ben": B}, {"Ana": C}]])
def test_pairs_of_name_and_text(tree):
    assert said(read(tree)) == [*SAID, ("Ana", C)]


@pytest.mark.parametrize(
    ("speakers", "labels"),
    [
        (["Ana", "Ben"], (0, 1)),
        ({"0": "Ana", "1": "Ben"}, (0, 1)),
        ({"S1": {"name": "Ana"}, "S2": {"name": "Ben"}}, ("S1", "S2")),
        ([{"id": "p1", "first_name": "Ana"}, {"id": "p2", "first_name": "Ben"}], ("p1", "p2")),
        ([{"index": 1, "name": "Ana"}, {"index": 2, "name": "Ben"}], (1, 2)),
    ],
)
@pytest.mark.parametrize(
    "keys", [("speaker", "text", "start", "end"), ("speakerId", "content", "startTime", "endTime")]
)
def test_names_in_a_table_beside(speakers, labels, keys):
    turns = [
        dict(zip(keys, (label, text, at, at + 1), strict=True))
        for at, (label, text) in enumerate(zip(labels, (A, B), strict=True))
    ]
    assert said(read({"speakers": speakers, "segments": turns})) == SAID


@pytest.mark.parametrize(
    ("first", "second", "starts"),
    [
        ("10:32:01", "10:32:05", [0, 4000]),
        ("10:32:01 AM", "10:32:05 AM", [0, 4000]),
        ("1m 5s", "1h 2m 3s", [65000, 3723000]),
        ("00:00:01 - 00:00:04", "00:00:05 - 00:00:06", [1000, 5000]),
        ("[00:00:01]", "[00:00:05]", [1000, 5000]),
        (1700000000.5, 1700000004, [0, 3500]),
        ("1700000000500", "1700000004000", [0, 3500]),
        ({"seconds": "1"}, {"seconds": "4", "nanos": 5 * 10**8}, [1000, 4500]),
        ("01/13/2024 10:00:01", "01/13/2024 10:00:06", [0, 5000]),
        ("13.01.2024 10:00:01", "13.01.2024 10:00:06", [0, 5000]),
        (None, 4, [None, 4000]),
        (float("nan"), 4, [None, 4000]),
        (-1, 4, [None, 4000]),
    ],
)
def test_times(first, second, starts):
    assert [unit.start_ms for unit in read(timed(first, second)).units] == starts


def test_times_of_every_unit_are_told_by_the_pace_of_speech():
    for scale in (1, 1000, 10**6, 10**7):
        turns = [{**turn, "start": turn["start"] * scale, "end": turn["end"] * scale} for turn in TURNS]
        assert units(read({"rows": [{**turn, "id": at} for at, turn in enumerate(turns)]})) == [
            ("Ana", A, 0, 3000),
            ("Ben", B, 4000, 6000),
        ]


def test_a_time_that_is_the_same_for_all_is_none():
    turns = [{**turn, "created_at": "2024-01-13T10:00:00Z"} for turn in ({"who": "Ana", "text": A}, *TURNS[:1] * 3)]
    assert read(turns).units[0].start_ms is None


def test_words_are_joined_by_what_their_list_is_called():
    words = [{"word": word, "start": at, "end": at + 0.5} for at, word in enumerate(["So", "how", "now"])]
    assert said(read({"text": "So how now", "words": words})) == [("Unknown speaker", "So how now")]
    turns = [
        {"speaker": name, "words": [{"w": "So", "s": 0, "e": 0.2}, {"w": "now", "s": 0.3, "e": 1}]} for name in "AB"
    ]
    assert units(read({"turns": turns})) == [("A", "So now", 0, 1000), ("B", "So now", 0, 1000)]


@pytest.mark.parametrize(
    ("flag", "settled", "open_"),
    [("is_final", True, False), ("IsPartial", False, True), ("end_of_turn", True, False), ("Final", "true", "false")],
)
def test_interim_results(flag, settled, open_):
    turns = [{"speaker": "Ana", "text": "So how", flag: open_}, {"speaker": "Ana", "text": A, flag: settled}]
    transcript = read([{"event": {"data": turn}} for turn in turns])
    assert said(transcript) == [("Ana", A)]
    assert notes(transcript) == [("entry 1", "an interim result")]
    only_open = [{**turn, flag: open_} for turn in TURNS]
    assert said(read(only_open)) == SAID


def test_captions_of_youtube_in_json():
    events = [
        {"tStartMs": at * 2000, "dDurationMs": 1500, "segs": [{"utf8": "turn"}, {"utf8": f" {at}"}]} for at in (0, 1)
    ]
    events.insert(1, {"tStartMs": 1500, "dDurationMs": 10, "aAppend": 1, "segs": [{"utf8": "\n"}]})
    rows = [("Unknown speaker", "turn 0", 0, 1500), ("Unknown speaker", "turn 1", 2000, 3500)]
    assert units(read({"wireMagic": "pb3", "events": events})) == rows


def test_interim_results_by_the_name_of_the_event():
    events = [
        {"message_type": "SessionBegins", "session": "x"},
        {"message_type": "PartialTranscript", "text": "So how", "audio_start": 0},
        {"message_type": "FinalTranscript", "text": A, "audio_start": 0},
        {"message_type": "FinalTranscript", "text": B, "audio_start": 9000},
    ]
    data = "\n".join(map(json.dumps, events)).encode()
    assert [unit.text for unit in read_bytes(data, "live.jsonl").units] == [A, B]


def test_events_that_are_no_speech_beside_some_that_are():
    lines = [
        {"type": "transcript", "name": "Ana", "content": A},
        {"type": "moment", "name": "Ana", "content": "positive"},
    ]
    lines.append({"type": "transcript", "name": "Ben", "content": B})
    transcript = read({"lines": [{"time": at, **line} for at, line in enumerate(lines)]})
    assert said(transcript) == SAID
    assert notes(transcript) == [("entry 2", "an event that is no speech")]


def test_tracks_in_one_list_are_put_in_order_of_time():
    tracks = [{"channel": at % 2, "text": f"turn {at}", "start": at * 10} for at in (0, 2, 4, 1, 3)]
    assert [unit.text for unit in read(tracks).units] == [f"turn {at}" for at in range(5)]


def test_html_in_texts():
    texts = ["It&#39;s so<br>yes", "Q&amp;A"] * 3
    turns = [{"speaker": "AB"[at % 2], "text": text} for at, text in enumerate(texts)]
    assert said(read(turns))[:2] == [("A", "It's so yes"), ("B", "Q&A")]
    literal = [*turns, {"speaker": "A", "text": "R&D"}]
    assert said(read(literal))[1] == ("B", "Q&amp;A")


def test_names_before_texts_without_speakers():
    rows = [{"text": f"{name}: {text}", "start": at} for at, (name, text) in enumerate([*SAID, ("Ana", C)])]
    assert said(read(rows)) == [*SAID, ("Ana", C)]


@pytest.mark.parametrize("stretches", ["paragraphs", "diarization"])
def test_speakers_in_a_list_of_their_own(stretches):
    words = [{"start": at, "end": at + 0.5, "text": text} for at, text in enumerate(["So", "far.", "Yes."])]
    spans = [{"start": 0, "end": 1.8, "speaker": "Ana"}, {"start": 1.9, "duration": 2, "speaker": {"@id": "Ben"}}]
    assert units(read({"words": words, stretches: spans})) == [("Ana", "So far.", 0, 1500), ("Ben", "Yes.", 2000, 2500)]
    segments = [{"start": 0, "end": 1.5, "text": "So far."}, {"start": 2, "end": 2.5, "text": "Yes.", "seek": 0}]
    assert said(read({"segments": segments, stretches: spans})) == [("Ana", "So far."), ("Ben", "Yes.")]


def test_words_of_whisper_with_speakers_in_a_list_of_their_own():
    words = [{"word": f" {text}", "start": at, "end": at + 0.5} for at, text in enumerate(["So", "far.", "Yes."])]
    segments = [{"start": 0, "end": 3, "text": " So far. Yes.", "words": words}]
    spans = [{"start": 0, "end": 1.8, "label": "Ana"}, {"start": 1.9, "end": 4, "label": "Ben"}]
    transcript = read({"segments": segments, "diarization": spans})
    assert transcript.format == "whisper"
    assert units(transcript) == [("Ana", "So far.", 0, 1500), ("Ben", "Yes.", 2000, 2500)]


def test_one_dialogue_of_a_dataset_is_read_and_several_are_named():
    dialogues = [{"dialogue_id": name, "turns": [{"speaker": "A", "utterance": A}]} for name in ("d1", "d2")]
    assert said(read(dialogues[0])) == [("A", A)]
    with pytest.raises(SeveralCallsError) as caught:
        read(dialogues)
    assert caught.value.calls == ("d1", "d2")
