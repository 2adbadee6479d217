import pytest
from json_reading import read, said


@pytest.mark.parametrize(
    "text",
    [
        "Ana Gil: How did it go?\nBen Roe: They sign.\nAna Gil: Good.",
        "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v Ana Gil>How did it go?</v>\r\n\r\n"
        "00:02.000 --> 00:03.000\r\n<v Ben Roe>They sign.</v>\r\n",
    ],
)
def test_the_text_is_read_as_what_it_is(text):
    transcript = read({"meeting": {"title": "Weekly", "transcript": text, "summary": "Short.\nVery."}})
    assert transcript.format == "text_in_json"
    assert said(transcript)[:2] == [("Ana Gil", "How did it go?"), ("Ben Roe", "They sign.")]
