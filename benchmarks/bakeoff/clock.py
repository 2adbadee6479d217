"""Processor time, counting again what work took that is remembered from an earlier row and not done twice."""

import time
from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")


class Clock:
    """Seconds of processor time; other work on the machine does not lengthen them much."""

    def __init__(self) -> None:
        self._spared = 0.0
        self._known: dict[object, tuple[object, float]] = {}

    def now(self) -> float:
        """Seconds since some moment."""
        return time.process_time() + self._spared

    def remembered(self, key: object, work: Callable[[], _Value]) -> _Value:
        """What the work gives, done once for a key; each time after that the clock is put forward by what it took."""
        if key in self._known:
            value, seconds = self._known[key]
            self._spared += seconds
            return value
        started = time.process_time()
        value = work()
        self._known[key] = value, time.process_time() - started
        return value


CLOCK = Clock()
