"""Score who the actors of statements and meetings are (GOLD_PATH is a dossier folder): the share given the right actor where the mention was found.

A speaker was found if a statement with the same content (by the dossier yardstick) names one. Of the participants of a meeting that was found
as many count as found as the record names, at most as many as the gold does.
The rules for the same statement and the same actor are the yardstick's own, which must lie beside the gold.
"""

import argparse
import sys
from pathlib import Path

from dragoman.article import Skipped
from dragoman.export.json import to_json
from dragoman.pipeline import read_article
from dragoman.read.sources import read_sources
from dragoman.settings import Settings


def main() -> None:
    """Print both shares and the share of all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD_PATH")
    folder = parser.parse_args().gold
    sys.path.insert(0, str(folder.resolve().parents[1] / "yardsticks"))
    counts = {"speakers": [0, 0], "participants": [0, 0]}
    for gold, said in _articles(folder):
        for kind, (right, found) in (("speakers", _speakers(gold, said)), ("participants", _participants(gold, said))):
            counts[kind][0] += right
            counts[kind][1] += found
    for kind, (right, found) in counts.items():
        print(f"{kind:<14}{right} of {found}")
    right, found = (sum(pair[n] for pair in counts.values()) for n in (0, 1))
    print(f"dossier_actors: {right / max(1, found):.3f}")


def _articles(folder: Path):
    """The gold and said records of each article in the yardstick's shape."""
    import json
    import tempfile

    import dossier

    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "cases.jsonl"
        file.write_text("".join(json.dumps(case) + "\n" for case in dossier.cases(folder)), encoding="utf-8")
        for article in read_sources([str(file)], Settings(input="jsonl")):
            assert not isinstance(article, Skipped)
            output = json.loads(to_json(read_article(article)))
            gold = dossier.load(folder / "gold" / f"{article.id}.json")
            yield dossier.from_gold(gold, article.text), dossier.from_output(output, article.text)


def _speakers(gold: dict, said: dict) -> tuple[int, int]:
    """Right speakers, and statements found that name one."""
    import dossier

    pairs = [(g, s) for g, s in dossier.pair(gold["statements"], said["statements"], dossier.statement).pairs if s["speaker"]]
    return sum(dossier.same_speaker(g, s) for g, s in pairs), len(pairs)


def _participants(gold: dict, said: dict) -> tuple[int, int]:
    """Right participants, and all of the meetings found, by the gold."""
    import dossier

    right = found = 0
    for g, s in dossier.pair(gold["meetings"], said["meetings"], dossier.meeting).pairs:
        matched = len(dossier.pair(g["participants"], s["participants"], dossier.same_actor).pairs)
        right += matched
        found += min(len(g["participants"]), max(len(s["participants"]), matched))
    return right, found


if __name__ == "__main__":
    main()
