"""The project's recurrent layer over the call, on vectors of an encoder that learns nothing."""

import random
from collections.abc import Sequence as Many
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from benchmarks.bakeoff.row import SEED, Material, Predict
from benchmarks.bakeoff.vectors import SentenceVectors
from coder.encoder.learning.network import Sequence
from coder.encoder.reading import ROLE_IDS
from coder.evaluation import codes_of, spoken_of
from coder.features import Spoken

EPOCHS = 10
CALLS_A_STEP = 4
RATE = 1e-3
_NO_CODE = -100

# Vectors, role ids and whether the speaker is the one before, for each utterance.
_Inputs = tuple[Tensor, Tensor, Tensor]


def fit_sequence(material: Material) -> Predict:
    """Every utterance of a call decided with all others in view."""
    torch.manual_seed(SEED)
    vectors, codes = SentenceVectors(), material.codebook.code_ids
    # The layer wants a tag; it learns nothing of it.
    layer = Sequence(len(codes), 1)
    inputs = [_inputs(vectors, spoken_of(call)) for call in material.calls]
    truth = [torch.tensor([codes.index(code) for code in codes_of(call)]) for call in material.calls]
    _train(layer, inputs, truth)

    @torch.inference_mode()
    def predict(call: Many[Spoken]) -> list[str]:
        logits, _ = layer(*(part[None] for part in _inputs(vectors, call)))
        return [codes[i] for i in logits[0].argmax(dim=1).tolist()]

    return predict


def _train(layer: Sequence, inputs: Many[_Inputs], truth: Many[Tensor]) -> None:
    optimiser = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=0.01)
    order, chance = list(range(len(inputs))), random.Random(SEED)
    layer.train()
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for start in range(0, len(order), CALLS_A_STEP):
            chosen = order[start : start + CALLS_A_STEP]
            parts = zip(*(inputs[at] for at in chosen), strict=True)
            logits, _ = layer(*(pad_sequence(part, batch_first=True) for part in parts))
            wanted = pad_sequence([truth[at] for at in chosen], batch_first=True, padding_value=_NO_CODE)
            loss = functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=_NO_CODE)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(layer.parameters(), 1.0)
            optimiser.step()
    layer.eval()


def _inputs(vectors: SentenceVectors, call: Many[Spoken]) -> _Inputs:
    same = [0.0, *(float(a.speaker == b.speaker) for a, b in pairwise(call))]
    roles = np.array([ROLE_IDS[spoken.role] for spoken in call])
    read = vectors.pairs([spoken.text for spoken in call])
    return torch.from_numpy(read), torch.from_numpy(roles), torch.tensor(same)
