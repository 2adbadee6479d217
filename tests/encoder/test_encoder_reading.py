"""What the encoder sees of a call."""

import numpy as np
import pytest

from coder.encoder.reading import MAX_CONTEXT_TOKENS, MAX_OWN_TOKENS, Reader, pad
from coder.features import Spoken
from coder.model_folder import Model

CALL = [
    Spoken(0, "Ana", "manager", "What happened?"),
    Spoken(0, "Ana", "manager", "Tell me."),
    Spoken(1, "Ben", "rep", "They went quiet."),
    Spoken(2, "Cy", "guest", "Sorry, who did?"),
]


@pytest.fixture(scope="module")
def reader(model: Model) -> Reader:
    return Reader.load(model.folder, context=False)


@pytest.fixture(scope="module")
def context_reader(model: Model) -> Reader:
    return Reader.load(model.folder, context=True)


def test_each_utterance_is_read_with_its_role(reader: Reader) -> None:
    reading = reader.read(CALL)
    assert reading.roles.tolist() == [0, 0, 1, 2]
    assert reading.same_speaker.tolist() == [0.0, 1.0, 0.0, 0.0]
    assert reading.n_own == [len(tokens) for tokens in reading.tokens]
    as_rep = reader.read([CALL[0]._replace(role="rep")])
    assert as_rep.tokens[0] != reading.tokens[0]
    assert as_rep.tokens[0][-3:] == reading.tokens[0][-3:]


def test_hidden_roles_leave_no_trace(reader: Reader) -> None:
    swapped = [spoken._replace(role="rep" if spoken.role == "manager" else "manager") for spoken in CALL]
    one, other = reader.read(CALL, hide_roles=True), reader.read(swapped, hide_roles=True)
    assert one.tokens == other.tokens
    assert one.roles.tolist() == other.roles.tolist() == [3, 3, 3, 3]


def test_with_context_the_utterance_before_follows(reader: Reader, context_reader: Reader) -> None:
    alone, together = reader.read(CALL), context_reader.read(CALL)
    assert together.n_own == alone.n_own
    for row, own in enumerate(alone.tokens):
        assert together.tokens[row][: len(own)] == own
    before = together.tokens[2][together.n_own[2] :]
    assert before == alone.tokens[1][1:]


def test_long_utterances_are_cut(context_reader: Reader) -> None:
    long = Spoken(0, "Ana", "manager", "word " * 500)
    reading = context_reader.read([long, long])
    role_and_marks = 4
    assert reading.n_own[0] <= MAX_OWN_TOKENS + role_and_marks
    assert len(reading.tokens[1]) <= MAX_OWN_TOKENS + MAX_CONTEXT_TOKENS + 2 * role_and_marks


def test_padding_marks_what_is_there(context_reader: Reader) -> None:
    reading = context_reader.read(CALL)
    arrays = pad(reading.tokens, reading.n_own)
    assert arrays["mask"].sum(axis=1).tolist() == [len(tokens) for tokens in reading.tokens]
    own = ((arrays["mask"] == 1) & (arrays["segments"] == 0)).sum(axis=1)
    assert own.tolist() == reading.n_own
    assert all(array.dtype == np.int64 for array in arrays.values())
