"""`make bench`: how well reports of one meeting are joined, and what a reading costs as a corpus grows.

Reports of about 80 invented meetings are written out of hand-written sentences (merging_texts.yaml) in the habits of seven outlets: names, dates
and datelines differ; meetings are planned and then held, postponed and then held, cancelled, refused; some are near misses of another: the same two
a week later, the same two in another city, another minister of the same country in the same city on the same day, a call before a visit. The real
pipeline reads them, the readings are merged, and the groups are held against what the reports were written for.

B-cubed (Bagga and Baldwin 1998) gives every telling the share of its group that belongs with it (precision) and the share of those that belong with
it that are in its group (recall); pairwise counts pairs of tellings. Tellings that the reader has missed, or made up, are no fault of
merging: the figures are given for those it found, and end to end, where a missed one is a group of its own and a made-up one belongs with none.
"""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from dragoman.article import Article
from dragoman.corpus.merge import Corpus
from dragoman.records import Actor, Event, Meeting, Place, Record, Span, Statement, record_id

TEXTS = yaml.safe_load(Path(__file__).with_name("merging_texts.yaml").read_text(encoding="utf-8"))
START = date(2024, 1, 8)
GOALS = {"F1": 0.92, "precision": 0.97}


@dataclass(frozen=True)
class Person:
    name: str
    title: str
    country: str

    @property
    def surname(self) -> str:
        return self.name.removeprefix("Tran ").removeprefix("Le ") if self.country == "Vietnam" else self.name.split()[-1]

    @property
    def adjective(self) -> str:
        return str(TEXTS["countries"][self.country]["adjective"])


@dataclass(frozen=True)
class Planned:
    """A meeting to write reports of. `reports` are the kinds of tellings with the days after the meeting on which they are published."""

    id: str
    one: Person
    other: Person
    city: str
    day: date
    topic: str
    reports: tuple[tuple[str, int], ...]
    first_day: date | None = None
    after: "Planned | None" = None


@dataclass(frozen=True)
class Written:
    """A report with the meetings it tells: (meeting, surnames, kind of telling)."""

    article: Article
    tells: tuple[tuple[str, frozenset[str], str], ...]


# ------------------------------------------------------------ meetings


def people() -> list[Person]:
    return [Person(name, title, country) for country, c in TEXTS["countries"].items() for title, name, _ in c["people"]]


def meetings(number: int, chance: random.Random) -> list[Planned]:
    everybody, found = people(), []
    day = START
    for n in range(number):
        one = chance.choice(everybody)
        other = chance.choice([p for p in everybody if p.country != one.country and _ranks_agree(p, one)])
        city = chance.choice([TEXTS["countries"][other.country]["city"]] * 3 + TEXTS["third_cities"])
        day += timedelta(days=chance.choice([1, 1, 2, 3]))
        found += story(f"m{n:03}", one, other, city, day, chance)
        if sum(len(m.id) > 0 for m in found) >= number:
            break
    return found


def _ranks_agree(one: Person, other: Person) -> bool:
    heads = {"President", "Prime Minister"}
    return (one.title in heads) == (other.title in heads)


def story(id: str, one: Person, other: Person, city: str, day: date, chance: random.Random) -> list[Planned]:
    """One meeting, or two that are near misses of each other."""
    topics = chance.sample(TEXTS["topics"], 2)
    kind = chance.choices(
        [
            "held",
            "call",
            "planned_held",
            "postponed_held",
            "cancelled",
            "refused",
            "week_later",
            "other_city",
            "other_minister",
            "call_first",
        ],
        [5, 2, 5, 2, 2, 2, 2, 2, 2, 2],
    )[0]
    made = Planned(id, one, other, city, day, topics[0], ())
    held = tuple(("held", after) for after in chance.choices([0, 0, 1, 1, 2], k=chance.randint(2, 4)))
    planned = tuple(("planned", -before) for before in chance.choices([1, 2, 3, 5], k=chance.randint(1, 2)))
    if kind == "call":
        return [replace(made, reports=tuple(("call", after) for _, after in held))]
    if kind == "planned_held":
        return [replace(made, reports=planned + held)]
    if kind == "postponed_held":
        first = day - timedelta(days=chance.choice([10, 14, 20]))
        gap = (first - day).days
        reports = tuple(("first_planned", gap - before) for before in (2, 4)) + tuple(
            ("postponed", gap - before) for before in (0, 1)
        )
        return [replace(made, first_day=first, reports=(*reports, *held))]
    if kind in ("cancelled", "refused"):
        return [replace(made, reports=(*planned, *((kind, -before) for before in chance.choices([0, 1], k=3))))]
    if kind == "week_later":
        second = replace(made, id=f"{id}b", day=day + timedelta(days=7), topic=topics[1], reports=held)
        return [replace(made, reports=planned + held), replace(second, after=made)]
    if kind == "other_city":
        cities = [c for c in TEXTS["third_cities"] if c != city]
        return [
            replace(made, reports=held),
            replace(made, id=f"{id}b", city=chance.choice(cities), day=day + timedelta(days=3), reports=held),
        ]
    if kind == "other_minister":
        rivals = [p for p in people() if p.country == other.country and p != other]
        return [
            replace(made, reports=held),
            replace(made, id=f"{id}b", other=chance.choice(rivals), topic=topics[1], reports=held),
        ]
    if kind == "call_first":
        call = replace(made, id=f"{id}b", day=day - timedelta(days=2), reports=(("call", 0), ("call", 1)))
        return [call, replace(made, reports=held)]
    return [replace(made, reports=held)]


# ------------------------------------------------------------ reports


def reports(told: Iterable[Planned], chance: random.Random) -> list[Written]:
    written: list[Written] = []
    for meeting in told:
        outlets = chance.sample(TEXTS["outlets"], len(TEXTS["outlets"]))
        for n, (kind, after) in enumerate(meeting.reports):
            report = write(meeting, kind, after, outlets[n % len(outlets)], len(written), chance)
            written.append(report)
            if chance.random() < 0.08:
                written.append(copied(report, outlets[(n + 3) % len(outlets)]["name"], len(written)))
    return written


def copied(report: Written, publisher: str, number: int) -> Written:
    """The report as another paper prints it, with its own last line."""
    text = f"{report.article.text}\n\nReporting by agencies."
    return replace(report, article=replace(report.article, id=f"r{number:04}", publisher=publisher, text=text))


def write(meeting: Planned, kind: str, after: int, outlet: dict[str, Any], number: int, chance: random.Random) -> Written:
    published = meeting.day + timedelta(days=after)
    happens = meeting.first_day if kind in ("first_planned", "postponed") and meeting.first_day else meeting.day
    kind = "planned" if kind == "first_planned" else kind
    one, other = (meeting.one, meeting.other) if chance.random() < 0.7 else (meeting.other, meeting.one)
    if kind in ("refused", "cancelled", "postponed") or meeting.city == TEXTS["countries"][meeting.other.country]["city"]:
        one, other = meeting.one, meeting.other
    loose = kind == "held" and chance.random() < 0.12
    undated = kind == "held" and not loose and after <= 1 and chance.random() < 0.1
    group = "held_loose" if loose else "held_undated" if undated else kind
    words = fillers(meeting, one, other, outlet, happens, published)
    lead = chance.choice(TEXTS[group]).format(**words)
    further = [chance.choice(TEXTS["said"]).format(**words), chance.choice(TEXTS["background"]).format(**words)]
    further += [chance.choice(TEXTS["said"]).format(**words)] if chance.random() < 0.5 else []
    again = chance.choice(TEXTS["again"]) if meeting.after and kind == "held" and chance.random() < 0.4 else ""
    further += [again] if again else []
    chance.shuffle(further)
    headline = chance.choice(TEXTS["headlines"][kind]).format(**words)
    dateline = outlet["dateline"].format(CITY=meeting.city.upper(), city=meeting.city, month=f"{published:%B}", day=published.day)
    text = f"{headline[0].upper()}{headline[1:]}\n\n{dateline}{lead[0].upper()}{lead[1:]}\n\n" + "\n\n".join(further)
    names = frozenset({meeting.one.surname, meeting.other.surname})
    tells = [(meeting.id, names, kind)] + (
        [(meeting.after.id, names, "again")] if meeting.after and "week before" in again else []
    )
    return Written(Article(f"r{number:04}", text, publisher=outlet["name"], published=published.isoformat()), tuple(tells))


def fillers(meeting: Planned, one: Person, other: Person, outlet: dict[str, Any], day: date, published: date) -> dict[str, str]:
    topic = meeting.topic
    return {
        "A": called(one, outlet), "B": called(other, outlet), "a": one.surname, "b": other.surname,
        "Ac": one.country, "Bc": other.country, "Aa": one.adjective, "Ba": other.adjective,
        "B_role": f"the {other.adjective} {other.title.lower()}", "place": f"in {meeting.city}", "city": meeting.city,
        "when": when(day, published, outlet["when"]), "topic": topic, "topic_c": topic[0].upper() + topic[1:],
    }  # fmt: skip


def called(person: Person, outlet: dict[str, Any]) -> str:
    words = outlet["person"].format(
        adjective=person.adjective, title=person.title, ltitle=person.title.lower(), name=person.name, country=person.country
    )
    return str(words)


def when(day: date, published: date, habit: str) -> str:
    """The day as an outlet writes it; a weekday only where it is clear."""
    apart = (day - published).days
    if habit == "relative" and apart in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[apart]
    if habit in ("weekday", "relative") and abs(apart) < 6:
        return f"on {day:%A}"
    if habit == "weekday_date":
        return f"on {day:%A}, {day:%B} {day.day}"
    return f"on {day.day} {day:%B}" if habit == "day_month" else f"on {day:%B} {day.day}"


# ------------------------------------------------------------ tellings and scores

KINDS = {"call": {"held"}, "held": {"held", "ongoing"}, "again": {"held"}}


def told_by(written: Written, article: Article, record: Record) -> list[tuple[str, str]]:
    """(id of the record, meeting it was written for) of every meeting that was read; a made-up one is of a meeting of its own."""
    names = {actor.id: actor for actor in record.actors}
    left, found = list(written.tells), []
    for meeting in sorted(record.meetings, key=lambda m: m.evidence[0].start if m.evidence else 0):
        words = " ".join(f"{names[p].name} {names[p].country}" for p in meeting.participants)
        fits = [
            t for t in left if meeting.status in KINDS.get(t[2], {t[2]}) and len(meeting.participants) > 1 and _fits(t, words)
        ]
        if len(fits) > 1 and "W" in (meeting.date or ""):  # "had met the week before"
            fits.reverse()
        if fits:
            left.remove(fits[0])
        found.append((meeting.id, fits[0][0] if fits else f"made up {article.id} {meeting.id}"))
    return found


def _fits(telling: tuple[str, frozenset[str], str], words: str) -> bool:
    """Whether one of the two is named in it; a loose report names only one, or none."""
    return any(name in words for name in telling[1]) or len(words.split()) <= 4


Groups = dict[tuple[str, str], str]
"""What each telling is put into."""


def b_cubed(truth: Groups, given: Groups) -> tuple[float, float]:
    """Precision and recall."""
    true_sets, given_sets, both = Counter(truth.values()), Counter(given.values()), Counter((truth[t], given[t]) for t in truth)
    precision = sum(n * n / given_sets[g] for (_, g), n in both.items()) / len(truth)
    return precision, sum(n * n / true_sets[t] for (t, _), n in both.items()) / len(truth)


def pairwise(truth: Groups, given: Groups) -> tuple[float, float]:
    """Precision and recall of the pairs that are put together."""

    def pairs(sizes: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in sizes)

    both = pairs(Counter((truth[t], given[t]) for t in truth).values())
    return both / max(1, pairs(Counter(given.values()).values())), both / max(1, pairs(Counter(truth.values()).values()))


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure(number: int, seed: int, show: bool) -> None:
    from dragoman.pipeline import read_article
    from dragoman.read.articles import article_from_text
    from dragoman.settings import Settings

    chance = random.Random(seed)
    written = reports(meetings(number, chance), chance)
    corpus, truth = Corpus(), {}
    tellings: set[str] = set()
    started = time.process_time()
    keys = {}
    for report in written:
        given = report.article
        made = article_from_text(given.text, id=given.id, settings=Settings(published=given.published, publisher=given.publisher))
        result = read_article(made)
        assert isinstance(result, tuple), result
        key = corpus.add(*result)
        keys[key] = report
        for record, meeting in told_by(report, *result):
            truth[key, record] = meeting
            if not meeting.startswith("made up"):
                tellings.add(f"{key} {meeting}")
    seconds = time.process_time() - started
    dossier = corpus.dossier()
    group = {(told.reading, told.record): m.id for m in dossier.meetings for told in m.tellings}
    distinct = {meeting for report in written for meeting, _, _ in report.tells}
    print(f"{len(written)} reports of {len(distinct)} meetings, seed {seed}, read and merged in {seconds:.0f} s of the processor")
    wanted = {f"{key} {meeting}" for key, report in keys.items() for meeting, _, _ in report.tells}
    made_up = sum(m.startswith("made up") for m in truth.values())
    print(f"tellings {len(wanted)}, found {len(wanted & tellings)}, made up {made_up}")
    found = {told: meeting for told, meeting in truth.items() if not meeting.startswith("made up")}
    missed = {("missed", telling): telling.split()[-1] for telling in wanted - tellings}
    rows = (
        ("found tellings", found, {told: group[told] for told in found}),
        ("end to end", truth | missed, {told: group.get(told, str(told)) for told in truth | missed}),
    )
    for name, true, given_groups in rows:
        for measure_name, score in (("B-cubed", b_cubed), ("pairwise", pairwise)):
            p, r = score(true, given_groups)
            print(f"{name:<15} {measure_name:<9} precision {p:.3f}  recall {r:.3f}  F1 {f1(p, r):.3f}")
    print(f"goals: B-cubed precision {GOALS['precision']}, F1 {GOALS['F1']}")
    if show:
        errors(found, group, corpus, dossier)


def errors(truth: Groups, group: Groups, corpus: Corpus, dossier: Any) -> None:
    """The groups that hold two meetings, and the meetings in several groups."""
    by_group, by_meeting = defaultdict(set), defaultdict(set)
    for told, meeting in truth.items():
        by_group[group[told]].add(meeting)
        by_meeting[meeting].add(group[told])
    for name, table in (("FALSELY JOINED", by_group), ("SPLIT", by_meeting)):
        for key, parts in table.items():
            if len(parts) > 1:
                print(f"\n{name} {key}: {sorted(parts)}")
                for told in sorted(t for t in truth if key in (group[t], truth[t])):
                    reading = corpus.reading(told[0])
                    meeting = next(m for m in reading.record.meetings if m.id == told[1])
                    who = [f"{reading.actors[p].name}/{reading.actors[p].country}" for p in meeting.participants]
                    place = reading.places[meeting.place].name if meeting.place else None
                    print(
                        "  ",
                        truth[told],
                        group[told][-4:],
                        reading.article.published,
                        meeting.status,
                        meeting.form,
                        meeting.date,
                        place,
                        who,
                    )
                    if name == "SPLIT":
                        print("        ", reading.article.text.split("\n\n")[1][:170])


# ------------------------------------------------------------ growth


def synthetic(number: int, chance: random.Random) -> Iterable[tuple[Article, Record]]:
    """Readings without a text behind them: each day's meetings of many pairs, told by one to six reports each, three statements a reading."""
    day, made = START, 0
    while made < number:
        one, other = chance.sample(range(400), 2) if chance.random() < 0.9 else chance.sample(range(6), 2)
        if chance.random() < 0.2:
            day += timedelta(days=1)
        for _ in range(chance.randint(1, 6)):
            if made < number:
                yield reading(made, one, other, day, chance)
                made += 1


def reading(number: int, one: int, other: int, day: date, chance: random.Random) -> tuple[Article, Record]:
    id = f"s{number}"
    codes = [f"{chr(65 + p % 20)}{chr(65 + p // 20)}X" for p in (one, other)]
    words = " ".join(chance.choice(WORDS) for _ in range(120))
    names = [f"Given{p % 7} Family{p}" for p in (one, other)]
    spans = [Span(len(words) + 1, len(words) + 1 + len(names[0]))]
    spans += [Span(spans[0].end + 1, spans[0].end + 1 + len(names[1]))]
    kind = "state" if one < 6 else "person"  # a few states meet every day
    actors = tuple(Actor(f"{id}-{n}", names[n], kind, codes[n], mentions=(spans[n],)) for n in (0, 1))
    place = Place(f"{id}-p", f"Town {other % 90}", "city", codes[1], precision="city")
    status = chance.choices(["held", "planned", "postponed"], [8, 2, 1])[0]
    told = day + timedelta(days=chance.choice([0, 1]) if status == "held" else -2)
    meeting = Meeting(
        record_id(id, "meeting"),
        "in_person",
        status,
        (actors[0].id, actors[1].id),
        place=place.id,
        date=None if chance.random() < 0.2 else day.isoformat(),
    )
    event = Event(record_id(id, "event"), (actors[0].id,), (actors[1].id,), "CONSULT", date=meeting.date)
    said = tuple(
        Statement(record_id(id, "statement", n), actors[n % 2].id, (Span(40 * n, 40 * n + 80),), "indirect") for n in range(3)
    )
    text = " ".join([words, *names])
    return Article(id, text, publisher=f"Paper {number % 40}", published=told.isoformat()), Record(
        actors, (place,), (), (meeting,), (), said, (), (event,)
    )


WORDS = [
    f"{a}{b}"
    for a in ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")
    for b in ("dar", "fen", "gol", "han", "jus", "kin", "lem", "mar")
]


def growth(sizes: list[int], seed: int) -> None:
    chance = random.Random(seed)
    corpus, started = Corpus(), time.process_time()
    print("\n  readings   seconds   µs a reading, of the last tenth   dossier, s")
    marks = {size: size - size // 10 for size in sizes}
    last: dict[int, float] = {}
    for done, (article, record) in enumerate(synthetic(max(sizes), chance), 1):
        corpus.add(article, record)
        for size, mark in marks.items():
            if done == mark:
                last[size] = time.process_time()
        if done in marks:
            now = time.process_time()
            whole, tail = now - started, (now - last[done]) / (done // 10) * 1e6
            begun = time.process_time()
            corpus.dossier()
            spent = time.process_time() - begun
            started += spent
            last = {size: at + spent for size, at in last.items()}
            print(f"{done:>10,} {whole:>9.1f} {tail:>32,.0f} {spent:>12.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, default=80, help="meetings to write reports of; 0 leaves the measuring out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", action="store_true", help="show what was joined falsely, and what was split")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[1000, 10000, 30000, 100000], help="readings; none leaves growth out"
    )
    given = parser.parse_args()
    if given.meetings:
        measure(given.meetings, given.seed, given.errors)
    if given.sizes:
        growth(given.sizes, given.seed)
