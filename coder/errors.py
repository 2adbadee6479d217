"""Every error this package raises on purpose.

A message says where, what was expected, what was found and what to do next.
The parts stay on the exception, so that a page or a test need not parse text.
No message carries utterance text.
"""

from copyreg import __newobj__
from typing import Any


class CoderError(Exception):
    """Base of all errors a user can cause and mend.

    Attributes:
        where: file, line or argument the error is about.
        expected: what would have been right.
        found: what was there instead.
        next_step: what the user can do now.
    """

    def __init__(self, where: str, *, expected: str, found: str, next_step: str) -> None:
        self.where = where
        self.expected = expected
        self.found = found
        self.next_step = next_step
        super().__init__(f"{where}: {self.reason}")

    @property
    def reason(self) -> str:
        """The message without where."""
        return f"expected {self.expected}, found {self.found}. {self.next_step}"

    def __reduce__(self) -> tuple[Any, ...]:
        # As it is, an error whose parts have names cannot come back from another process.
        return __newobj__, (type(self), *self.args), vars(self)


class TranscriptError(CoderError):
    """A file that cannot be read as a conversation."""


class SeveralCallsError(TranscriptError):
    """A file that holds several calls, of which none or no known one was named.

    Attributes:
        calls: their names, in file order.
    """

    def __init__(self, where: str, *, calls: tuple[str, ...], expected: str, found: str, next_step: str) -> None:
        super().__init__(where, expected=expected, found=found, next_step=next_step)
        self.calls = calls


class RoleError(CoderError):
    """A speaker named for a role who is not in the call."""


class CodebookError(CoderError):
    """A codebook file that breaks its own rules."""


class ExamplesError(CoderError):
    """Labelled examples that do not follow their form."""


class ModelError(CoderError):
    """A model folder that is missing, damaged or of another form."""


class OutputError(CoderError):
    """A place that results cannot be written to."""


class ReviewError(CoderError):
    """A correction that does not fit the call."""


class StoreError(CoderError):
    """A store that cannot be opened, or a change that does not fit what it holds."""


class RewriteError(CoderError):
    """A rewritten sentence that cannot be scored."""


class AuditError(CoderError):
    """An audit of many calls that cannot begin or go on."""


class SampleError(CoderError):
    """A sample for people to code that cannot be planned, drawn, read or counted."""


class JobError(CoderError):
    """A long piece of work that cannot be begun, or whose folder is damaged."""
