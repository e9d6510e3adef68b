"""`dragoman serve`: the store in a browser; `dragoman serve user`: who may sign in."""

import socket
import sys
from typing import TYPE_CHECKING

import click

from dragoman.cli.failures import failures_told
from dragoman.cli.options import Command, store_option
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.web.accounts import Accounts

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PORT = 8475
FILE = click.Path(exists=True, dir_okay=False)


def accounts_option(command: Command) -> Command:
    """The option that names the file of accounts."""
    meant = "The file of accounts.  [default: DRAGOMAN_ACCOUNTS, else a file in your data folder]"
    return click.option("--accounts", metavar="PATH", help=meant)(command)


@click.group("serve", invoke_without_command=True)
@store_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Any but a loopback address demands sign-in."
)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any that is free.")
@click.option("--sign-in", is_flag=True, help="Demand sign-in on a loopback address too, as behind a proxy.")
@accounts_option
@click.option("--certificate", type=FILE, metavar="FILE", help="Serve https with this certificate (PEM).")
@click.option("--key", type=FILE, metavar="FILE", help="The key of the certificate.")
@click.pass_context
def serve_command(
    context: click.Context,
    store: str | None,
    host: str,
    port: int,
    sign_in: bool,
    accounts: str | None,
    certificate: str | None,
    key: str | None,
) -> None:
    """Show the store in a browser.

    Prints its address on the first line when it is ready to answer, and serves until Ctrl-C. A store that is not there yet is made.
    On a loopback address whoever uses this machine can read and correct the store. On any other, everybody signs in: make accounts with
    `dragoman serve user add`.
    """
    if context.invoked_subcommand is not None:
        return
    with failures_told():
        known = _accounts(accounts, host, https=certificate is not None) if sign_in or host not in LOOPBACK else None
        serve_store(store, host, port, known, (certificate, key))


def _accounts(path: str | None, host: str, *, https: bool) -> "Accounts":
    from dragoman.web.accounts import Accounts

    known = Accounts(path)
    if not known.all():
        message = f"Nobody can sign in: there is no account in {known.path}."
        raise UsageError(message, hint="Make one with: dragoman serve user add NAME --role admin")
    if not https and host not in LOOPBACK:
        click.echo(
            "warning: passwords travel in the clear; give --certificate and --key, or put a proxy with https before it.", err=True
        )
    return known


def serve_store(
    named: str | None,
    host: str,
    port: int,
    accounts: "Accounts | None" = None,
    tls: tuple[str | None, str | None] = (None, None),
) -> None:
    """Serve a store until Ctrl-C; `tls` are the files of the certificate and its key."""
    import uvicorn

    from dragoman.store.connect import open_store
    from dragoman.web.app import make_app

    with open_store(named, create=True) as store, bound(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        address = f"{'https' if tls[0] else 'http'}://{shown}:{listening.getsockname()[1]}/"
        app = make_app(store, ready=lambda: click.echo(address), accounts=accounts)
        config = uvicorn.Config(app, log_level="warning", server_header=False, ssl_certfile=tls[0], ssl_keyfile=tls[1])
        uvicorn.Server(config).run(sockets=[listening])


def bound(host: str, port: int) -> socket.socket:
    """A socket that waits for readers; UsageError where the port is taken."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # From here on a browser is not refused, it waits until the first answer.
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise UsageError(
            f"Port {port} of {host} cannot be used: {error.strerror}.", hint="Name another: --port 0 takes any."
        ) from None
    return listening


# ------------------------------------------------------------ accounts


@serve_command.group("user")
def user_group() -> None:
    """Who may sign in where the server can be reached from other machines.

    Readers read; editors also add and correct; admins also manage accounts in the browser.
    """


role_option = click.option(
    "--role", type=click.Choice(["reader", "editor", "admin"]), default="reader", show_default=True, help="What they may do."
)
password_option = click.option(
    "--password-stdin", is_flag=True, help="Take the password from standard input, and do not ask for it."
)


@user_group.command("add")
@click.argument("name")
@role_option
@accounts_option
@password_option
def add_command(name: str, role: str, accounts: str | None, password_stdin: bool) -> None:
    """Add an account. Asks for the password."""
    from dragoman.web.accounts import Accounts

    with failures_told():
        known = Accounts(accounts)
        known.add(name, role, _password(password_stdin))
        click.echo(f"{name} is {role}, in {known.path}")


@user_group.command("list")
@accounts_option
def list_command(accounts: str | None) -> None:
    """List the accounts: name, role, day since when."""
    from dragoman.web.accounts import Accounts

    with failures_told():
        for account in Accounts(accounts).all():
            click.echo(f"{account.name}\t{account.role}\t{account.made[:10]}")


@user_group.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(["reader", "editor", "admin"]))
@accounts_option
def role_command(name: str, role: str, accounts: str | None) -> None:
    """Give an account another role."""
    from dragoman.web.accounts import Accounts

    with failures_told():
        Accounts(accounts).set_role(name, role)


@user_group.command("password")
@click.argument("name")
@accounts_option
@password_option
def password_command(name: str, accounts: str | None, password_stdin: bool) -> None:
    """Give an account another password; it has to sign in anew everywhere."""
    from dragoman.web.accounts import Accounts

    with failures_told():
        Accounts(accounts).set_password(name, _password(password_stdin))


@user_group.command("remove")
@click.argument("name")
@accounts_option
def remove_command(name: str, accounts: str | None) -> None:
    """Remove an account, and end its sessions."""
    from dragoman.web.accounts import Accounts

    with failures_told():
        Accounts(accounts).remove(name)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return asked
