"""The store with many readings: how fast it takes them in, and how fast it answers.

    python benchmarks/store.py [READINGS] [--store PATH|URL] [--plot FILE.svg]

Readings are made of real ones: the samples are read, then re-dated and re-named, each name by another of its length, so
that spans hold, and a quarter of the longer words by others, so that reports are not all copies. They come about in the
order of their days, as an archive does. Prints seconds of 10,000 readings as the store grows, its size, and the 95th
percentile of each kind of question. With --plot it draws what saving and merging a reading take as the store grows.
"""

import argparse
import gc
import random
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman import Article, Record, Settings, Skipped
from dragoman.merging.merger import BATCH, Merger
from dragoman.pipeline import read
from dragoman.store.codec import record_from_text, to_text
from dragoman.store.connect import Store, open_store, tidy
from dragoman.store.filters import Filters
from dragoman.store.find import MERGED, find, find_merged
from dragoman.store.save import Maker, save

ROOT = Path(__file__).parent.parent
STEP = 10_000
SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvz" for vowel in "aeo"]
PUBLISHERS = [
    f"{word} {kind}" for word in ("Coastal", "Northern", "Harbour", "Valley", "Capital") for kind in ("Post", "Times", "Agency")
]
DATE = re.compile(r'"(\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?)"')
MAKER = Maker("0.1.0", "benchmark")


def bases() -> list[tuple[Article, Record]]:
    found = read(
        sorted(map(str, [*(ROOT / "samples").glob("*.txt"), *(ROOT / "samples").glob("*.html")])),
        Settings(published="2025-04-10"),
    )
    return [result for result in found if not isinstance(result, Skipped)]


class Variants:
    """Makes as many readings as are wanted of a few."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.bases = bases()
        self.names: dict[int, list[str]] = defaultdict(list)
        self.words: dict[int, list[str]] = defaultdict(list)
        for _ in range(6000):
            name = "".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 5))).capitalize()
            for cut in range(4, len(name) + 1):
                if len(self.names[cut]) < 80:
                    self.names[cut].append(name[:cut])
        for article, _ in self.bases:
            for word in set(re.findall(r"\b[a-z]{5,}\b", article.text)):
                self.words[len(word)].append(word)

    def make(self, number: int) -> tuple[Article, Record]:
        article, record = self.bases[number % len(self.bases)]
        # An archive is read about in the order of its days: thirteen reports a day.
        day = date(2000, 1, 1) + timedelta(days=number // 13 + self.random.randrange(20))
        swaps = self._swaps(article, record)
        changed = re.sub(r"\w+", lambda match: swaps.get(match[0], match[0]), article.text)
        known = {actor.name: re.sub(r"\w+", lambda match: swaps.get(match[0], match[0]), actor.name) for actor in record.actors}
        shift = day - date(2025, 4, 10)
        text = DATE.sub(lambda match: f'"{_later(match[1], shift)}"', to_text(record))
        made = record_from_text(text)
        made = replace(made, actors=tuple(replace(actor, name=known[actor.name]) for actor in made.actors))
        id = f"report-{number}"
        return replace(
            article, id=id, text=changed, title=None, publisher=self.random.choice(PUBLISHERS), published=day.isoformat()
        ), made

    def _swaps(self, article: Article, record: Record) -> dict[str, str]:
        persons = {
            word
            for actor in record.actors
            if actor.kind == "person"
            for word in actor.name.split()
            if len(word) > 3 and word[0].isupper()
        }
        swaps = {word: self.random.choice(self.names[len(word)]) for word in sorted(persons) if self.names[len(word)]}
        for word in sorted(set(re.findall(r"\b[a-z]{5,}\b", article.text))):
            if self.random.random() < 0.25:
                swaps[word] = self.random.choice(self.words[len(word)])
        return swaps


def _later(words: str, shift: timedelta) -> str:
    """A day, week, month or year so much later."""
    if "W" in words:
        return f"{date.fromisocalendar(int(words[:4]), int(words[6:]), 4) + shift:%G-W%V}"
    first = date.fromisoformat(words + "-07-01"[-(10 - len(words)) :] if len(words) < 10 else words)
    return (first + shift).isoformat()[: len(words)]


@dataclass(frozen=True, slots=True)
class Step:
    """The readings there were at its end, those it took in, and the seconds of processor time of saving and of merging them."""

    end: int
    readings: int
    saving: float
    merging: float

    @property
    def each(self) -> float:
        """Seconds a reading."""
        return (self.saving + self.merging) / self.readings


def take_in(store: Store, count: int, variants: Variants) -> list[Step]:
    """What each 10,000 readings take; making them does not count, nor what else the machine does."""
    steps = []
    merger = Merger(store)
    for start in range(0, count, STEP):
        spent = worked = merged = 0.0
        for number in range(start, min(start + STEP, count)):
            article, record = variants.make(number)
            began, busy = time.perf_counter(), time.process_time()
            save(store, article, record, MAKER)
            saved = time.process_time()
            if number % BATCH == BATCH - 1 or number == count - 1:
                merger.run()
            merged += time.process_time() - saved
            spent += time.perf_counter() - began
            worked += time.process_time() - busy
        end = min(start + STEP, count)
        steps.append(Step(end, end - start, worked - merged, merged))
        took = f"{worked:6.1f} s of work, of it {merged:6.1f} s merging, {spent:6.1f} s by the clock"
        print(f"{end:>9,} readings: {took}, for the last {end - start:,}", flush=True)
    return steps


def drawn(steps: list[Step]) -> str:
    """Milliseconds a reading by the size of the store, saving below and merging on top of it, as SVG."""
    most = 1.2 * max(1000 * step.each for step in steps)
    wide = 400 / steps[-1].end
    bars = []
    for step in steps:
        left, width = 50 + wide * (step.end - step.readings), wide * step.readings - 2
        saving, both = (200 * 1000 * spent / step.readings / most for spent in (step.saving, step.saving + step.merging))
        bars.append(f'<rect x="{left:.0f}" y="{220 - both:.0f}" width="{width:.0f}" height="{both:.0f}" fill="#9bb3cc"/>')
        bars.append(f'<rect x="{left:.0f}" y="{220 - saving:.0f}" width="{width:.0f}" height="{saving:.0f}" fill="#1f3a5f"/>')
        bars.append(f'<text x="{left + width / 2:.0f}" y="{214 - both:.0f}" text-anchor="middle">{1000 * step.each:.1f}</text>')
        bars.append(f'<text x="{left + width / 2:.0f}" y="236" text-anchor="middle">{step.end / 1000:g}</text>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 270" font-family="sans-serif" font-size="10" fill="#1f3a5f">'
        f'<rect width="480" height="270" fill="#fff"/>{"".join(bars)}<text x="250" y="260" text-anchor="middle">'
        "thousands of readings in the store; above: ms of processor time a reading, saving (dark) and merging</text></svg>\n"
    )


def questions(store: Store, variants: Variants) -> Iterator[tuple[str, Callable[[], tuple[str, Filters]]]]:
    """Kinds of question, each with what makes one."""
    pick = variants.random.choice
    persons = [record["name"] for record in find(store, "actors", Filters(type="person"), limit=20_000)]
    records = [record for _, record in variants.bases]
    places = [place.name for record in records for place in record.places if any(m.place == place.id for m in record.meetings)]
    issues = sorted({stance.issue for record in records for stance in record.stances if stance.issue})
    events = pairs(records, "events")

    def since() -> dict[str, str]:
        year = variants.random.randint(2000, 2020)
        return {"since": f"{year}-03", "until": f"{year}-05"}

    yield "meetings of a person", lambda: ("meetings", Filters(actor=pick(persons)))
    yield "meetings of two persons", lambda: ("meetings", Filters(actor=pick(persons), with_=pick(persons)))
    yield "meetings at a place in a season", lambda: ("meetings", Filters(place=pick(places), **since()))
    yield "refused meetings of a country", lambda: ("meetings", Filters(country="SRB", status="refused"))
    yield "trips of a person", lambda: ("trips", Filters(actor=pick(persons)))
    yield "statements of a person", lambda: ("statements", Filters(speaker=pick(persons)))
    yield "statements by, through or to a person", lambda: ("statements", Filters(actor=pick(persons)))
    yield "statements of one publisher", lambda: ("statements", Filters(publisher=pick(PUBLISHERS), **since()))
    yield "stances on an issue", lambda: ("stances", Filters(issue=pick(issues), **since()))
    yield "accusations of a country", lambda: ("events", Filters(type="ACCUSE", country="GEO"))
    yield "events of one side", lambda: ("events", Filters(actor=pick(events)["actor"]))
    yield "events between two sides", lambda: ("events", Filters(**pick(events)))
    yield "events between two sides in a season", lambda: ("events", Filters(**pick(events), **since()))
    yield "reports of a season", lambda: ("reports", Filters(**since()))
    yield "an actor by name", lambda: ("actors", Filters(actor=pick(persons)))


def pairs(records: list[Record], field: str) -> list[dict[str, str]]:
    """Sides of events that kept their names, two and two."""
    found = []
    for record in records:
        names = {actor.id: actor.name for actor in record.actors if actor.kind != "person"}
        for event in getattr(record, field):
            sides = [names[id] for id in (*event.actors, *event.recipients) if id in names]
            found += [{"actor": sides[0], "with_": sides[1]}] if len(sides) > 1 else []
    return found


def searches(variants: Variants) -> Iterator[tuple[str, Callable[[], tuple[str, Filters]]]]:
    """Kinds of search in quotations."""
    words = sorted({word for some in variants.words.values() for word in some})
    said = [
        article.text[s.content[0].start : s.content[0].end].split()
        for article, record in variants.bases
        for s in record.statements
    ]

    def phrase() -> str:
        run = variants.random.choice([words for words in said if len(words) > 3])
        at = variants.random.randrange(len(run) - 2)
        return '"' + " ".join(run[at : at + 3]).replace('"', "") + '"'

    yield "quotations with a word", lambda: ("statements", Filters(text=variants.random.choice(words)))
    yield "quotations with two words", lambda: ("statements", Filters(text=" ".join(variants.random.sample(words, 2))))
    yield "quotations with a phrase", lambda: ("statements", Filters(text=phrase()))
    yield (
        "quotations of a season",
        lambda: ("statements", Filters(text=variants.random.choice(words), since="2012-03", until="2012-05")),
    )
    name = variants.random.choice
    yield "quotations of a speaker", lambda: ("statements", Filters(text=name(words), speaker=name(variants.names[6])))


def ask(store: Store, kind: str, asked: Filters) -> list[dict[str, Any]]:
    """As the command asks: what several reports tell comes once."""
    return list((find_merged if kind in MERGED else find)(store, kind, asked, limit=50))


def measure(store: Store, what: str, question: Callable[[], tuple[str, Filters]], times: int = 40) -> float:
    """The 95th percentile of answering, in milliseconds; 50 records an answer."""
    spent, found = [], 0
    ask(store, *question())  # the first of its kind is made ready
    for _ in range(times):
        kind, asked = question()
        began = time.perf_counter()
        found += len(ask(store, kind, asked))
        spent.append(1000 * (time.perf_counter() - began))
    worst = statistics.quantiles(spent, n=20)[-1]
    print(
        f"  {what:34} {statistics.median(spent):7.1f} ms median {worst:7.1f} ms 95th percentile, {found / times:5.1f} found",
        flush=True,
    )
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", nargs="?", type=int, default=100_000)
    parser.add_argument("--store", help="keep the store here, and only ask where it is there already")
    parser.add_argument("--plot", type=Path, help="draw here, as SVG, what a reading takes as the store grows")
    given: Any = parser.parse_args()
    variants = Variants()
    with tempfile.TemporaryDirectory() as folder:
        address = given.store or str(Path(folder) / "store.sqlite")
        with open_store(address, create=True) as store:
            if not list(find(store, "reports", limit=1)):
                steps = take_in(store, given.readings, variants)
                print(
                    f"a reading of the last {steps[-1].readings:,} took {steps[-1].each / steps[0].each - 1:+.0%} of one of the first"
                )
                if given.plot:
                    given.plot.write_text(drawn(steps), encoding="utf-8")
                began = time.perf_counter()
                tidy(store)
                print(f"counted for the planner in {time.perf_counter() - began:.1f} s")
            if store.sqlite:
                size = sum(path.stat().st_size for path in Path(address).parent.glob(Path(address).name + "*"))
                print(f"{size / 1e9:.2f} GB")
            gc.collect()
            gc.freeze()  # the language model, which nobody who only asks has loaded
            print("find:")
            worst = max(measure(store, what, question) for what, question in questions(store, variants))
            print("search in quotations:")
            slowest = max(measure(store, what, question) for what, question in searches(variants))
            print(f"slowest: find {worst:.0f} ms (wanted: 100), search {slowest:.0f} ms (wanted: 150)")


if __name__ == "__main__":
    main()
