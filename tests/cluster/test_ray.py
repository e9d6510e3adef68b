"""Real Ray on this machine: the same bytes as the local pool, whatever ends under it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("ray")

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def start(*arguments: str | Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "dragoman", "read", "--shard", "2", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)


def finished(process: "subprocess.Popen[str]") -> str:
    try:
        said = process.communicate(timeout=240)[1]
    finally:
        process.kill()
    assert process.returncode == 0, said
    return said


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def a_worker(folder: Path) -> int:
    """The process of a worker that has begun a shard."""
    until = time.monotonic() + 200
    while time.monotonic() < until:
        for path in (folder / "tries").glob("*/*"):
            try:
                return int(path.read_text().split()[1])
            except (OSError, IndexError, ValueError):
                continue
        time.sleep(0.002)
    raise AssertionError("no worker began")


def test_ray_with_a_worker_killed_gives_the_bytes_of_the_pool(tmp_path: Path) -> None:
    texts = sorted((ROOT / "samples").glob("*.txt"))[:6]
    sources = ["--published", "2024-05-06", *texts]
    finished(start("--into", tmp_path / "pool", *sources))
    process = start("--cluster=local", "--workers", "2", "--into", tmp_path / "ray", *sources)
    os.kill(a_worker(tmp_path / "ray"), signal.SIGKILL)
    assert "6 articles read, 0 skipped" in finished(process)
    assert files(tmp_path / "ray") == files(tmp_path / "pool")
