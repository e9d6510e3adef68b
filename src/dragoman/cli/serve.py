"""`dragoman serve`: the store in a browser."""

import socket

import click

from dragoman.cli.failures import failures_told
from dragoman.cli.options import store_option
from dragoman.errors import UsageError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command("serve")
@store_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Of this machine only: a loopback address."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8475, show_default=True, help="0 takes any that is free.")
def serve_command(store: str | None, host: str, port: int) -> None:
    """Show the store in a browser.

    Prints its address on the first line when it is ready to answer, and serves until Ctrl-C. A store that is not there yet is made.
    Whoever can reach the address can read and correct the store, so that it is bound to this machine alone.
    """
    with failures_told():
        if host not in LOOPBACK:
            message = f"{host} can be reached from other machines, and there is no sign-in yet."
            raise UsageError(message, hint="Leave --host out, and reach it through a tunnel: ssh -L 8475:127.0.0.1:8475 MACHINE")
        _serve(store, host, port)


def _serve(named: str | None, host: str, port: int) -> None:
    import uvicorn

    from dragoman.store.connect import open_store
    from dragoman.web.app import make_app

    with open_store(named, create=True) as store, _bound(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        app = make_app(store, ready=lambda: click.echo(address))
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    """A socket that waits for readers; UsageError where the port is taken."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # From here on a browser is not refused, it waits until the first answer.
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise UsageError(f"Port {port} cannot be used: {error.strerror}.", hint="Name another: --port 0 takes any.") from None
    return listening
