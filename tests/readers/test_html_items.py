import pytest

from coder.readers import read_bytes

SHAPES = {
    "data": '<div class="transcript-item" data-start="{start}" data-end="{end}">'
    '<span class="speaker-name">{name}</span><span class="transcript-text">{text}</span></div>',
    "marks": '<section class="row"><b class="speakerName">{name}:</b><i class="turnTimestamp">0:0{start}</i>'
    '<div class="turn-text">{text}</div></section>',
    "order": '<p class="utterance-time">[0:0{start}]</p><p class="participant">{name}</p>'
    '<p class="utterance">{text}</p>',
}
TURNS = [("Ana Gil", "How did it <mark>go</mark>?<br>Tell me."), ("Ben", "Well &amp; good."), ("Ana Gil", "So?")]


@pytest.mark.parametrize("shape", SHAPES)
def test_speakers_times_and_texts_by_their_classes(shape):
    items = [
        SHAPES[shape].format(name=name, text=text, start=at, end=at + 0.5) for at, (name, text) in enumerate(TURNS, 1)
    ]
    page = f"<html><body><h1>Call</h1><p>Summary: Ben</p>{''.join(items)}<ul><li>Ben: call</li></ul></body></html>"
    transcript = read_bytes(page.encode(), "call.html")
    assert transcript.format == "html_items"
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        ("Ana Gil", "How did it go? Tell me.", 1000),
        ("Ben", "Well & good.", 2000),
        ("Ana Gil", "So?", 3000),
    ]
    assert [unit.end_ms for unit in transcript.units] == ([1500, 2500, 3500] if shape == "data" else [None] * 3)


def test_pages_that_class_nothing_are_read_as_text():
    page = '<div class="content"><p>Ana: Hi.</p><p>Ben: Yes.</p><p>Ana: So.</p></div>'
    assert read_bytes(page.encode(), "call.html").format == "html_page"
