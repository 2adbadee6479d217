"""CHAT: as pylangacq reads what we write, and as other people write it."""

from dataclasses import replace
from pathlib import Path

import pylangacq
import pytest

from coder.errors import ExamplesError
from coder.exchange import read_calls, write_calls
from coder.readers import read_transcript
from tests.exchange.calls import CALLS, MONDAY, PLAIN, SETTLED

OTHERS = """@UTF8
@Begin
@Languages:\teng
@Participants:\tINV Anna_Bell Investigator, SUB Subject
@ID:\teng|x|INV|||||Investigator|||
@Comment:\tthis is no name
*INV:\twell &-um what
\thappened (.) then ? \x150_1500\x15
%mor:\tadv|well
%cod:\t$open_question
\t$learn
*SUB:\t&=laughs .
*SUB:\tthey went quiet .
%cod:\t$inform
@End
"""


def test_pylangacq_reads_it(tmp_path: Path) -> None:
    write_calls(CALLS, tmp_path / "out", "chat")
    files = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in files] == [f"{name}.cha" for name in sorted(call.name for call in CALLS)]
    for call, path in zip(sorted(CALLS, key=lambda call: call.name), files, strict=True):
        chat = pylangacq.read_chat(str(path))
        spoken = list(chat.utterances())
        assert len(spoken) == len(call.utterances)
        for utterance, one in zip(call.utterances, spoken, strict=True):
            codes = [f"${each}" for each in (utterance.code, *utterance.lenses, *utterance.signals) if each]
            assert one.tiers.get("%cod", "").split() == codes
            assert one.tiers["%flo"] == " ".join(utterance.text.split())
            timed = None not in (utterance.start_ms, utterance.end_ms)
            assert one.time_marks == ((utterance.start_ms, utterance.end_ms) if timed else None)


def test_the_words_are_chat_s(tmp_path: Path) -> None:
    write_calls((MONDAY,), tmp_path / "out", "chat")
    chat = pylangacq.read_chat(str(tmp_path / "out" / "monday.cha"))
    assert [one.audible for one in chat.utterances()] == ["So what b happened ?", "Tell me .", "They went quiet .", "."]
    assert [(one.code, one.name, one.role) for one in chat.headers()[0].participants] == [
        ("S01", "Marta_Lindqvist", "Leader"),
        ("S02", "Jo_nas_x", "Member"),
        ("S03", "Гость", "Guest"),
    ]


@pytest.mark.parametrize(("text", "mark"), [("Why? Because", "."), ('"Really?"', "?"), ("Go!", "!"), ("—", ".")])
def test_the_end_mark_is_that_of_the_end(text: str, mark: str, tmp_path: Path) -> None:
    write_calls((replace(PLAIN, utterances=(replace(PLAIN.utterances[0], text=text),)),), tmp_path / "out", "chat")
    (one,) = pylangacq.read_chat(str(tmp_path / "out" / "plain.cha")).utterances()
    assert one.audible.split()[-1] == mark


def test_a_file_of_others(tmp_path: Path) -> None:
    path = tmp_path / "old.cha"
    path.write_text(OTHERS, encoding="utf-8", newline="\r\n")
    came = read_calls(path, "chat", manager="Anna Bell")
    (call,) = came.calls
    assert [(u.speaker, u.role, u.text, u.code, u.lenses, u.start_ms) for u in call.utterances] == [
        ("Anna Bell", "manager", "well um what happened then ?", "open_question", ("learn",), 0),
        ("SUB", "rep", "they went quiet .", "inform", (), None),
    ]
    assert came.left_out == ("old.cha: the lines %mor", "old.cha: 1 main lines without words")
    assert (call.name, call.author) == ("old", "old")


def test_codes_of_another_scheme_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.cha"
    path.write_text(OTHERS.replace("$inform", "$NIA:RP"), encoding="utf-8")
    with pytest.raises(ExamplesError) as caught:
        read_calls(path, "chat", manager="Anna Bell")
    assert caught.value.where == f"{path} line 13"


def test_it_is_still_a_transcript(tmp_path: Path) -> None:
    write_calls((SETTLED,), tmp_path / "out", "chat")
    transcript = read_transcript(tmp_path / "out" / "settled.cha")
    assert transcript.format == "talkbank_chat"
    assert [unit.speaker for unit in transcript.units] == [u.speaker for u in SETTLED.utterances]
