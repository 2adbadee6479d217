"""The network, in torch: a BERT encoder for utterances, a recurrent layer over the call, a head each.

Needed for training only.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

HIDDEN = 384
LAYERS = 6
HEADS = 12
INNER = 1536
VOCABULARY = 30_522
POSITIONS = 512
RECURRENT = 192
ROLE_SIZE = 32
DROPOUT = 0.15


class Network(nn.Module):
    """Logits of codes and tags for each utterance of calls."""

    def __init__(self, n_codes: int, n_tags: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.sequence = Sequence(n_codes, n_tags)


class Encoder(nn.Module):
    """One vector for an utterance: its first token's and the mean of its own tokens'.

    The layers are those of BERT (Devlin et al. 2019) with the names that published weights have.
    """

    def __init__(self) -> None:
        super().__init__()
        self.embeddings = _Embeddings()
        self.layers = nn.ModuleList(_Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor) -> Tensor:
        """Vectors, shape (n, 2 * ``HIDDEN``)."""
        hidden = self.embeddings(ids, segments)
        seen = mask[:, None, None, :].bool()
        for layer in self.layers:
            hidden = layer(hidden, seen)
        own = (mask * (1 - segments)).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * own).sum(1) / own.sum(1).clamp(min=1)
        return torch.cat([hidden[:, 0], mean], dim=-1)


class Sequence(nn.Module):
    """Reads the vectors of a call in both directions and decides each utterance."""

    def __init__(self, n_codes: int, n_tags: int) -> None:
        super().__init__()
        self.role = nn.Embedding(4, ROLE_SIZE)
        self.recurrent = nn.GRU(2 * HIDDEN + ROLE_SIZE + 1, RECURRENT, bidirectional=True, batch_first=True)
        self.dropout = nn.Dropout(DROPOUT)
        self.codes = nn.Linear(2 * RECURRENT + 2 * HIDDEN, n_codes)
        self.tags = nn.Linear(2 * RECURRENT + 2 * HIDDEN, n_tags)

    def forward(self, vectors: Tensor, roles: Tensor, same_speaker: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of codes and of tags, shapes (calls, utterances, n)."""
        known = torch.cat([vectors, self.role(roles), same_speaker.unsqueeze(-1)], dim=-1)
        around, _ = self.recurrent(self.dropout(known))
        both = self.dropout(torch.cat([around, vectors], dim=-1))
        return self.codes(both), self.tags(both)


class _Embeddings(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.segment = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, segments: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        return self.dropout(self.norm(self.word(ids) + self.position(places) + self.segment(segments)))


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, seen: Tensor) -> Tensor:
        query, key, value = (_heads(part(hidden)) for part in (self.query, self.key, self.value))
        dropout = self.dropout.p if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen, dropout_p=dropout)
        mixed = mixed.transpose(1, 2).flatten(2)
        hidden = self.attention_norm(hidden + self.dropout(self.out(mixed)))
        return self.norm(hidden + self.dropout(self.outer(functional.gelu(self.inner(hidden)))))


def _heads(part: Tensor) -> Tensor:
    return part.unflatten(-1, (HEADS, HIDDEN // HEADS)).transpose(1, 2)
