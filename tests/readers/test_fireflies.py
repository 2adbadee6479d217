import pytest
from json_reading import read, units

from coder.errors import TranscriptError

SENTENCES = [
    {
        "index": 0,
        "speaker_name": "Ana Gil",
        "speaker_id": 0,
        "text": "Hi Ben.",
        "start_time": "0.08",
        "end_time": "1.2",
    },
    {"index": 1, "speaker_name": None, "speaker_id": 1, "raw_text": "Hello.", "start_time": 1.4, "end_time": 2},
]
MEETING = {"title": "Weekly", "speakers": [{"id": 1, "name": "Ben Roe"}], "sentences": SENTENCES}


@pytest.mark.parametrize(
    "tree",
    [
        MEETING,
        {"data": {"transcript": MEETING}},
        {"request": {"body": {"query": "q"}}, "response": {"status": 200, "body": {"data": {"transcript": MEETING}}}},
        [{"json": MEETING}],
    ],
)
def test_every_wrapper(tree):
    transcript = read(tree)
    assert transcript.format == "fireflies"
    assert units(transcript) == [("Ana Gil", "Hi Ben.", 80, 1200), ("Ben Roe", "Hello.", 1400, 2000)]


def test_the_list_that_its_page_downloads():
    items = [{"sentence": "Hi.", "startTime": "00:02", "endTime": "00:03", "speaker_name": "Ana", "speaker_id": 0}]
    assert units(read({"sentences": items})) == [("Ana", "Hi.", 2000, 3000)]


def test_a_silent_meeting_is_refused():
    with pytest.raises(TranscriptError, match="no speech"):
        read({"data": {"transcript": {"sentences": [], "meeting_info": {"silent_meeting": True}}}})
