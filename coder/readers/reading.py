"""Content read in the form that it has, one call of it."""

from dataclasses import replace
from typing import Any

from coder.readers.calls import refuse_name
from coder.readers.content import Content
from coder.readers.detection import FLOOR, detect_format
from coder.readers.format import Format
from coder.readers.json.calls import keep_one_call
from coder.transcript import Transcript


def read_content(content: Content, *, call: str | None = None) -> Transcript:
    """The conversation; ``call`` names the one to read of several.

    Raises:
        SeveralCallsError: several calls, and none or an unknown one is named.
        TranscriptError: no transcript that can be read.
    """
    form = detect_format(content, content.source)
    return read_as(form, content.shaped(form.shape), content.source, call=call)


def read_as(form: Format, content: Any, source: str, *, call: str | None = None) -> Transcript:
    """The conversation in content of a known form, in the shape that the form reads; raises as ``read_content``."""
    if form.takes_call:
        return form.read(content, source, call=call)
    if form.shape == "json":
        tree, name = keep_one_call(content, lambda part: form.likelihood(part, source) >= FLOOR, source, call)
        transcript = form.read(tree, source)
        return replace(transcript, call=name) if name else transcript
    if call is not None:
        raise refuse_name(source)
    return form.read(content, source)
