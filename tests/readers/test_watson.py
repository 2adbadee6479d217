from json_reading import read, said, units

from coder.transcript import UNKNOWN_SPEAKER

RESULTS = [
    {
        "final": True,
        "alternatives": [
            {"transcript": "so ben yes ", "timestamps": [["so", 0.5, 0.8], ["ben", 1.0, 1.4], ["yes", 2.0, 2.3]]}
        ],
    },
    {"final": True, "alternatives": [{"transcript": "good "}]},
]


def test_speakers_by_time():
    labels = [{"from": start, "to": start + 0.3, "speaker": who} for start, who in ((0.5, 0), (1.0, 0), (2.0, 1))]
    transcript = read({"results": RESULTS, "speaker_labels": labels})
    assert transcript.format == "watson"
    assert units(transcript)[:2] == [("0", "so ben", 500, 1400), ("1", "yes", 2000, 2300)]


def test_without_labels():
    assert said(read({"results": RESULTS})) == [(UNKNOWN_SPEAKER, "so ben yes"), (UNKNOWN_SPEAKER, "good")]
