"""Reading in several processes: each loads the model once, and the results come in the order of the articles.

One process and many give the same bytes, since a record depends on its article alone. What is read ahead of the slowest article is
bounded. An article whose process ends under it (killed, out of memory) is skipped, and a fresh process takes over.
"""

import logging
import multiprocessing
import queue
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from traceback import extract_tb
from typing import Any

from dragoman.article import Article, Skipped
from dragoman.errors import DragomanError, ModelError
from dragoman.parse import nlp
from dragoman.pipeline import read_article
from dragoman.read.sources import read_sources
from dragoman.records import Record
from dragoman.settings import Settings

Result = tuple[Article, Record] | Skipped
AHEAD = 4
"""Articles that may be read ahead, for each process."""
LONGEST_ERROR = 200
PACKAGE = Path(__file__).parent
SPAWN = multiprocessing.get_context("spawn")
"""A fresh interpreter for each process: a copy of this one could hold a lock that a thread held."""

log = logging.getLogger(__name__)


def read(sources: Iterable[str], settings: Settings | None = None) -> Iterator[Result]:
    """The article and record of everything the sources hold, in order; what cannot be read comes as Skipped in its place."""
    settings = settings or Settings()
    articles = read_sources(sources, settings)
    if settings.workers == 1:
        yield from map(read_safely, articles)
    else:
        with _Crew(settings.workers) as crew:
            yield from crew.read(articles)


def read_safely(article: Article | Skipped) -> Result:
    """An article with its record; a fault of ours costs this article, not those after it."""
    if isinstance(article, Skipped):
        return article
    try:
        return read_article(article)
    except DragomanError:
        raise  # the lexicon, the register or the model is broken: every article would be wrong
    except Exception as error:
        log.error("article %s", article.id, exc_info=error)
        return _faulty(article, error)


def _faulty(article: Article, error: Exception) -> Skipped:
    """The article skipped, with the step and line of our code where it failed."""
    frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(PACKAGE)]
    code = Path(frames[-1].filename).relative_to(PACKAGE)
    what = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    reason = f"A fault in Dragoman itself: {what} ({code.as_posix()}, line {frames[-1].lineno}). Please report it with the text."
    return Skipped(article.id, code.parts[0].removesuffix(".py"), reason)


class _Crew:
    """Processes, a thread that minds each, and one that feeds them."""

    def __init__(self, size: int) -> None:
        self._hands = [_Hand() for _ in range(size)]
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
        """Hand out the articles as there is room; a thread of its own, so that a slow source holds up no result."""
        _block_interrupts()
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

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._dismissed = False
        self._lock = threading.Lock()

    def read(self, article: Article) -> Result:
        """What the process makes of an article; Skipped where it ends before it answers."""
        pipe = self._pipe if self._process and self._process.is_alive() else self._start()
        try:
            assert pipe is not None
            pipe.send(article)
            return _answer(pipe)
        except (EOFError, OSError):
            return self._lost(article)

    def _start(self) -> Connection:
        with self._lock:
            ours, theirs = SPAWN.Pipe()
            self._process = SPAWN.Process(target=_work, args=(theirs,), daemon=True)
            self._pipe = ours
            if not self._dismissed:
                self._process.start()
            theirs.close()
        try:
            _answer(ours)
        except (EOFError, OSError):
            hint = 'Use --workers 1. In a script of your own, call it under: if __name__ == "__main__":'
            raise ModelError("A process to read in ended before it was ready.", hint=hint) from None
        return ours

    def _lost(self, article: Article) -> Skipped:
        assert self._process is not None
        self._process.join(timeout=5)
        reason = f"Its process ended under it (status {self._process.exitcode}). If memory ran out, use fewer --workers."
        return Skipped(article.id, "run", reason)

    def dismiss(self) -> None:
        """End the process, whatever it is at."""
        with self._lock:
            self._dismissed = True
            if self._process and self._process.pid is not None:
                self._process.kill()
                self._process.join()


def _answer(pipe: Connection) -> Any:
    """What a process sends; an error that ends the run is raised here."""
    answer = pipe.recv()
    if isinstance(answer, DragomanError):
        raise answer
    return answer


def _work(pipe: Connection) -> None:
    """The life of a process: load the model, say so, then read whatever comes until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        nlp.load()
        pipe.send(None)
        while True:
            pipe.send(read_safely(pipe.recv()))
    except DragomanError as error:
        pipe.send(error)
    except (EOFError, OSError):
        return  # nobody listens any more


def _block_interrupts() -> None:
    """Leave Ctrl-C to the main thread; threads and processes started from here inherit it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
