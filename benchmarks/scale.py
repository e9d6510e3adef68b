"""How the cost grows: with the steps, the length of an article, the workers, and against tools for a part of the job, in one run.

    python benchmarks/scale.py [--write] [--articles N] [--ray [N]]

Prints tables; with --write they go to docs/guides/speed.md and docs/guides/speed.svg, with machine and date. Times of one process are
seconds of the processor, which other processes disturb little; articles a second with several workers are by the clock, so
the machine should be quiet. The environments of other tools are made by `python benchmarks/peers.py --install`.
"""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import peers
from speed import articles, bare_model, peak_memory, seconds_of

from dragoman import pool
from dragoman.article import Article
from dragoman.parse.document import parse
from dragoman.pipeline import extract, reader
from dragoman.read.articles import article_from_text
from dragoman.recording import checked
from dragoman.resolve.mentions import resolve
from dragoman.settings import Settings

DOCS = Path(__file__).parents[1] / "docs" / "guides"
SETTINGS = Settings(published="2024-05-06")
read_article = reader(None)
SHARD = 32
"""Articles of a shard where the pool and Ray are compared: so few that no worker waits long for the other at the end."""
NUMBERS = (1, 20, 100, 300)
LENGTHS = (100, 320, 1_000, 3_000, 10_000, 20_000)


def article(text: str, id: str = "a") -> Article:
    return article_from_text(text, id=id, settings=SETTINGS)


def words_of(number: int) -> str:
    """A text of about so many words, of the samples' paragraphs."""
    lines = [line for text in articles(2 + number // 200) for line in text.split("\n")[1:] if line.strip()]
    kept, words = [], 0
    for line in lines:
        if words >= number:
            break
        kept.append(" ".join(line.split()[: number - words]))
        words += len(line.split())
    return "\n".join(kept)


def table(head: str, rows: Iterator[str] | list[str]) -> list[str]:
    columns = head.count("|") - 1
    return [head, "|" + "---|" * columns, *rows, ""]


def stages(number: int) -> list[str]:
    """Seconds of the processor for each step, beside the bare language model, best of three."""
    made = [article(text, str(n)) for n, text in enumerate(articles(number))]
    model, best = bare_model(), [float("inf")] * 5
    for one in made[:2]:
        read_article(one)
    for _ in range(3):
        steps = [0.0] * 5
        steps[0] = seconds_of(lambda: model([one.text for one in made]))
        for one in made:
            times = [time.process_time()]
            document = parse(one)
            times.append(time.process_time())
            mentions = resolve(document)
            times.append(time.process_time())
            record = extract(document, mentions)
            times.append(time.process_time())
            checked(one, record)
            times.append(time.process_time())
            steps[1:] = [had + times[n + 1] - times[n] for n, had in enumerate(steps[1:])]
        best = [min(pair) for pair in zip(best, steps, strict=True)]
    names = ("language model alone", "parse", "resolve", "extract", "record")
    rows = [f"| {name} | {1000 * seconds / number:.1f} |" for name, seconds in zip(names, best, strict=True)]
    full = sum(best[1:])
    rows += [f"| whole record | {1000 * full / number:.1f} |", f"| whole record : language model | {full / best[0]:.2f} |"]
    return table(f"| Step, {number} articles | ms an article |", [*rows, f"| resolve : parse | {best[2] / best[1]:.2f} |"])


def lengths() -> tuple[list[str], list[tuple[int, float]]]:
    """Milliseconds for a thousand words of articles of growing length."""
    rows, points = [], []
    for number in LENGTHS:
        text = words_of(number)
        many = [article(text, str(n)) for n in range(max(1, 4_000 // number))]
        seconds = min(seconds_of(lambda many=many: [read_article(one) for one in many]) for _ in range(2))  # type: ignore[misc]
        cost = 1e6 * seconds / len(many) / len(text.split())
        points.append((number, cost))
        rows.append(f"| {number:,} | {cost:.0f} |")
    lines = words_of(20_000).split("\n")
    size = max(1, len(lines) // 62)
    parts = [article("\n".join(lines[at : at + size]), str(at)) for at in range(0, len(lines), size)]
    whole = article("\n".join(lines))
    ratio = seconds_of(lambda: read_article(whole)) / seconds_of(lambda: [read_article(one) for one in parts])
    rows.append(f"| 20,000 in one article : in {len(parts)} | {ratio:.2f} |")
    return table("| Words of an article | ms of the processor for 1,000 words |", rows), points


def numbers() -> list[str]:
    """Milliseconds for an article, and memory, as one process reads on."""
    rows, done = [], 0
    for number in NUMBERS:
        made = [article(text, str(n)) for n, text in enumerate(articles(number))][done:]
        seconds = seconds_of(lambda made=made: [read_article(one) for one in made])  # type: ignore[misc]
        rows.append(f"| {done + 1:,} to {number:,} | {1000 * seconds / len(made):.0f} | {peak_memory():.2f} |")
        done = number
    return table("| Articles that one process reads | ms of the processor for each | peak memory, GB |", rows)


def start_up() -> list[str]:
    """Seconds of the processor to the end of a command, best of three."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "one.txt"
        file.write_text(articles(1)[0], encoding="utf-8")
        for name, call in (("dragoman --help", ["--help"]), ("dragoman read, one article", ["read", str(file)])):
            rows.append(f"| {name} | {min(_seconds_of_command(call) for _ in range(3)):.2f} |")
    return table("| Command | seconds |", rows)


def _seconds_of_command(call: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "dragoman", *call], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def workers(number: int) -> list[str]:
    """Articles a second by the clock, after the processes are warm."""
    rows, first = [], 0.0
    for count in (1, 2):
        made = [article(text, str(n)) for n, text in enumerate(articles(number + 8 * count))]
        results = pool.read_articles(iter(made), Settings(workers=count))
        for _ in range(8 * count):
            next(results)
        started = time.perf_counter()
        found = sum(1 for _ in results)
        rate = found / (time.perf_counter() - started)
        first = first or rate
        rows.append(f"| {count} | {rate:.1f} | {rate / first / count:.2f} |")
    return table("| Workers | articles a second | efficiency |", rows)


def on_ray(number: int) -> list[str]:
    """A set by the pool and by Ray on this machine, by the clock, start and end included: Ray's own take some seconds whatever the size."""
    from dragoman.cluster.on_ray import read_on_ray
    from dragoman.cluster.reading import maker_of, read_here
    from dragoman.cluster.sets import Set
    from dragoman.cluster.sources import find_sources

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.jsonl"
        source.write_text("\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(articles(number))))
        settings, found, seconds = Settings(workers=2), find_sources([str(source)]), []
        for name in ("pool", "ray"):
            into = Set(str(Path(folder) / name))
            into.open(maker_of(settings))
            started = time.perf_counter()
            if name == "pool":
                read_here(found, into, settings, SHARD)
            else:
                read_on_ray(found, into, settings, "local", SHARD)
            seconds.append(time.perf_counter() - started)
    rows = [f"| {name} | {time:.0f} | {number / time:.1f} |" for name, time in zip(("pool", "Ray"), seconds, strict=True)]
    rows.append(f"| Ray : pool | | {seconds[0] / seconds[1]:.2f} |")
    head = f"| A set of {number:,} articles in shards of {SHARD}, 2 workers | seconds, start included | articles a second |"
    return table(head, rows)


def plot(points: list[tuple[int, float]]) -> str:
    """The cost of a thousand words by the length of the article, as SVG."""
    from math import log10

    most = 1.2 * max(cost for _, cost in points)
    at = [(60 + 160 * (log10(words) - 2), 220 - 200 * cost / most) for words, cost in points]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in at)
    marks = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/>' for x, y in at)
    labels = "".join(
        f'<text x="{x:.0f}" y="238" text-anchor="middle">{words:,}</text><text x="{x:.0f}" y="{y - 10:.0f}" text-anchor="middle">{cost:.0f}</text>'
        for (words, cost), (x, y) in zip(points, at, strict=True)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 270" font-family="sans-serif" font-size="11" fill="#1f3a5f">'
        '<rect width="480" height="270" fill="#fff"/><path d="M40 220H460" stroke="#999"/>'
        f'<polyline points="{line}" fill="none" stroke="#1f3a5f" stroke-width="2"/>{marks}{labels}'
        '<text x="240" y="260" text-anchor="middle">words of an article; above the line: ms of one core for 1,000 words</text></svg>\n'
    )


def machine() -> str:
    """The machine, in words."""
    info = Path("/proc/cpuinfo")
    names = (
        [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        if info.exists()
        else []
    )
    return f"{os.cpu_count()} cores ({names[0] if names else platform.machine()}), Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the page and the plot of the documentation")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument(
        "--ray",
        type=int,
        nargs="?",
        const=1_200,
        default=0,
        metavar="N",
        help="measure Ray too, on N articles (1,200: some minutes)",
    )
    given = parser.parse_args()
    by_number = numbers()
    by_length, points = lengths()
    peak = peak_memory()
    load = os.getloadavg()[0]
    page = [
        "# Speed",
        "",
        f"Measured on {date.today()} by `python benchmarks/scale.py --write`, on {machine()}; load of the machine at the time {load:.1f}.",
        "The articles are the samples with their paragraphs turned round, so names recur,",
        "as those of leaders do in the news: look-ups that are kept help here.",
        "Times of one process are seconds of the processor; rates with workers are by the clock, and hold only for a quiet machine.",
        "",
        *stages(given.articles),
        *start_up(),
        *by_number,
        *by_length,
        "![Cost of a thousand words by length](speed.svg)",
        "",
        *workers(given.articles),
        *(on_ray(given.ray) if given.ray else []),
        *table(peers.HEAD, peers.rows(min(30, given.articles))),
        f"Seconds are those of the processor, to the first article's result and then for each. {peers.MISSING}",
        "",
        f"Peak memory of a process that has read articles of 100 to 20,000 words: {peak:.2f} GB.",
    ]
    print("\n".join(page))
    if given.write:
        (DOCS / "speed.md").write_text("\n".join(page) + "\n", encoding="utf-8")
        (DOCS / "speed.svg").write_text(plot(points), encoding="utf-8")


if __name__ == "__main__":
    main()
