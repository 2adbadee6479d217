import pytest
from packed import reasons_of, rows_of

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.readers.research.chat_codes import find_times, strip_codes

HEAD = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tCHI Adam_Gil Target_Child, MOT Mother, PAR0 Participant\n"


def read(body: str, head: str = HEAD):
    return read_bytes((head + body).encode(), "call.cha")


def test_main_lines_with_times_names_and_continuations():
    transcript = read(
        "*CHI:\thello there . \x15125_475\x15\n*MOT:\tyes\n\tand no . \x15500_\n\t900\x15\n*PAR0:\thm .\n@End\n"
    )
    assert transcript.format == "talkbank_chat"
    assert rows_of(transcript) == [
        ("Adam Gil", "hello there .", 125, 475),
        ("MOT", "yes and no .", None, None),
        ("PAR0", "hm .", None, None),
    ]


def test_analysis_comments_and_words_of_others_are_noted():
    transcript = read(
        "*CHI:\tyes &*MOT:no .\n%mor:\tco|yes\n%wor:\tyes\n@Comment:\tdoor opens\n*MOT:\tso .\n%mor:\tadv|so\n"
    )
    assert [unit.text for unit in transcript.units] == ["yes .", "so ."]
    assert [(note.where, note.reason) for note in transcript.skipped] == [
        ("line 5", "words put in by another speaker"),
        ("line 6", "%mor: 2 lines of analysis, not speech"),
        ("line 7", "%wor: 1 lines of analysis, not speech"),
        ("line 8", "no main line: nobody says it"),
    ]


@pytest.mark.parametrize(
    ("coded", "plain"),
    [
        ("Um <I like I like> [/] I like beans .", "Um I like I like I like beans ."),
        ("&-um &+fr friend &=laughs .", "um fr friend ."),
        ("(be)cause (.) it (1.5) broke (..)", "because it broke"),
        ("wug@n is no:: 0is good [*] [= shouting]", "wug is no good"),
        ("and then +...", "and then ..."),
        ("but I +/.", "but I ."),
        ("is it +..?", "is it ?"),
        ('+" yes +,', "yes"),
        ("++ Mommy_bear ‡ xxx 007 ok ?", "Mommy bear , xxx 007 ok ?"),
        ('yes . \x15%snd:"a b.wav"_10_20\x15', "yes ."),
        ("0 [=! nods] .", "."),
    ],
)
def test_codes_are_no_words(coded, plain):
    assert strip_codes(coded) == plain


def test_times_of_old_and_several_marks():
    assert find_times('a \x15%snd:"x.wav"_10_20\x15 b \x1530_45\x15') == (10, 45)
    assert find_times("a \x1510\x15") == (None, None)


def test_main_lines_without_a_head():
    assert read("*A:\tyes .\n*B:\tno .\n", head="").speakers == ("A", "B")


def test_a_head_alone_is_refused():
    with pytest.raises(TranscriptError):
        read("@End\n")
    assert reasons_of(read("*CHI:\tyes .\nstray\n")) == ["no main line: nobody says it"]
