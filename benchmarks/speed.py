"""`make bench`: the time of a full record against the bare language model, start-up times and memory, in one run.

The articles are the samples, each with its sentences turned round by a fixed rotation so that no two are the same text. Both sides run in one
process on one thread, in turns, best of three, in seconds of the processor, which other processes of the machine disturb little; what is
compared is the model's own pipeline, as it is installed, over whole texts and the reader that `dragoman read` uses.
"""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"


def articles(number: int) -> list[str]:
    """Texts of about 320 words made from the samples."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    made = []
    for n in range(number):
        lines = [line for line in texts[n % len(texts)].split("\n") if line.strip()]
        turn = n // len(texts) % max(1, len(lines) - 1)
        made.append("\n".join([lines[0], *lines[1 + turn :], *lines[1 : 1 + turn]]))
    return made


def seconds_of(run: Callable[[], object]) -> float:
    """Seconds of the processor that a run takes."""
    started = time.process_time()
    run()
    return time.process_time() - started


def bare_model() -> Callable[[list[str]], object]:
    """The language model as it is installed, without what Dragoman changes in it."""
    import spacy

    from dragoman.parse import nlp

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = spacy.load(nlp.MODEL)
    return lambda texts: list(model.pipe(texts, batch_size=16))


def peak_memory() -> float:
    """The most memory that this process has had, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def against_model(number: int) -> None:
    from dragoman.pipeline import reader
    from dragoman.read.articles import article_from_text
    from dragoman.settings import Settings

    texts = articles(number)
    words = sum(len(text.split()) for text in texts)
    made = [article_from_text(text, id=str(n), settings=Settings(published="2024-05-06")) for n, text in enumerate(texts)]
    read_article = reader(None)
    for article in made:
        read_article(article)
    peak, model = peak_memory(), bare_model()
    sides = [lambda: model(texts), lambda: [read_article(article) for article in made]]
    bare, full = (min(times) for times in zip(*[[seconds_of(side) for side in sides] for _ in range(3)], strict=True))
    print(f"{number} articles, {words / number:.0f} words each")
    print(f"language model alone   {bare:7.2f} s   {number / bare:6.1f} articles/s")
    print(f"dragoman, full record  {full:7.2f} s   {number / full:6.1f} articles/s")
    print(f"ratio                  {full / bare:7.2f}     (budget 2.0)")
    print(f"peak memory            {peak:7.2f} GB")


def start_up() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "one.txt"
        file.write_text(articles(1)[0], encoding="utf-8")
        for name, call, budget in (("start to first record", ["read", str(file)], 3.0), ("--help", ["--help"], 0.3)):
            seconds = []
            for _ in range(5):
                started = time.perf_counter()
                subprocess.run([sys.executable, "-m", "dragoman", *call], stdout=subprocess.DEVNULL, check=True)
                seconds.append(time.perf_counter() - started)
            print(f"{name:<22} {statistics.median(seconds):7.2f} s   (median of 5, best {min(seconds):.2f}, budget {budget})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    against_model(parser.parse_args().articles)
    start_up()
