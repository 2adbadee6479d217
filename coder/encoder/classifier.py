"""A trained encoder as a classifier of utterances, run by ONNX Runtime without torch."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from coder.classifier import softmax
from coder.encoder.reading import TOKENIZER, Reader, Reading, pad
from coder.features import Spoken, Version

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

ENCODER = "encoder.onnx"
SEQUENCE = "sequence.onnx"
# Utterances of like length are read together, so that little is padded.
BATCH = 32
# A longer call is read in overlapping windows: memory stays flat.
WINDOW = 512
OVERLAP = 64
# An utterance asked about alone is read with so many on either side: further off they hardly move it.
REACH = 12

# Token ids, and how many of them are its own.
Row = tuple[tuple[int, ...], int]


class EncoderClassifier:
    """Codes the utterances of one call by a sentence encoder, and tags them.

    Attributes:
        codes, tags: ids, the column order of the tables.
        temperature: logits are divided by it, so that confidence is calibrated.
    """

    files = (ENCODER, SEQUENCE, TOKENIZER)

    def __init__(
        self,
        folder: Path,
        *,
        codes: Sequence[str],
        tags: Sequence[str],
        temperature: float,
        context: bool,
        threads: int = 0,
    ) -> None:
        self.codes, self.tags, self.temperature = tuple(codes), tuple(tags), temperature
        self._folder, self._context, self._threads = folder, context, threads

    def decision_values(self, call: Sequence[Spoken]) -> np.ndarray:
        """Logits before calibration, shape (n_utterances, n_codes), columns as ``codes``."""
        return self.logits(call)[0]

    def predict_proba(self, call: Sequence[Spoken]) -> np.ndarray:
        """Calibrated probabilities, shape (n_utterances, n_codes), columns as ``codes``, rows summing to 1."""
        return softmax(self.decision_values(call) / self.temperature)

    def predict(self, call: Sequence[Spoken]) -> tuple[np.ndarray, np.ndarray]:
        """Calibrated probabilities of codes, and of each tag on its own, columns as ``tags``."""
        logits, tags = self.logits(call)
        return softmax(logits / self.temperature), 1 / (1 + np.exp(-tags))

    def logits(self, call: Sequence[Spoken]) -> tuple[np.ndarray, np.ndarray]:
        """Logits of codes before calibration, and of tags."""
        if not call:
            return np.empty((0, len(self.codes))), np.empty((0, len(self.tags)))
        reading = self._reader.read(call)
        vectors = self._encode(_rows(reading))
        tables = [self._read_window(reading, vectors, start, stop) for start, stop in windows(len(call))]
        return _joined([codes for codes, _ in tables]), _joined([tags for _, tags in tables])

    def decide_one(self, versions: Sequence[Version]) -> np.ndarray:
        """Logits before calibration of one utterance in each version of a call, shape (n_versions, n_codes).

        Only ``REACH`` utterances on either side are read. The utterances asked about are encoded together: the
        weights are whole numbers, so that a vector depends a little on what it is encoded with.
        """
        near = [_near(call, place) for call, place in versions]
        readings = self._reader.read_versions([call for call, _ in near])
        rows = [_rows(reading) for reading in readings]
        asked = list(dict.fromkeys(rows_of[place] for rows_of, (_, place) in zip(rows, near, strict=True)))
        around = list(dict.fromkeys(row for rows_of in rows for row in rows_of if row not in asked))
        vectors = dict(zip(asked, self._encode_together(asked), strict=True))
        vectors |= zip(around, self._encode(around), strict=True)
        values = np.empty((len(versions), len(self.codes)))
        for at, (reading, rows_of, (_, place)) in enumerate(zip(readings, rows, near, strict=True)):
            (_, codes), _ = self._read_window(reading, np.stack([vectors[row] for row in rows_of]), 0, len(rows_of))
            values[at] = codes[place]
        return values

    def predict_one(self, versions: Sequence[Version]) -> np.ndarray:
        """Calibrated probabilities of one utterance in each version of a call, shape (n_versions, n_codes)."""
        return softmax(self.decide_one(versions) / self.temperature)

    def _encode(self, rows: Sequence[Row]) -> np.ndarray:
        """A vector for each utterance."""
        order = sorted(range(len(rows)), key=lambda at: len(rows[at][0]))
        found: list[np.ndarray] = [np.empty(0)] * len(order)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            for at, vector in zip(batch, self._encode_together([rows[at] for at in batch]), strict=True):
                found[at] = vector
        return np.stack(found) if found else np.empty((0, 0))

    def _encode_together(self, rows: Sequence[Row]) -> np.ndarray:
        return np.asarray(self._encoder.run(None, pad([ids for ids, _ in rows], [own for _, own in rows]))[0])

    def _read_window(self, reading: Reading, vectors: np.ndarray, start: int, stop: int) -> tuple[Any, Any]:
        span = slice(start, stop)
        codes, tags = self._sequence.run(
            None,
            {
                "vectors": vectors[None, span],
                "roles": reading.roles[None, span],
                "same_speaker": reading.same_speaker[None, span],
            },
        )
        return (start, codes[0].astype(np.float64)), (start, tags[0].astype(np.float64))

    @cached_property
    def _reader(self) -> Reader:
        return Reader.load(self._folder, context=self._context)

    @cached_property
    def _encoder(self) -> "InferenceSession":
        return self._session(ENCODER)

    @cached_property
    def _sequence(self) -> "InferenceSession":
        return self._session(SEQUENCE)

    def _session(self, name: str) -> "InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(self._folder / name, options, providers=["CPUExecutionProvider"])


def windows(length: int) -> list[tuple[int, int]]:
    """Where each window of a call begins and ends; neighbours share ``OVERLAP`` utterances.

    >>> windows(600)
    [(0, 512), (448, 600)]
    """
    starts = range(0, max(1, length - OVERLAP), WINDOW - OVERLAP)
    return [(start, min(length, start + WINDOW)) for start in starts]


def _rows(reading: Reading) -> list[Row]:
    return [(tuple(ids), own) for ids, own in zip(reading.tokens, reading.n_own, strict=True)]


def _near(call: Sequence[Spoken], place: int) -> Version:
    """The stretch of a call that is read for one utterance."""
    start = max(0, place - REACH)
    return call[start : place + REACH + 1], place - start


def _joined(tables: Sequence[tuple[int, np.ndarray]]) -> np.ndarray:
    """One table of all windows; where two overlap, each gives the half that lies further inside it."""
    parts = []
    for number, (start, table) in enumerate(tables):
        skip = OVERLAP // 2 if number else 0
        following = tables[number + 1][0] + OVERLAP // 2 if number + 1 < len(tables) else start + len(table)
        parts.append(table[skip : following - start])
    return np.concatenate(parts)
