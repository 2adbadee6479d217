"""Vectors of texts from the published sentence encoder as it is. Needs torch and the published weights."""

from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer

from benchmarks.bakeoff.clock import CLOCK
from coder.encoder.learning.network import HIDDEN, Encoder
from coder.encoder.learning.pretrained import load_pretrained, read_tokenizer
from coder.encoder.reading import MAX_OWN_TOKENS, pad

BATCH = 32


class SentenceVectors:
    """Reads texts with the whole encoder: its first token's vector and the mean of all tokens'."""

    def __init__(self) -> None:
        self._tokenizer = _tokenizer()
        self._encoder = _encoder()

    def pairs(self, texts: Sequence[str]) -> np.ndarray:
        """First token and mean of each text, shape (n, 2 * ``HIDDEN``)."""
        return CLOCK.remembered(tuple(texts), lambda: self._read(texts))

    def of_texts(self, texts: Sequence[str]) -> np.ndarray:
        """The mean of each text's tokens, of length 1, as the encoder was published for; shape (n, ``HIDDEN``)."""
        return _scaled(self.pairs(texts)[:, HIDDEN:])

    @torch.inference_mode()
    def _read(self, texts: Sequence[str]) -> np.ndarray:
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        found = np.zeros((len(tokens), 2 * HIDDEN), dtype=np.float32)
        order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            arrays = pad([tokens[row] for row in rows], [len(tokens[row]) for row in rows])
            # As the project trains it: half the time, and it costs nothing.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = self._encoder(*map(torch.from_numpy, arrays.values()))
            found[rows] = vectors.float().numpy()
        return found


class WordVectors:
    """Looks tokens up in the encoder's table of words; their order and their neighbours play no part."""

    def __init__(self) -> None:
        self._tokenizer = _tokenizer()
        self._table = _encoder().embeddings.word.weight.detach().numpy()

    def of_texts(self, texts: Sequence[str]) -> np.ndarray:
        """The mean of each text's words, of length 1, or zeros where it has none; shape (n, ``HIDDEN``)."""
        found = np.zeros((len(texts), HIDDEN), dtype=np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if encoding.ids:
                found[row] = self._table[encoding.ids].mean(axis=0)
        return _scaled(found)


def _encoder() -> Encoder:
    encoder = Encoder().eval()
    load_pretrained(encoder)
    return encoder


def _tokenizer() -> Tokenizer:
    tokenizer = read_tokenizer()
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_OWN_TOKENS)
    return tokenizer


def _scaled(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
