import pytest

from coder.readers import read_bytes


def test_messages_are_chat_and_reactions_are_noted():
    text = (
        '00:05:41\tAna Gil:\tsounds great\r\n00:07:06\tstokes | x (y):\tReplying to "sounds..."\r\n\r\nyes: it\tis\r\n'
        '00:08:09\tToni:\tReacted to "yes..." with 🔥\r\n00:08:10\tToni:\tHat auf "yes" mit 👍 reagiert\r\n'
    )
    transcript = read_bytes(text.encode(), "chat.txt")
    assert transcript.format == "zoom_chat"
    assert transcript.units == ()
    assert [(message.speaker, message.text, message.start_ms) for message in transcript.chat] == [
        ("Ana Gil", "sounds great", 341_000),
        ("stokes | x (y)", 'Replying to "sounds..." yes: it is', 426_000),
    ]
    assert [(note.where, note.reason) for note in transcript.skipped] == [
        ("line 5", "reaction to a message"),
        ("line 6", "reaction to a message"),
    ]


@pytest.mark.parametrize(
    "shape",
    [
        "10:0{}:52 From {} to Everyone:\n\t{}",
        "10:0{}:52 From {} To Everyone: {}",
        "10:0{}:52\t From {} : {}",
        "10:0{}:52 From  {}  to  Ben Low(Direct Message) : {}",
        "2024-03-01 10:0{}:52 From {} to Everyone:\n{}",
    ],
)
def test_saved_chats_with_times_of_day(shape):
    text = "\n".join(shape.format(at, name, "hi: there") for at, name in enumerate(["Ana Gil", "Tom", "Ana Gil"]))
    transcript = read_bytes(text.encode(), "meeting_saved_chat.txt")
    assert transcript.format == "zoom_chat"
    assert [(message.speaker, message.text, message.start_ms) for message in transcript.chat] == [
        ("Ana Gil", "hi: there", None),
        ("Tom", "hi: there", None),
        ("Ana Gil", "hi: there", None),
    ]
    assert [note.reason for note in transcript.skipped] == ["times of day, not of the recording: not used"]
