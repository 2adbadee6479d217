"""Errors say where, what was expected, what was found and what to do; and they come back whole from elsewhere."""

import pickle

import pytest

from coder.errors import AuditError, CoderError, SeveralCallsError


@pytest.mark.parametrize(
    "error",
    [
        AuditError("here", expected="this", found="that", next_step="Mend it."),
        SeveralCallsError("here", calls=("a", "b"), expected="this", found="that", next_step="Mend it."),
    ],
)
def test_an_error_comes_back_whole_from_another_process(error: CoderError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert vars(back) == vars(error)
    assert str(back) == str(error) == "here: expected this, found that. Mend it."
