"""How often events are right by the confidence they carry, on annotated reports, as a table and a plot.

    python evaluation/reliability.py FOLDER [FOLDER ...] [--shared ../shared] [--write docs/concepts/reliability.svg]

Each folder holds text/, gold/ and meta.json as the dossier yardstick reads them, whose rules say when an event is right. Use reports that the
trained heads were not trained on: on those of `training/reports` they agree with the annotation too often.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman import Skipped
from dragoman.export.json import to_json
from dragoman.pipeline import read_article
from dragoman.read.articles import article_from_text
from dragoman.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds yardsticks/")
    parser.add_argument("--write", type=Path, metavar="SVG", help="write the plot here")
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "yardsticks"))
    said, right = Counter[float](), Counter[float]()
    for folder in args.folders:
        for name, meta in json.loads((folder / "meta.json").read_text(encoding="utf-8")).items():
            if (folder / "gold" / f"{name}.json").exists():
                for confidence, good in judged(folder, name, meta):
                    said[confidence] += 1
                    right[confidence] += good
    points = [(c, right[c] / said[c], said[c]) for c in sorted(said)]
    for confidence, share, number in points:
        print(f"{confidence:.2f}  right {share:.2f}  of {number}")
    if args.write:
        args.write.write_text(plot(points), encoding="utf-8")


def judged(folder: Path, name: str, meta: dict[str, Any]) -> list[tuple[float, bool]]:
    """The confidence of each event that is read in a report, and whether the annotation has it."""
    import dossier  # type: ignore[import-not-found]
    from common import pair  # type: ignore[import-not-found]

    text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
    gold = dossier.from_gold(json.loads((folder / "gold" / f"{name}.json").read_text(encoding="utf-8")), text)["events"]
    done = read_article(article_from_text(text, id=name, settings=Settings(published=meta.get("published"))))
    if isinstance(done, Skipped):
        return []
    events = dossier.from_output(json.loads(to_json(done)), text)["events"]
    good = {id(event) for _, event in pair(gold, events, dossier.event).pairs}
    return [(event["confidence"], id(event) in good) for event in events]


def plot(points: list[tuple[float, float, int]]) -> str:
    """The share right by confidence, as SVG; on the diagonal the confidence is what it says."""
    at = [(50 + 300 * confidence, 330 - 300 * share, number) for confidence, share, number in points]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in at)
    marks = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/><text x="{x + 8:.0f}" y="{y + 14:.0f}">{number}</text>' for x, y, number in at
    )
    ticks = "".join(
        f'<text x="{50 + 300 * t:.0f}" y="346" text-anchor="middle">{t}</text><text x="42" y="{334 - 300 * t:.0f}" text-anchor="end">{t}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 380" font-family="sans-serif" font-size="11" fill="#1f3a5f">'
        '<rect width="400" height="380" fill="#fff"/><path d="M50 330H350M50 330V30" stroke="#999"/>'
        '<path d="M50 330L350 30" stroke="#bbb" stroke-dasharray="4"/>'
        f'<polyline points="{line}" fill="none" stroke="#1f3a5f" stroke-width="2"/>{marks}{ticks}'
        '<text x="200" y="368" text-anchor="middle">confidence of events; upwards the share that is right, beside the points how many</text></svg>\n'
    )


if __name__ == "__main__":
    main()
