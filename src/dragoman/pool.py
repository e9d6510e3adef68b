"""Reading in several processes: each loads the model once, and the results come in the order of the articles.

One process and many give the same bytes, since a record depends on its article alone. What is read ahead is bounded. An article
whose process ends under it (killed, out of memory) is skipped, and a fresh process takes over. Each process is this module run
as a program: articles come in at its standard input, results go out at its standard output, pickled.
"""

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from dragoman import pipeline
from dragoman.article import Article, Skipped
from dragoman.errors import DragomanError, ModelError
from dragoman.parse import nlp
from dragoman.read.sources import read_sources
from dragoman.records import Record
from dragoman.settings import Settings

Result = tuple[Article, Record] | Skipped
AHEAD = 4
"""Articles that may be read ahead, for each process."""
COMMAND = (sys.executable, "-m", "dragoman.pool")
PACKAGES = str(Path(__file__).parents[1])


def read(sources: Iterable[str], settings: Settings | None = None) -> Generator[Result, None, None]:
    """The article and record of everything the sources hold, in order; what cannot be read comes as Skipped in its place."""
    settings = settings or Settings()
    if settings.workers == 1:
        yield from pipeline.read(sources, settings)
    else:
        yield from read_articles(read_sources(sources, settings), settings)


def read_articles(articles: Iterator[Article | Skipped], settings: Settings) -> Generator[Result, None, None]:
    """The record of each article, in order; what is skipped already stays in its place.

    With several workers, articles are taken in a thread of its own, and ahead of the results.
    """
    if settings.workers == 1:
        read_one = pipeline.reader(settings.issues)
        yield from (article if isinstance(article, Skipped) else read_one(article) for article in articles)
    else:
        with _Crew(settings.workers, settings.issues) as crew:
            yield from crew.read(articles)


def read_beside(articles: Iterator[Article | Skipped], issues: str | None = None) -> Iterator[Result]:
    """The record of each article, in order, read by one process beside this one, which outlives an article that ends it; `issues` are
    the user's own."""
    with _Crew(1, issues) as crew:
        yield from crew.read(articles)


# ------------------------------------------------------------ those who lead


class _Crew:
    """Processes, a thread that minds each, and one that feeds them."""

    def __init__(self, size: int, issues: str | None = None) -> None:
        self._hands = [_Hand(issues) for _ in range(size)]
        self._idle: queue.SimpleQueue[_Hand] = queue.SimpleQueue()
        for hand in self._hands:
            self._idle.put(hand)
        self._threads = ThreadPoolExecutor(size)
        self._results: queue.SimpleQueue[Future[Result] | None] = queue.SimpleQueue()
        self._room = threading.Semaphore(AHEAD * size)
        self._over = False

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._room.release()
        self._threads.shutdown(wait=False, cancel_futures=True)
        for hand in self._hands:
            hand.dismiss()

    def read(self, articles: Iterator[Article | Skipped]) -> Iterator[Result]:
        """The results of all articles in order, each as soon as it and those before it are there."""
        threading.Thread(target=self._feed, args=(articles,), daemon=True).start()
        while (result := self._results.get()) is not None:
            yield result.result()
            self._room.release()

    def _feed(self, articles: Iterator[Article | Skipped]) -> None:
        """Hand out the articles as there is room; in a thread of its own, so that a slow source holds up no result."""
        try:
            while self._room.acquire() and not self._over and (article := next(articles, None)) is not None:
                self._results.put(self._threads.submit(self._read, article))
            self._results.put(None)
        except BaseException as error:  # whatever ends the reading ends it for the one who waits for results
            failed: Future[Result] = Future()
            failed.set_exception(error)
            self._results.put(failed)

    def _read(self, article: Article | Skipped) -> Result:
        if isinstance(article, Skipped):
            return article
        hand = self._idle.get()
        try:
            return hand.read(article)
        finally:
            self._idle.put(hand)


class _Hand:
    """One process, started when it is first needed, and anew when it has ended."""

    def __init__(self, issues: str | None = None) -> None:
        self._command = (*COMMAND, issues) if issues else COMMAND
        self._process: subprocess.Popen[bytes] | None = None
        self._dismissed = False
        self._lock = threading.Lock()

    def read(self, article: Article) -> Result:
        """What the process makes of an article; Skipped where it ends before it answers."""
        process = self._process if self._process and self._process.poll() is None else self._start()
        try:
            _send(process.stdin, article)
            result: Result = _receive(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            how = _end(process, grace=1)
            return Skipped(article.id, "run", f"Its process ended under it ({how}). If memory ran out, use fewer --workers.")
        return result

    def _start(self) -> "subprocess.Popen[bytes]":
        path = os.pathsep.join(filter(None, (PACKAGES, os.environ.get("PYTHONPATH"))))
        with self._lock:
            if self._dismissed:
                raise ModelError("The reading is over.")
            # A session of its own keeps Ctrl-C away from it: the one who started it decides when it ends.
            process = self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,
            )
        try:
            _receive(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            message = f"A process to read in ended before it was ready ({_end(process, grace=1)})."
            raise ModelError(message, hint="Use --workers 1; if memory ran out, fewer workers.") from None
        return process

    def dismiss(self) -> None:
        """End the process, whatever it is at, and start no other."""
        with self._lock:
            self._dismissed = True
            if self._process:
                _end(self._process)


def _end(process: "subprocess.Popen[bytes]", grace: float = 0) -> str:
    """How a process ended; one that has not after some seconds of grace is killed."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(grace)
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
    return f"signal {-process.returncode}" if process.returncode < 0 else f"status {process.returncode}"


def _send(stream: IO[bytes] | None, value: object) -> None:
    assert stream is not None
    pickle.dump(value, stream)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> Any:
    """What the other side sends; an error that ends the run is raised here."""
    assert stream is not None
    value = pickle.load(stream)
    if isinstance(value, DragomanError):
        raise value
    return value


# ------------------------------------------------------------ those who read


def work(issues: str | None = None) -> None:
    """The life of a process: load the model, say so, then read whatever comes until nothing more can; `issues` are the user's own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to the messages
    try:
        nlp.load()
        read_one = pipeline.reader(issues)
        _send(results, None)
        while True:
            _send(results, read_one(_receive(sys.stdin.buffer)))
    except DragomanError as error:
        _send(results, error)
    except (EOFError, OSError):
        pass  # the one who asks has gone


if __name__ == "__main__":
    work(*sys.argv[1:])
