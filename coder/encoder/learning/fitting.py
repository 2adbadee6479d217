"""Fine-tunes the network on labelled calls. Needs torch and the published weights."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from coder.captions import as_machine_caption
from coder.codebook import Codebook
from coder.encoder.learning.export import export_encoder
from coder.encoder.learning.network import Network
from coder.encoder.learning.pretrained import load_pretrained, read_tokenizer
from coder.encoder.reading import Reader, Reading, pad
from coder.examples import LabelledCall
from coder.features import Spoken

EPOCHS = 5
# Whether each utterance is read together with the one before it.
CONTEXT = False
ENCODER_RATE = 1e-4
SEQUENCE_RATE = 1e-3
WARM_UP = 0.06
LEAST_RATE = 0.02
# Utterances in a row that are read together, and how many such windows make a step.
WINDOW = 48
WINDOWS_A_STEP = 2
LEAST_WINDOW = 4
LABEL_SMOOTHING = 0.05
# Rare codes weigh more: (mean count / count) to this power.
CLASS_WEIGHT_POWER = 0.3
TAG_WEIGHT = 2.0
# Shares of the calls that an epoch shows as machine captions, and with roles hidden.
CAPTIONED = 0.3
ROLES_HIDDEN = 0.12
LENGTH_BUCKETS = 8
# What PyTorch's loss passes over: an utterance that nobody coded.
UNCODED = -100
# What a first stage on other labels does not hand on.
HEADS = ("sequence.codes", "sequence.tags")

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Window:
    reading: Reading
    codes: Tensor
    tags: Tensor


class FittedEncoder:
    """The network after training, as a classifier of calls.

    Attributes:
        network, reader: what is exported.
        codes, tags: ids, the column order of the tables.
    """

    def __init__(self, network: Network, reader: Reader, codes: Sequence[str], tags: Sequence[str]) -> None:
        self.network, self.reader, self.codes, self.tags = network, reader, tuple(codes), tuple(tags)

    @torch.no_grad()
    def logits(self, call: Sequence[Spoken]) -> tuple[np.ndarray, np.ndarray]:
        """Logits of codes and of tags, shapes (n_utterances, n)."""
        self.network.eval()
        reading = self.reader.read(call)
        codes, tags = _forward(self.network, [reading])
        return codes[0].double().numpy(), tags[0].double().numpy()

    def save(self, folder: Path) -> None:
        """Write the graphs and the tokenizer that the run-time classifier reads."""
        export_encoder(self.network, folder)


def fit_encoder(
    calls: Sequence[LabelledCall],
    codebook: Codebook,
    *,
    context: bool,
    start: Mapping[str, Tensor] | None = None,
    seed: int = 0,
    epochs: int = EPOCHS,
    progress: Progress = lambda _: None,
) -> FittedEncoder:
    """The published encoder, fine-tuned; the same calls, seed and machine give the same weights.

    Args:
        context: whether each utterance is read together with the one before it.
        start: weights of a first stage, see ``fit_first_stage``; ``None`` starts from the published ones.
    """
    torch.manual_seed(seed)
    fitted = _untrained(codebook.code_ids, codebook.tag_ids, context=context)
    if start is not None:
        fitted.network.load_state_dict(dict(start), strict=False)
    _train(fitted, calls, epochs, random.Random(seed), lambda told: progress(f"Encoder: {told}"))
    return fitted


def fit_first_stage(
    meetings: Sequence[LabelledCall],
    acts: Sequence[str],
    *,
    context: bool,
    seed: int = 0,
    progress: Progress = lambda _: None,
) -> dict[str, Tensor]:
    """Weights of everything but the heads after one pass over meetings labelled with their own dialogue acts."""
    torch.manual_seed(seed)
    fitted = _untrained(acts, (), context=context)
    _train(fitted, meetings, 1, random.Random(seed), lambda told: progress(f"First stage, dialogue acts: {told}"))
    weights = fitted.network.state_dict()
    return {name: weight for name, weight in weights.items() if not name.startswith(HEADS)}


def _untrained(codes: Sequence[str], tags: Sequence[str], *, context: bool) -> FittedEncoder:
    network = Network(len(codes), len(tags))
    load_pretrained(network.encoder)
    return FittedEncoder(network, Reader(read_tokenizer(), context=context), codes, tags)


def _train(
    fitted: FittedEncoder, calls: Sequence[LabelledCall], epochs: int, chance: random.Random, progress: Progress
) -> None:
    network = fitted.network
    weights = _code_weights(calls, fitted.codes)
    optimiser = torch.optim.AdamW(
        [{"params": network.encoder.parameters()}, {"params": network.sequence.parameters()}], weight_decay=0.01
    )
    steps = _count_steps(calls, epochs)
    done = 0
    for epoch in range(epochs):
        network.train()
        total = count = 0.0
        for batch in _batches(calls, fitted, chance):
            rate = min(1.0, done / (WARM_UP * steps)) * max(LEAST_RATE, 1 - done / steps)
            for group, base in zip(optimiser.param_groups, (ENCODER_RATE, SEQUENCE_RATE), strict=True):
                group["lr"] = base * rate
            loss = _loss(network, batch, weights)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            done, total, count = done + 1, total + loss.item(), count + 1
        progress(f"epoch {epoch + 1} of {epochs}, loss {total / max(1.0, count):.3f}")


def _count_steps(calls: Sequence[LabelledCall], epochs: int) -> float:
    windows = sum(-(-len(call.utterances) // WINDOW) + 0.5 for call in calls)
    return max(1.0, epochs * windows / WINDOWS_A_STEP)


def _batches(calls: Sequence[LabelledCall], fitted: FittedEncoder, chance: random.Random) -> Iterator[list[_Window]]:
    windows = [window for call in calls for window in _windows(call, fitted, chance)]
    chance.shuffle(windows)
    for start in range(0, len(windows), WINDOWS_A_STEP):
        yield windows[start : start + WINDOWS_A_STEP]


def _windows(call: LabelledCall, fitted: FittedEncoder, chance: random.Random) -> Iterator[_Window]:
    """The call in windows that begin anywhere, now and then as captions or without roles."""
    captioned, hidden = chance.random() < CAPTIONED, chance.random() < ROLES_HIDDEN
    spoken = [Spoken(u.turn, u.speaker, u.role, _said(u.text, captioned=captioned)) for u in call.utterances]
    reading = fitted.reader.read(spoken, hide_roles=hidden)
    codes = torch.tensor([fitted.codes.index(u.code) if u.code else UNCODED for u in call.utterances])
    tags = torch.tensor([[float(tag in (*u.lenses, *u.signals)) for tag in fitted.tags] for u in call.utterances])
    if call.codes_only:
        tags = torch.full_like(tags, torch.nan)
    length = len(call.utterances)
    first = chance.randrange(WINDOW) if length > WINDOW else WINDOW
    edges = [0, *range(first, length, WINDOW), length]
    for start, stop in pairwise(edges):
        if stop - start >= LEAST_WINDOW and (codes[start:stop] != UNCODED).any():
            yield _Window(reading.part(start, stop), codes[start:stop], tags[start:stop])


def _said(text: str, *, captioned: bool) -> str:
    return (as_machine_caption(text) or text) if captioned else text


def _loss(network: Network, batch: Sequence[_Window], weights: Tensor) -> Tensor:
    codes, tags = _forward(network, [window.reading for window in batch])
    truth = torch.cat([window.codes for window in batch])
    tagged = torch.cat([window.tags for window in batch])
    smooth = {"ignore_index": UNCODED, "label_smoothing": LABEL_SMOOTHING}
    by_code = functional.cross_entropy(torch.cat(codes), truth, weight=weights, **smooth)
    known = ~tagged.isnan().any(dim=1)
    if not tagged.shape[1] or not known.any():
        return by_code
    return by_code + TAG_WEIGHT * functional.binary_cross_entropy_with_logits(torch.cat(tags)[known], tagged[known])


def _forward(network: Network, readings: Sequence[Reading]) -> tuple[list[Tensor], list[Tensor]]:
    """Logits of codes and tags for each reading; bfloat16 inside, which halves the time and costs nothing."""
    lengths = [len(reading.tokens) for reading in readings]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = _encode(network, readings).split(lengths)
        padded = torch.nn.utils.rnn.pad_sequence(list(vectors), batch_first=True)
        roles = torch.nn.utils.rnn.pad_sequence([torch.from_numpy(r.roles) for r in readings], batch_first=True)
        same = torch.nn.utils.rnn.pad_sequence([torch.from_numpy(r.same_speaker) for r in readings], batch_first=True)
        codes, tags = network.sequence(padded, roles, same)
    rows = list(enumerate(lengths))
    return [codes[i, :n].float() for i, n in rows], [tags[i, :n].float() for i, n in rows]


def _encode(network: Network, readings: Sequence[Reading]) -> Tensor:
    """A vector for each utterance of all readings, read in a few batches of like length."""
    tokens = [ids for reading in readings for ids in reading.tokens]
    n_own = [own for reading in readings for own in reading.n_own]
    order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
    size = -(-len(order) // LENGTH_BUCKETS)
    parts = []
    for start in range(0, len(order), size):
        rows = order[start : start + size]
        arrays = pad([tokens[row] for row in rows], [n_own[row] for row in rows])
        parts.append(network.encoder(*(torch.from_numpy(arrays[name]) for name in ("ids", "mask", "segments"))))
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat(parts)[back]


def _code_weights(calls: Sequence[LabelledCall], codes: Sequence[str]) -> Tensor:
    counts = torch.ones(len(codes))
    for call in calls:
        for utterance in call.utterances:
            if utterance.code:
                counts[codes.index(utterance.code)] += 1
    return (counts.mean() / counts) ** CLASS_WEIGHT_POWER
