import pytest

from coder.readers import read_bytes


@pytest.mark.parametrize(
    ("times", "starts", "n_notes"),
    [
        (("14:03:22", "14:03:25", "15:03:22"), [0, 3000, 3_600_000], 1),
        (("23:59:58", "00:00:03", "00:00:01"), [0, 5000, 3000], 1),
        (("00:00:03", "00:00:05", "00:01:00"), [3000, 5000, 60000], 0),
    ],
)
def test_times_of_day_are_counted_from_the_first(times, starts, n_notes):
    names = ("Ana Gil", "Ben", "Ana Gil")
    text = "\n\n".join(f"[{name}] {time}\nHi [there]." for name, time in zip(names, times, strict=True))
    transcript = read_bytes(text.encode(), "meeting_saved_closed_caption.txt")
    assert transcript.format == "zoom_captions"
    assert [unit.start_ms for unit in transcript.units] == starts
    assert [(unit.speaker, unit.text) for unit in transcript.units] == [(name, "Hi [there].") for name in names]
    assert len(transcript.skipped) == n_notes
