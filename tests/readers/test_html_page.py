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


def test_parts_of_pages_of_podcasts_and_tables():
    turns = [("Ana Gil", "0:05", "How?"), ("Ben", "0:09", "Well."), ("Ana Gil", "0:15", "So?")]
    cites = "".join(f"<cite>{name}:</cite><time>{time}</time><p>{text}</p>" for name, time, text in turns)
    rows = "".join(f"<tr><td>{time}</td><td>{name}</td><td>{text}</td></tr>" for name, time, text in turns)
    table = f"<table><tr><th>Time</th><th>Speaker</th><th>Text</th></tr>{rows}</table>"
    spans = "".join(f"<div><span>{name}</span><span>{time}</span></div><div>{text}</div>" for name, time, text in turns)
    for markup in (cites, table, spans):
        transcript = read_bytes(markup.encode(), "call.html")
        assert transcript.format == "html_page"
        assert [(unit.speaker, unit.text) for unit in transcript.units] == [(name, text) for name, _, text in turns]
        assert transcript.units[1].start_ms == 9000


def test_menus_and_footers_are_no_speech():
    page = (
        "<html><body><nav>Home: all</nav><p>Ana: Hi.</p><p>Ben: Yes.</p><p>Ana: So.</p><footer>Copyright: Acme</footer>"
    )
    assert [unit.text for unit in read_bytes(page.encode(), "call.html").units] == ["Hi.", "Yes.", "So."]
