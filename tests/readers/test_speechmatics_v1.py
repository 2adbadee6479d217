from json_reading import read, units

from coder.transcript import UNKNOWN_SPEAKER


def part(name, time, duration="0.30"):
    return {"name": name, "time": f"{time}", "duration": duration, "confidence": "0.9"}


def test_words_go_to_who_speaks_then():
    words = [
        part("Hm", 0.1),
        part("So", 0.5),
        part("Ben", 1.0),
        part(".", 1.3, "0.00"),
        part("Yes", 2.0),
        part("No", 3.1),
    ]
    speakers = [part("M1", 0.5, "1.00"), part("F2", 2.0, "0.50"), part("M1", 3.0, "1.00")]
    transcript = read({"job": {"id": 1}, "speakers": speakers, "words": words, "format": "1.0"})
    assert transcript.format == "speechmatics_v1"
    assert units(transcript) == [
        (UNKNOWN_SPEAKER, "Hm", 100, 400),
        ("M1", "So Ben.", 500, 1300),
        ("F2", "Yes", 2000, 2300),
        ("M1", "No", 3100, 3400),
    ]
