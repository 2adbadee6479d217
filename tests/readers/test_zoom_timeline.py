import pytest
from json_reading import read, units

from coder.errors import TranscriptError

MOMENTS = [{"ts": "00:00:05.000", "users": []}, {"ts": "00:00:10.000", "users": [{"username": "Ana"}]}]


@pytest.mark.parametrize("key", ["timeline", "timeline_refine"])
def test_it_is_refused_since_it_holds_no_text(key):
    with pytest.raises(TranscriptError, match="holds no text") as caught:
        read({key: MOMENTS})
    assert "VTT" in caught.value.next_step


def test_a_timeline_with_texts():
    moments = [
        {"ts": "00:00:01.180", "end_ts": "00:00:03.300", "users": [{"username": "Ana"}], "text": "How did it go?"}
    ]
    moments.append({"ts": "00:00:04.000", "users": [{"username": "Ben"}], "text": "They went quiet."})
    assert units(read({"type": "zoom_transcript", "timeline": moments})) == [
        ("Ana", "How did it go?", 1180, 3300),
        ("Ben", "They went quiet.", 4000, None),
    ]
