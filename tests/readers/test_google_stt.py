import pytest
from json_reading import notes, read, said, units

from coder.transcript import UNKNOWN_SPEAKER


def result(*words, transcript=None, **more):
    text = transcript or " ".join(word["word"] for word in words)
    return {
        "alternatives": [{"transcript": text, "confidence": 0.9, "words": list(words)}],
        "languageCode": "en",
        **more,
    }


def word(text, start, tag=None):
    tagged = {} if tag is None else {"speakerTag": tag}
    return {"word": text, "startTime": f"{start}s", "endTime": f"{start + 0.5}s", **tagged}


def test_results_without_speakers():
    transcript = read({"results": [result(word("so", 0.5), word("ben", 1)), result(word("yes", 2))]})
    assert transcript.format == "google_stt"
    assert units(transcript) == [(UNKNOWN_SPEAKER, "so ben", 500, 1500), (UNKNOWN_SPEAKER, "yes", 2000, 2500)]


def test_a_last_result_that_repeats_all_words_is_not_read_twice():
    tagged = [word("so", 0.5, 1), word("ben", 1, 1), word("yes", 2, 2)]
    transcript = read({"results": [result(word("so", 0.5), word("ben", 1)), result(word("yes", 2)), result(*tagged)]})
    assert units(transcript) == [("1", "so ben", 500, 1500), ("2", "yes", 2000, 2500)]
    assert [where for where, _ in notes(transcript)] == ["entry 1", "entry 2"]


def test_results_that_name_speakers_each_are_all_read():
    transcript = read({"results": [result(word("so", 0.5, 1)), result(word("yes", 2, 2)), result(word("no", 3, 1))]})
    assert said(transcript) == [("1", "so"), ("2", "yes"), ("1", "no")]


@pytest.mark.parametrize("wrap", [lambda r: {"response": r}, lambda r: {"results": {"gs://a": {"transcript": r}}}])
def test_wrappers_and_version_2(wrap):
    words = [{"word": "so", "startOffset": "0.5s", "endOffset": "1s", "speakerLabel": "1"}]
    assert units(read(wrap({"results": [result(*words)]}))) == [("1", "so", 500, 1000)]


def test_times_in_parts_some_of_which_are_left_out():
    words = [{"word": "so", "startTime": {"nanos": 900000000}, "endTime": {"seconds": "12"}}]
    assert units(read({"results": [result(*words)]})) == [(UNKNOWN_SPEAKER, "so", 900, 12000)]


def test_channels():
    results = [result(word("so", 0.5), channelTag=1), result(word("good", 5), channelTag=1)]
    results.append(result(word("yes", 2), channelTag=2))
    assert said(read({"results": results})) == [("Channel 1", "so"), ("Channel 2", "yes"), ("Channel 1", "good")]


def test_text_without_words_and_empty_results():
    transcript = read({"results": [result(transcript="so ben", resultEndTime="2s"), {"languageCode": "en"}]})
    assert units(transcript) == [(UNKNOWN_SPEAKER, "so ben", None, 2000)]
    assert notes(transcript) == [("entry 2", "no text")]
