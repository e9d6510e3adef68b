"""Reading sources into a set on Ray Data: two stages, one that cuts sources into shards, one of workers that load the model once.

Ray starts a worker anew when it or its machine is lost, and gives its shard to another; the shard is written under the same name, in the
same bytes. A shard that has ended its worker twice is read in a process beside the worker, so that only the article which ends it is lost.
"""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman import pipeline, pool
from dragoman.article import Skipped
from dragoman.cluster.reading import Tally, Told, maker_of, tell_nobody
from dragoman.cluster.sets import Done, Result, Set
from dragoman.cluster.shards import SIZE, Shard, cut
from dragoman.cluster.sources import source_items
from dragoman.errors import DragomanError, ModelError, UsageError
from dragoman.parse import nlp
from dragoman.read.sources import Source
from dragoman.settings import Settings
from dragoman.version import VERSION

LOCAL = "local"
MEMORY = 700_000_000
"""Bytes that Ray sets aside for a worker: the model, its tables and a shard."""
WAITING = 2
"""Shards that lie with a worker, the one it reads among them. With Ray's four, one worker ends with a queue while another has none."""
TRIES = 2
"""How often a shard may end its worker before it is read beside it."""
PER_CUTTER = 8
"""Workers that one process which cuts sources can feed: it reads and unpacks, which is quick against what they do."""


def read_on_ray(
    sources: list[Source], into: Set, settings: Settings, address: str, size: int = SIZE, told: Told = tell_nobody
) -> Tally:
    """Read the sources into a set on a cluster (`local` is one on this machine); what became of them.

    `settings.workers` is the number of workers, 0 for as many as the cluster has processors.
    """
    tally = Tally()
    if not sources:
        return tally
    ray = _connect(address, settings.workers)
    try:
        workers = settings.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        for row in _dataset(ray, sources, into, settings, workers, size).iter_rows():
            tally.add(_done(row))
            told(tally)
    except DragomanError:
        raise
    except Exception as error:  # whatever Ray makes of an error in a worker
        raise _own(error) from error
    finally:
        ray.shutdown()
    into.tidy()
    return tally


def _connect(address: str, workers: int) -> Any:
    try:
        import ray
    except ImportError:
        raise UsageError("--cluster needs Ray.", hint="Install it: pip install 'dragoman[cluster]'") from None
    # Workers on this machine find the package where this process does; other machines have their own, see _Reader.
    package = str(Path(__file__).parents[2])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("RAY_worker_niceness", "0")  # as the processes of the pool; Ray would have 15
    options: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    if address == LOCAL:
        options |= {"num_cpus": workers or os.cpu_count(), "include_dashboard": False}
    try:
        ray.init(address=address, **options)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise UsageError(
            f"No cluster answers at {address}: {error}.", hint="Check its address, or use --cluster=local."
        ) from None
    return ray


def _dataset(ray: Any, sources: list[Source], into: Set, settings: Settings, workers: int, size: int) -> Any:
    import ray.data as data

    for name in ("ray.data", "ray"):
        logging.getLogger(name).setLevel(logging.ERROR)
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # each shard a block of its own, or one worker would get all that a small source holds
    given = [{"name": source.name, "id": source.id} for source in sources]
    cutters = max(1, workers // PER_CUTTER)
    return (
        data.from_items(given, override_num_blocks=len(given))
        .map_batches(_Cutter(into.address, settings, size), batch_size=1, num_cpus=0, compute=data.TaskPoolStrategy(size=cutters))
        .map_batches(
            _Reader,
            fn_constructor_args=(into.address, settings, VERSION),
            batch_size=1,
            num_cpus=1,
            memory=MEMORY,
            compute=data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=WAITING),
        )
    )


class _Cutter:
    """The first stage: a source's shards that are not done, each pickled; of those that are, only the name."""

    def __init__(self, into: str, settings: Settings, size: int) -> None:
        self._into, self._settings, self._size = into, settings, size

    def __call__(self, batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
        import pickle

        into, maker = Set(self._into), maker_of(self._settings)
        for name, id in zip(batch["name"], batch["id"], strict=True):
            for shard in cut(source_items(Source(str(name), str(id)), self._settings), maker, self._size):
                known = into.has(shard.key)
                yield {"key": [shard.key], "items": [b"" if known else pickle.dumps(shard.items)]}


class _Reader:
    """The second stage: a worker, which loads the model once and reads one shard after the other."""

    def __init__(self, into: str, settings: Settings, version: str) -> None:
        if version != VERSION:
            hint = "Install the same version on all machines."
            raise ModelError(f"A machine of the cluster has Dragoman {VERSION}, the one that asks {version}.", hint=hint)
        self._into, self._settings = Set(into), settings
        os.dup2(2, 1)  # whatever a library prints goes to the messages
        nlp.load()
        self._read_one = pipeline.reader(settings.issues)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        import pickle

        key, items = str(batch["key"][0]), bytes(batch["items"][0])
        done = self._read(Shard(key, pickle.loads(items))) if items else None
        return {
            "key": [key],
            "readings": [done.readings if done else -1],
            "files": ["\n".join(done.files) if done else ""],
            "skipped": ["\n".join(f"{step} {number}" for step, number in done.skipped.items()) if done else ""],
        }

    def _read(self, shard: Shard) -> Done:
        articles = shard.articles(self._settings)
        if self._into.begin(shard.key) < TRIES:
            results: Iterator[Result] = (a if isinstance(a, Skipped) else self._read_one(a) for a in articles)
        else:
            results = pool.read_beside(articles, self._settings.issues)
        return self._into.write(shard.key, results)


def _done(row: dict[str, Any]) -> Done | None:
    if row["readings"] < 0:
        return None
    skipped = dict(line.rsplit(" ", 1) for line in row["skipped"].splitlines())
    return Done(row["key"], row["readings"], tuple(row["files"].splitlines()), {step: int(n) for step, n in skipped.items()})


def _own(error: BaseException) -> DragomanError:
    """The error of ours that ended a worker, out of what Ray wraps around it."""
    at: BaseException | None = error
    while at is not None:
        if isinstance(at, DragomanError):
            return at
        at = getattr(at, "cause", None) or at.__cause__
    last = str(error).strip().splitlines()[-1:] or [type(error).__name__]
    print(error, file=sys.stderr)
    return ModelError(f"Ray could not go on: {last[0]}", hint="What is done is kept; the same command goes on there.")
