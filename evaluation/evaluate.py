"""`make evaluate`: run the yardsticks on the gold data where it is there, print one table, list the errors, hold the floors.

Each yardstick is a script of its own that drives `dragoman` from outside and ends with `NAME: figure`; its table is read for the
figures that have a floor. `floors.json` pins, for each run, the floor of each figure and a digest of the gold it was measured on: a
figure below its floor fails, a changed gold must be pinned anew. `--pin` writes the figures of this run as floors; it never lowers one
unless `--lower REASON` is given, and the reason is kept beside it.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
SLACK = 0.005
"""How far below its floor a figure may lie before it counts as fallen: differences of the platform, no more."""


@dataclass(frozen=True, slots=True)
class Run:
    """One yardstick on one gold set; `command` is the command of the program that it needs."""

    name: str
    script: str
    gold: str
    command: str = "read"


RUNS = (
    Run("dossier", "dossier.py", "gold/dossier"),
    Run("dossier-actors", "dossier_actors.py", "gold/dossier"),
    Run("attribution", "attribution.py", "gold/polnear-dev"),
    Run("timex", "timex.py", "gold/wikiwars/tml"),
    Run("gum-dates", "gum_dates.py", "gold/gum"),
    Run("gum-attributions", "gum_attributions.py", "gold/gum"),
    Run("places-geowebnews", "places.py", "gold/geowebnews/GWN.xml"),
    Run("places-geovirus", "places.py", "gold/geovirus/GeoVirus.xml"),
    Run("travels", "travels.py", "gold/travels-dev"),
    Run("silence", "silence.py", "gold/cameo-rounds-dev/round_9_summary.csv"),
    Run("who", "who.py", "gold/who/kb_dev.tsv", "who"),
    Run("pairs", "pairs.py", "gold/plv/PLV_train.tsv", "code"),
)


def main() -> int:
    """Run what was asked for; 0 if every floor holds."""
    args = _arguments()
    os.environ.setdefault("DRAGOMAN_KNOWLEDGE", "")  # floors are of what the package knows, not of a register of one's own
    if not (args.shared / "yardsticks").is_dir():
        print(
            f"The yardsticks are not here ({args.shared} holds no yardsticks/); nothing was measured. Name their folder with --shared."
        )
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    rows, fallen = [], []
    for run in RUNS:
        if args.only and run.name not in args.only:
            continue
        if not _has_command(run.command):
            print(f"{run.name}: not run, this version has no `dragoman {run.command}`.")
            continue
        figures, seconds = _measure(run, args.shared)
        digest = _digest(args.shared / run.gold)
        known = floors.setdefault(run.name, {"gold": digest, "floors": {}})
        if known["gold"] != digest:
            fallen.append(f"{run.name}: the gold has changed since its floors were pinned; pin them anew with --pin")
        for name, figure in figures.items():
            floor = known["floors"].get(name)
            rows.append((run.name, name, figure, floor, seconds))
            if floor is not None and figure < floor - SLACK:
                fallen.append(f"{run.name} {name}: {figure:.3f}, below its floor {floor:.3f}")
        if args.pin:
            _pin(known, figures, digest, args.lower)
    _print(rows)
    if args.pin:
        FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    for line in fallen:
        print(f"FALLEN  {line}")
    return 1 if fallen else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds yardsticks/ and gold/")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="run only these")
    parser.add_argument("--pin", action="store_true", help="write the figures of this run as floors")
    parser.add_argument("--lower", metavar="REASON", help="let --pin lower a floor, for this reason")
    return parser.parse_args()


def _program() -> str:
    """The dragoman of this environment."""
    return os.environ.get("DRAGOMAN") or str(Path(sys.executable).with_name("dragoman"))


def _has_command(command: str) -> bool:
    done = subprocess.run([_program(), command, "--help"], capture_output=True, check=False)
    return done.returncode == 0


def _measure(run: Run, shared: Path) -> tuple[dict[str, float], float]:
    """The figures of a run by name, and how many seconds it took; scripts of this folder read in this process's environment."""
    errors = HERE / "errors"
    errors.mkdir(exist_ok=True)
    own = HERE / run.script
    call = [sys.executable, str(own if own.exists() else shared / "yardsticks" / run.script), str(shared / run.gold)]
    call += [] if own.exists() else ["--program", _program(), "--out", str(errors / f"{run.name}.jsonl")]
    started = time.perf_counter()
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{run.name} failed:\n{done.stderr[-2000:]}")
    return _figures(done.stdout), time.perf_counter() - started


def _figures(printed: str) -> dict[str, float]:
    """The F1 (else the first number) of each row of a yardstick's table, and its closing figure as `figure`."""
    lines = [line for line in printed.splitlines() if line.strip()]
    header = re.split(r"\s{2,}", lines[0].strip())
    figures: dict[str, float] = {}
    for line in lines[1:]:
        if match := re.fullmatch(r"[\w-]+: ([\d.]+)", line):
            figures["figure"] = float(match[1])
            continue
        cells = re.split(r"\s{2,}", line.strip())
        values = dict(zip(header, cells[1:], strict=False)) if len(header) >= len(cells) - 1 else {}
        if "F1" in values and re.fullmatch(r"[\d.]+", values["F1"]):
            figures[cells[0]] = float(values["F1"])
    return figures


def _digest(gold: Path) -> str:
    """A digest of all files of a gold set."""
    files = sorted(p for p in gold.rglob("*") if p.is_file()) if gold.is_dir() else [gold]
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:16]


def _pin(known: dict, figures: dict[str, float], digest: str, reason: str | None) -> None:
    """Raise the floors to these figures; lower them only for a reason."""
    for name, figure in figures.items():
        floor = known["floors"].get(name)
        if floor is None or figure > floor or known["gold"] != digest:
            known["floors"][name] = figure
        elif figure < floor and reason:
            known["floors"][name] = figure
            known.setdefault("lowered", []).append(f"{name} from {floor:.3f} to {figure:.3f}: {reason}")
    known["gold"] = digest


def _print(rows: list[tuple[str, str, float, float | None, float]]) -> None:
    print(f"{'yardstick':<20} {'figure':<28} {'now':>6} {'floor':>6} {'seconds':>8}")
    before = None
    for run, name, figure, floor, seconds in rows:
        pinned = "–" if floor is None else f"{floor:.3f}"
        print(f"{run if run != before else '':<20} {name:<28} {figure:>6.3f} {pinned:>6} {seconds if run != before else 0:>8.0f}")
        before = run


if __name__ == "__main__":
    sys.exit(main())
