import json
from contextlib import suppress
from pathlib import Path

import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes, read_transcript
from coder.readers.content import Content
from coder.readers.detection import FLOOR, all_formats, detect_format

ROOT = Path(__file__).parents[2]
OWN_FILES = {
    "coder/samples/*.srt": "srt",
    "coder/samples/*.vtt": "webvtt",
    "coder/samples/*.txt": "name_text",
    "labeled_examples/calls/*.jsonl": "codebook_jsonl",
}
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
    "<tt><body><p/></body></tt>",
    "<html><body>Ana: Hi.",
    "0:05 - Ana\nHi.",
    "{\\rtf1 Ana: Hi.}",
]


def test_formats_are_found_without_a_list():
    assert {form.name for form in all_formats()} >= {"webvtt", "srt", "name_text", "table", "codebook_jsonl"}
    assert len({form.name for form in all_formats()}) == len(all_formats())


def shape_all(form):
    """The texts in the shape that the format reads; those that do not have it are left out."""
    for text in TEXTS:
        data = text.encode("utf-8", "surrogatepass")
        with suppress(TranscriptError):
            shaped = Content(data, "" if form.shape == "bytes" else text, "call.txt").shaped(form.shape)
            if shaped is not None:
                yield shaped


@pytest.mark.parametrize("form", all_formats(), ids=lambda form: form.name)
def test_likelihoods_are_shares_for_any_content(form):
    assert all(0 <= form.likelihood(content, "call.txt") <= 1 for content in shape_all(form))
    assert all(extension.startswith(".") and extension.islower() for extension in form.extensions)
    if form.shape in ("text", "bytes"):
        empty = "" if form.shape == "text" else b""
        assert form.likelihood(empty, "call" + form.extensions[0]) < FLOOR


@pytest.mark.parametrize("form", all_formats(), ids=lambda form: form.name)
def test_readers_raise_nothing_but_transcript_errors(form):
    for content in shape_all(form):
        # Trees go to a reader only once its likelihood has looked at them; text may come damaged in any way.
        if form.shape in ("json", "xml") and form.likelihood(content, "call.txt") < FLOOR:
            continue
        with suppress(TranscriptError):
            transcript = form.read(content, "call.txt")
            assert transcript.units or transcript.chat


def test_an_extension_alone_makes_no_format():
    text = "nothing to see here"
    with pytest.raises(TranscriptError):
        detect_format(Content(text.encode(), text, "call.vtt"), "call.vtt")


@pytest.mark.parametrize("pattern", OWN_FILES)
def test_own_files_stay_of_their_format_whatever_formats_are_added(pattern):
    paths = sorted(ROOT.glob(pattern))[:20]
    assert paths
    assert {read_transcript(path).format for path in paths} == {OWN_FILES[pattern]}


def test_broken_json_is_refused_and_not_read_as_names_with_colons():
    results = [
        {"StartTime": at, "Alternatives": [{"Transcript": "so it goes", "Items": [{"Content": "so", "Speaker": "1"}]}]}
        for at in range(12)
    ]
    text = json.dumps([{"Transcript": {"Results": [result]}} for result in results])
    at = text.index('{"Content"', len(text) // 2)
    with pytest.raises(TranscriptError) as caught:
        read_bytes(f"{text[:at]}\n{text[at + 1 :]}".encode(), "call.json")
    assert caught.value.expected == "JSON that is whole"
