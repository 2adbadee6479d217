import pytest
from json_reading import read

from coder.errors import TranscriptError

MOMENTS = [{"ts": "00:00:05.000", "users": []}, {"ts": "00:00:10.000", "users": [{"username": "Ana"}]}]


@pytest.mark.parametrize("key", ["timeline", "timeline_refine"])
def test_it_is_refused_since_it_holds_no_text(key):
    with pytest.raises(TranscriptError, match="holds no text") as caught:
        read({key: MOMENTS})
    assert "VTT" in caught.value.next_step
