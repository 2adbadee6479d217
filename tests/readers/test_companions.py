"""Files beside a transcript that know what it does not."""

import json
import time

import pytest
from json_reading import said, units

from coder.errors import SeveralCallsError, TranscriptError
from coder.readers import read_bytes, read_transcript
from coder.readers.stretches import Stretch, Timeline

RTTM = "SPEAKER r1 1 0.0 2.0 <NA> <NA> ana <NA> <NA>\nSPEAKER r1 1 2.0 2.0 <NA> <NA> ben <NA> <NA>\n"
CTM = "r1 1 0.1 0.4 so\nr1 1 0.6 0.4 yes\nr1 1 2.1 0.4 no\nr1 1 9.0 0.4 then\n"
VTT = "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nSo yes.\n\n00:00:01.800 --> 00:00:04.000\nNo.\n"
GONG = {
    "callTranscripts": [
        {"callId": "1", "transcript": [{"speakerId": "7", "sentences": [{"start": 0, "end": 9, "text": "So?"}]}]}
    ]
}
PARTIES = {"calls": [{"metaData": {"id": "1"}, "parties": [{"speakerId": "7", "name": "Ana Gil"}]}]}
LINES = '{"id": "0", "conversation_id": "c", "speaker": "u1", "text": "so it is"}\n' * 2
WHISPER = {
    "segments": [
        {
            "start": 0.0,
            "end": 4.0,
            "text": " So yes. No.",
            "words": [
                {"word": " So", "start": 0.1, "end": 0.4},
                {"word": " yes.", "start": 0.5, "end": 0.9},
                {"word": " No.", "start": 2.2, "end": 2.6},
            ],
        }
    ]
}
TIMELINE = {
    "timeline": [
        {"ts": "00:00:00.000", "users": [{"username": "Ana"}]},
        {"ts": "00:00:01.700", "users": [{"username": "Ben"}]},
    ]
}


def read(main, *companions, call=None):
    files = [
        (
            data
            if isinstance(data, bytes)
            else json.dumps(data).encode()
            if not isinstance(data, str)
            else data.encode(),
            name,
        )
        for data, name in (main, *companions)
    ]
    (data, source), *beside = files
    return read_bytes(data, source, call=call, companions=beside)


@pytest.mark.parametrize("files", [((CTM, "a.ctm"), (RTTM, "a.rttm")), ((RTTM, "a.rttm"), (CTM, "a.ctm"))])
def test_words_get_the_speaker_of_their_time_in_whatever_order_the_files_come(files):
    transcript = read(*files)
    assert (transcript.format, transcript.source) == ("ctm", "a.ctm")
    assert said(transcript) == [("ana", "so yes"), ("ben", "no"), ("Unknown speaker", "then")]
    assert [note.reason for note in transcript.skipped] == ["1 of 4 words when it has nobody speak: speaker unknown"]


def test_words_of_a_segment_by_several_speakers():
    assert units(read((WHISPER, "a.json"), (RTTM, "a.rttm"))) == [
        ("ana", "So yes.", 100, 900),
        ("ben", "No.", 2200, 2600),
    ]


def test_captions_get_the_speaker_who_speaks_longest_in_them():
    assert said(read((VTT, "a.vtt"), (RTTM, "a.rttm"))) == [("ana", "So yes."), ("ben", "No.")]
    assert said(read((VTT, "a.vtt"), (TIMELINE, "a.json"))) == [("Ana", "So yes."), ("Ben", "No.")]


def test_those_who_are_named_keep_their_name():
    rows = "start,end,speaker,text\n0,1,Marta,So it is\n1,2,Marta,yes\n2,4,,No.\n"
    assert said(read((rows, "a.csv"), (RTTM, "a.rttm"))) == [("Marta", "So it is"), ("Marta", "yes"), ("ben", "No.")]


def test_the_recording_is_the_one_named_or_called_like_the_file():
    several = RTTM + RTTM.replace("r1", "r2").replace("ana", "cem")
    with pytest.raises(SeveralCallsError) as caught:
        read((VTT, "a.vtt"), (several, "a.rttm"))
    assert caught.value.calls == ("r1", "r2")
    assert said(read((VTT, "r2.vtt"), (several, "a.rttm")))[0] == ("cem", "So yes.")


def test_names_of_speakers_in_another_file():
    assert read((GONG, "a.json"), (PARTIES, "b.json")).speakers == ("Ana Gil",)
    assert read((PARTIES, "b.json"), (GONG, "a.json")).speakers == ("Ana Gil",)
    meta = {"u1": {"meta": {"name": "Ana"}, "vectors": []}, "u2": {"meta": {"name": "Ben"}, "vectors": []}}
    assert read((LINES, "utterances.jsonl"), (meta, "speakers.json")).speakers == ("Ana",)


def test_speakers_of_another_transcript_of_the_same_recording():
    named = "WEBVTT\n\n00:00.000 --> 00:01.700\nAna: So, yes.\n\n00:01.700 --> 00:04.000\nBen: No!\n"
    assert said(read((VTT, "a.vtt"), (named, "b.vtt"))) == [("Ana", "So yes."), ("Ben", "No.")]


def test_tracks_of_one_speaker_each_are_put_together():
    ana, ben = (
        "WEBVTT\n\n" + "".join(f"00:0{at}.000 --> 00:0{at}.900\nThis is {at}\n\n" for at in starts)
        for starts in ((0, 3), (1, 5))
    )
    transcript = read((ana, "Ana.vtt"), (ben, "Ben.vtt"))
    assert said(transcript) == [("Ana", "This is 0"), ("Ben", "This is 1"), ("Ana", "This is 3"), ("Ben", "This is 5")]


@pytest.mark.parametrize("companion", [{"a": 1}, {"users": []}, "nothing to see\n", "Ana: So.\nBen: Yes.\n"])
def test_a_companion_that_knows_nothing_is_refused(companion):
    with pytest.raises(TranscriptError) as caught:
        read((VTT, "a.vtt"), (companion, "b.json"))
    assert caught.value.where == "b.json"
    assert "RTTM" in caught.value.next_step


def test_without_times_nobody_can_be_found():
    with pytest.raises(TranscriptError) as caught:
        read(("Ana: So.\nBen: Yes.\n", "a.txt"), (RTTM, "b.rttm"))
    assert caught.value.where == "a.txt"
    assert "with its times" in caught.value.next_step


def test_who_speaks_when_alone_is_refused_and_names_the_option():
    for data, source in ((RTTM, "a.rttm"), (json.dumps(TIMELINE), "a.json")):
        with pytest.raises(TranscriptError) as caught:
            read_bytes(data.encode(), source)
        assert "--with FILE" in caught.value.next_step


def test_companions_by_path(tmp_path):
    (tmp_path / "a.ctm").write_text(CTM)
    (tmp_path / "a.rttm").write_text(RTTM)
    transcript = read_transcript(tmp_path / "a.ctm", companions=[tmp_path / "a.rttm"])
    assert transcript.speakers == ("ana", "ben", "Unknown speaker")
    with pytest.raises(TranscriptError, match="nothing of that name"):
        read_transcript(tmp_path / "a.ctm", companions=[tmp_path / "none.rttm"])


def test_a_stretch_as_long_as_the_call_makes_no_other_search_longer():
    stretches = [Stretch("ana", 0, 10**9)] + [Stretch("ben", at * 1000, at * 1000 + 900) for at in range(20_000)]
    timeline = Timeline(stretches)
    start = time.process_time()
    assert {timeline.speaker_of(at * 1000 + 100, at * 1000 + 1000) for at in range(0, 20_000)} == {"ana"}
    assert time.process_time() - start < 2


def test_stretches_of_one_speaker_that_overlap_are_one():
    timeline = Timeline([Stretch("ana", 0, 600), Stretch("ana", 500, 1000), Stretch("ben", 0, 700)])
    assert timeline.speaker_of(0, 1000) == "ana"
