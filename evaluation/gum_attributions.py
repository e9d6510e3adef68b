"""Score attributions on GUM (GOLD_PATH is the folder with `rst` and `dep`): content only, of the genres news and interview.

A gold attribution is a satellite with a relation `attribution-...` in the discourse tree; its content is the text of the elementary units of
the nucleus. A statement matches it, one to one, the best first, if their words share at least half (Jaccard), as in the yardstick for
PolNeAR. Words are runs of letters and digits.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from gum_dates import text_and_words

from dragoman.article import Article, Skipped
from dragoman.pipeline import read_article
from dragoman.records import Span

GENRES = ("news", "interview")


@dataclass(frozen=True, slots=True)
class Case:
    """A document as the program is given it, with the contents attributed in it, each as the starts of its words."""

    article: Article
    contents: tuple[frozenset[int], ...]


def load(folder: Path) -> Iterator[Case]:
    """The documents of both genres, their text as in the `# text` lines, one sentence a line."""
    for path in sorted(p for genre in GENRES for p in (folder / "rst" / "rstweb").glob(f"GUM_{genre}_*.rs4")):
        text, spans = text_and_words((folder / "dep" / f"{path.stem}.conllu").read_text(encoding="utf-8"))
        published = re.search(r'dateCreated="([^"]*)"', (folder / "xml" / f"{path.stem}.xml").read_text(encoding="utf-8"))
        contents = [frozenset(w for s in units for w in words(text, s)) for units in _contents(path, spans)]
        article = Article(id=path.stem, text=text, published=published[1] if published else None)
        yield Case(article, tuple(c for c in contents if c))


def words(text: str, span: Span) -> list[int]:
    """Where the words of a span start."""
    return [span.start + m.start() for m in re.finditer(r"\w+", text[span.start : span.end])]


def _contents(path: Path, spans: list[Span]) -> Iterator[list[Span]]:
    """The units of the nucleus of each attribution in a tree."""
    body = ElementTree.parse(path).getroot().find("body")
    assert body is not None
    nodes = {node.get("id", ""): node for node in body if node.tag in ("segment", "group")}
    units: dict[str, Span] = {}
    word = 0
    for node in (n for n in body if n.tag == "segment"):
        length = len((node.text or "").split())
        units[node.get("id", "")] = Span(spans[word].start, spans[min(word + length, len(spans)) - 1].end)
        word += length
    below: dict[str, list[str]] = {}
    for name, node in nodes.items():
        below.setdefault(node.get("parent", ""), []).append(name)
    for node in nodes.values():
        if node.get("relname", "").startswith("attribution") and node.get("parent") in nodes:
            yield [units[leaf] for leaf in _leaves(node.get("parent", ""), nodes, below) if leaf in units]


def _leaves(name: str, nodes: dict[str, ElementTree.Element], below: dict[str, list[str]]) -> list[str]:
    """The units under a node: itself, or for a group all that hangs below its parts."""
    if nodes[name].tag == "segment":
        return [name]
    inner = [n for n in below.get(name, ()) if not nodes[n].get("relname", "").startswith("attribution")]
    parts = [n for n in inner if nodes[n].get("relname") == "span" or nodes[name].get("type") == "multinuc"]
    found: list[str] = []
    for part in parts:
        found += _leaves(part, nodes, below)
        found += [leaf for other in below.get(part, ()) if nodes[part].tag == "segment" for leaf in _leaves(other, nodes, below)]
    return found


def matched(gold: list[frozenset[int]], said: list[frozenset[int]]) -> int:
    """How many pairs share at least half of their words, taken one to one, the best first."""
    scores = sorted(
        ((len(g & s) / len(g | s), i, j) for i, g in enumerate(gold) for j, s in enumerate(said) if g & s), reverse=True
    )
    left, right = set[int](), set[int]()
    for score, i, j in scores:
        if score >= 0.5 and i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


def main() -> None:
    """Print precision, recall and F1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD_PATH")
    gold = said = right = 0
    for case in load(parser.parse_args().gold):
        read = read_article(case.article)
        statements = () if isinstance(read, Skipped) else read[1].statements
        found = {frozenset(w for span in s.content for w in words(case.article.text, span)) for s in statements} - {frozenset()}
        gold, said, right = gold + len(case.contents), said + len(found), right + matched(list(case.contents), list(found))
    precision, recall = right / max(1, said), right / max(1, gold)
    print("            gold  said  P      R      F1")
    print(f"lenient     {gold}  {said}  {precision:.3f}  {recall:.3f}  {2 * right / max(1, gold + said):.3f}")
    print(f"gum_attributions: {2 * right / max(1, gold + said):.3f}")


if __name__ == "__main__":
    main()
