from contextlib import suppress

import pytest

from coder.errors import TranscriptError
from coder.readers.detection import FLOOR, all_formats, detect_format

TEXTS = [
    "",
    "x",
    "Ana: Hi.",
    "WEBVTT",
    "a,b\n1,2",
    "{}",
    '{"speaker": "A", "text": "b"}',
    "[" * 9999,
    "\ud800",
    "---",
]


def test_formats_are_found_without_a_list():
    assert {form.name for form in all_formats()} >= {"webvtt", "srt", "name_text", "table", "codebook_jsonl"}
    assert len({form.name for form in all_formats()}) == len(all_formats())


@pytest.mark.parametrize("form", all_formats(), ids=lambda form: form.name)
def test_likelihoods_are_shares_for_any_text(form):
    assert all(0 <= form.likelihood(text, "call.txt") <= 1 for text in TEXTS)
    assert all(extension.startswith(".") and extension.islower() for extension in form.extensions)
    assert form.likelihood("", "call" + form.extensions[0]) < FLOOR


@pytest.mark.parametrize("form", all_formats(), ids=lambda form: form.name)
@pytest.mark.parametrize("text", TEXTS)
def test_readers_raise_nothing_but_transcript_errors(form, text):
    with suppress(TranscriptError):
        assert form.read(text, "call.txt").units


def test_an_extension_alone_makes_no_format():
    with pytest.raises(TranscriptError):
        detect_format("nothing to see here", "call.vtt")
