"""The application: its parts in order. `make_app` is given an open store; nothing here is global."""

import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from dragoman.merging.merger import bring_up_to_date
from dragoman.settings import Settings
from dragoman.store.connect import Store
from dragoman.version import VERSION
from dragoman.web import signin
from dragoman.web.accounts import Accounts
from dragoman.web.adding import Jobs
from dragoman.web.answers import tell_errors
from dragoman.web.built import STATIC
from dragoman.web.guard import Guard
from dragoman.web.limits import Bucket, Limit
from dragoman.web.routes import actors, adding, exports, home, issues, meetings, pairs, reports, review, search, trips
from dragoman.web.signin import TRIES, SignIn, checked
from dragoman.web.suffix import JsonSuffix

ROUTERS = (
    home.router,
    reports.router,
    meetings.router,
    trips.router,
    actors.router,
    issues.router,
    pairs.router,
    search.router,
    review.router,
    adding.router,
    exports.router,
)
BURST, RATE = 300, 30.0
"""Requests of one address at once, and a second after that, where the server can be reached from elsewhere."""

AT_ONCE = 12
"""Answers that are made at once: fewer than the store has connections, and more would only take turns on Python's lock."""
log = logging.getLogger(__name__)


def make_app(
    store: Store,
    settings: Settings | None = None,
    ready: Callable[[], object] = lambda: None,
    accounts: Accounts | None = None,
) -> FastAPI:
    """The web application on an open store, which must stay open as long as it is served; `ready` is called before the first answer.

    With `accounts` whoever asks must sign in, and may ask only so often.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        threading.Thread(target=_merge, args=(store,), name="merger", daemon=True).start()
        ready()
        yield

    # The interactive documents that FastAPI brings load their code from elsewhere; /api is our own.
    app = FastAPI(
        title="Dragoman",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        lifespan=lifespan,
        dependencies=[Depends(checked)],
    )
    app.state.store = store
    app.state.jobs = Jobs(store, settings or Settings())
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    tell_errors(app)
    # Of middleware, what is added last is asked first.
    if accounts is not None:
        app.state.accounts, app.state.tries = accounts, Bucket(TRIES, 1 / 60)
        app.include_router(signin.router)
        app.add_middleware(SignIn, accounts=accounts)
    app.add_middleware(JsonSuffix)
    if accounts is not None:
        app.add_middleware(Limit, bucket=Bucket(BURST, RATE))
    app.add_middleware(Guard, anywhere=accounts is not None)
    return app


def _merge(store: Store) -> None:
    """Merge what an ingest that was ended, or one of an older version, has left to do."""
    try:
        bring_up_to_date(store)
    except Exception:  # the edge of a thread: what is not merged is told on the front page
        log.warning("merging ended early", exc_info=True)
