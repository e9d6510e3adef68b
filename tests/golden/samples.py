"""The samples, their dates, and how an expected record is written."""

import json
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"
GOLD = Path(__file__).parent / "dossier"
EXPECTED = Path(__file__).parent / "expected"


def samples() -> list[tuple[Path, str]]:
    """Every sample with its date of publication."""
    meta = json.loads((GOLD / "meta.json").read_text(encoding="utf-8"))
    files = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".txt", ".html"))
    return [(path, meta[path.stem]["published"]) for path in files]


def pretty(line: str) -> str:
    """A record in JSON over several lines, so that a difference can be read."""
    return json.dumps(json.loads(line), ensure_ascii=False, indent=1) + "\n"
