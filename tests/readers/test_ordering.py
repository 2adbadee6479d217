"""Cues whose times do not rise."""

from coder.readers import read_bytes


def compose(*cues: tuple[int, str]) -> bytes:
    blocks = [f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\n{cue}\n" for at, cue in cues]
    return "\n".join(["WEBVTT\n", *blocks]).encode()


def order(*cues: tuple[int, str]) -> list[int]:
    return [unit.start_ms // 1000 for unit in read_bytes(compose(*cues), "call.vtt").units]


def test_tracks_of_one_speaker_each_are_put_together():
    cues = [(1, "<v Ana>a"), (30, "<v Ana>b"), (60, "<v Ana>c"), (5, "<v Ben>d"), (45, "<v Ben>e")]
    transcript = read_bytes(compose(*cues), "call.vtt")
    assert [unit.speaker for unit in transcript.units] == ["Ana", "Ben", "Ana", "Ben", "Ana"]
    assert "out of order" in transcript.skipped[0].reason


def test_shuffled_cues_are_put_right_after_the_speaker_is_carried_on():
    cues = [(90, "Ana: x"), (70, "and so"), (50, "Ben: y"), (30, "Ana: z"), (10, "Ben: v")]
    transcript = read_bytes(compose(*cues), "call.vtt")
    assert [unit.start_ms for unit in transcript.units] == [10000, 30000, 50000, 70000, 90000]
    assert [unit.speaker for unit in transcript.units][3:] == ["Ana", "Ana"]


def test_recordings_one_after_the_other_stay_so():
    cues = [(1, "<v Ana>a"), (30, "<v Ben>b"), (60, "<v Ana>c"), (1, "<v Ben>d"), (45, "<v Ana>e")]
    assert order(*cues) == [1, 30, 60, 1, 45]


def test_people_who_talk_over_each_other_stay_as_they_are():
    assert order((1, "Ana: a"), (9, "Ben: b"), (7, "Ana: c"), (12, "Ben: d"), (11, "Ana: e")) == [1, 9, 7, 12, 11]
