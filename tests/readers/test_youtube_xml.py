from coder.readers import read_bytes


def describe(text: str):
    transcript = read_bytes(text.encode(), "call.xml")
    assert transcript.format == "youtube_xml"
    return [(unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units]


def test_seconds():
    head = '<?xml version="1.0" encoding="utf-8"?>'
    captions = '<text start="0.5" dur="2.4">it&amp;#39;s one</text><text start="2.9">two</text>'
    text = f"{head}<transcript>{captions}</transcript>"
    assert describe(text) == [("it's one", 500, 2900), ("two", 2900, None)]


def test_milliseconds_and_words():
    text = (
        '<timedtext format="3"><head/><body><w t="0"/><p t="160" d="400"><s>so</s><s t="200"> today</s></p>'
        '<p t="560" d="10">\n</p><p t="600" d="x">we</p></body></timedtext>'
    )
    assert describe(text) == [("so today", 160, 560), ("we", 600, None)]
