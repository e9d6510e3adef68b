"""The examples that README and docs show: each is run, and what it prints is written under it.

The examples of a page are its fenced blocks, run in order in one folder that holds the samples:

    console   a command after `$ `, its output below it as on a terminal of 80 columns
    python    a snippet; where a text block comes next, that is what the snippet prints

An output may be shown in part: `...` as its last line says so, and as many lines stay as the page has now.
"""

import contextlib
import glob
import io
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(?P<kind>console|python|text)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "..."
TERMINAL = {"COLUMNS": "80", "FORCE_COLOR": None, "TTY_COMPATIBLE": None, "TTY_INTERACTIVE": None}
"""The environment of a plain terminal, whatever the one of the caller."""


class ExampleError(Exception):
    """An example that does not run."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: its kind, the text in it, and where that text stands."""

    kind: str
    body: str
    start: int
    end: int


def pages() -> list[Path]:
    """The pages whose examples are run."""
    docs = ROOT / "docs"
    further = [path for folder in ("guides", "concepts") for path in sorted((docs / folder).glob("*.md"))]
    return [ROOT / "README.md", docs / "tutorial.md", *further]


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page that may be examples or their output."""
    return [Block(m["kind"], m["body"], m.start("body"), m.end("body")) for m in BLOCK.finditer(page)]


def refreshed(page: str) -> str:
    """The page with the output that its examples give now; ExampleError where one does not run."""
    found = blocks(page)
    changes: list[tuple[Block, str]] = []
    names: dict[str, object] = {"__name__": "example"}
    with workplace():
        for at, block in enumerate(found, start=1):
            if block.kind == "console":
                command, _, shown = block.body.partition("\n")
                changes.append((block, f"{command}\n{like(shown, run_command(command.removeprefix('$ ')))}"))
            elif block.kind == "python":
                printed = run_snippet(block.body, names)
                if at < len(found) and is_output(page, block, found[at]):
                    changes.append((found[at], like(found[at].body, printed)))
    for block, body in reversed(changes):
        page = page[: block.start] + body + page[block.end :]
    return page


def is_output(page: str, snippet: Block, after: Block) -> bool:
    """Whether a block is the output of the snippet before it: a text block with nothing between them."""
    return after.kind == "text" and not page[snippet.end : after.start].replace("```text", "").strip("`\n")


def like(shown: str, printed: str) -> str:
    """What was printed, cut where what is shown is cut."""
    lines, printed_lines = shown.rstrip("\n").split("\n"), printed.rstrip("\n").split("\n")
    if lines[-1].strip() == CUT and len(printed_lines) > len(lines) - 1:
        printed_lines = [*printed_lines[: len(lines) - 1], CUT]
    return "".join(f"{line}\n" for line in printed_lines if printed_lines != [""])


@contextlib.contextmanager
def workplace() -> Iterator[None]:
    """A temporary folder with the samples in it, the current one for as long as the examples run."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "samples", Path(folder) / "samples")
        with contextlib.chdir(folder):
            yield


def run_command(command: str) -> str:
    """What a `dragoman` command prints on a terminal; with `> file` it prints nothing and the file is written."""
    from click.testing import CliRunner

    from dragoman.cli.main import main

    words, _, target = command.partition(" > ")
    program, *arguments = [path for word in shlex.split(words) for path in (sorted(glob.glob(word)) or [word])]
    if program != "dragoman":
        raise ExampleError(f"Only dragoman is run in console blocks, not {command!r}; put other commands in sh blocks.")
    if (
        arguments[:1] in (["read"], ["who"], ["find"], ["trace"], ["sql"], ["compare"])
        and "--format" not in arguments
        and not target
    ):
        arguments += ["--format", "text"]
    result = CliRunner().invoke(main, arguments, env=TERMINAL, prog_name="dragoman")
    if result.exit_code != 0:
        raise ExampleError(f"{command!r} ended with status {result.exit_code}: {result.output[-500:] or result.exception!r}")
    if target:
        Path(target.strip()).write_bytes(result.stdout_bytes)
        return ""
    return result.stdout


def run_snippet(code: str, names: dict[str, object]) -> str:
    """What a Python snippet prints; it sees the `names` of those before it on its page."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "<example>", "exec"), names)
    except Exception as error:
        raise ExampleError(f"A snippet failed with {error!r}:\n{code}") from error
    return printed.getvalue()
