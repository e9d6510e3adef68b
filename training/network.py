"""The network: one encoder for a sentence, and on it the heads for attributions and for events.

The heads are linear layers and dot products, so that the program needs no more than their weights (`src/dragoman/models/heads.npz`)
and an encoder in ONNX. Sizes: B sentences, T pieces of words, D the encoder's width.
"""

import math
from typing import Any

import torch
from torch import nn

POINTERS = ("content_start", "content_end", "speaker_start", "speaker_end")
POINTER_SIZE = 96


class Network(nn.Module):
    """Encoder and heads; `labels` gives for each head of the event the labels it chooses from."""

    def __init__(self, encoder: Any, cue_labels: int, event_labels: dict[str, int]):
        super().__init__()
        self.encoder = encoder
        size = encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.cue = nn.Linear(size, cue_labels)
        self.query = nn.Linear(size, len(POINTERS) * POINTER_SIZE)
        self.key = nn.Linear(size, len(POINTERS) * POINTER_SIZE)
        self.pair = nn.Linear(2 * size, size)
        self.unnamed = nn.Parameter(torch.zeros(2, size))
        self.act = nn.Linear(4 * size, size)
        self.event = nn.ModuleDict({name: nn.Linear(size, number) for name, number in event_labels.items()})

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The encoder's last states, (B, T, D)."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.drop(states.float())

    def cues(self, states: torch.Tensor) -> torch.Tensor:
        """Scores of each piece for each cue label, (B, T, labels)."""
        return self.cue(states)

    def pointers(self, states: torch.Tensor, mask: torch.Tensor, rows: torch.Tensor, cues: torch.Tensor) -> torch.Tensor:
        """Scores of every piece as the edge of what a cue governs, (cues, 4, T); piece 0 stands for nothing.

        `rows` gives the sentence of each cue, `cues` its pieces as a (cues, T) mask.
        """
        number = len(POINTERS)
        held = states.index_select(0, rows)
        cue = _mean(held, cues)
        query = self.query(cue).view(len(rows), number, 1, POINTER_SIZE)
        key = self.key(held).view(len(rows), -1, number, POINTER_SIZE).transpose(1, 2)
        scores = (query * key).sum(-1) / math.sqrt(POINTER_SIZE)
        return scores.masked_fill(mask[rows][:, None] == 0, -1e4)

    def acts(
        self, states: torch.Tensor, mask: torch.Tensor, actors: torch.Tensor, recipients: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        """Scores of the labels of each event head for one pair a sentence; masks of pieces are empty for a side not named."""
        sides = [
            _mean(states, m) + (m.sum(1) == 0).float()[:, None] * self.unnamed[i] for i, m in enumerate((actors, recipients))
        ]
        weight = (states * self.pair(torch.cat(sides, -1))[:, None]).sum(-1) / math.sqrt(states.shape[-1])
        weight = weight.masked_fill(mask == 0, -1e4).softmax(-1)
        told = (states * weight[..., None]).sum(1)
        act = nn.functional.gelu(
            self.act(self.drop(torch.cat([_mean(states, mask.float()), *sides, told], -1))), approximate="tanh"
        )
        return {name: head(self.drop(act)) for name, head in self.event.items()}


def _mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    return (states * mask[..., None]).sum(1) / mask.sum(1).clamp(min=1)[:, None]
