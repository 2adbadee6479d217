import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>Ana:</b> Hi\nyou.</p><p>Ben: Yes &amp; no.</p>",
        "<div>Ana: Hi you.<br>Ben: Yes &amp; no.</div>",
        "<table><tr><td>Ana:<td>Hi you.<tr><td>Ben:<td>Yes &amp; no.</table>",
        "<p>Ana Gil  0:01</p><p>Hi you.</p><p>Ben  0:04</p><p>Yes &amp; no.</p>",
    ],
)
def test_pages_are_read_as_their_text(body):
    page = f"<!DOCTYPE html><html><head><title>x: y</title><script>Cy: no</script></head><body>{body}</body></html>"
    transcript = read_bytes(page.encode(), "call.html")
    assert transcript.format == "html_page"
    assert [(unit.speaker.split()[0], unit.text) for unit in transcript.units] == [
        ("Ana", "Hi you."),
        ("Ben", "Yes & no."),
    ]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><p>&lt;html>Ana: Hi. &lt;p>Ben: Yes.</html>", "<html><![x[ <p>prose only"]
)
def test_pages_without_a_transcript(page):
    with pytest.raises(TranscriptError):
        read_bytes(page.encode(), "call.html")
