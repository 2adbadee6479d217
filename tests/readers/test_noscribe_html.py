from coder.readers import read_bytes

HTML = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN">
<html ><head ><style>p { a: b }</style></head>
<body><p>A talk</p>
<p ><a name="ts_0_900_" >(1 second pause) </a></p>
<p ><a name="ts_900_2000_S01" >S01: <span style="x" >[00:00:00]</span> Well &amp; good: so.</a>
<a name="ts_2100_2500_//S02" > //S02: Yes.</a><a name="ts_2500_2900_S01" >// We did.</a></p>
<p ><a name="ts_4000_3000_S02" >S02: <span>[00:00:04]</span> No.</a></p></body></html>
"""


def test_anchors_times_and_overlapping_speech():
    transcript = read_bytes(HTML.encode(), "talk.html")
    assert transcript.format == "noscribe_html"
    assert [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units] == [
        ("S01", "Well & good: so.", 900, 2000),
        ("S02", "Yes.", 2100, 2500),
        ("S01", "We did.", 2500, 2900),
        ("S02", "No.", 4000, None),
    ]
    assert [note.where for note in transcript.skipped] == ["line 3", "line 4", "line 7"]
