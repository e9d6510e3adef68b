"""`dragoman serve`: what it refuses."""

import socket
from pathlib import Path

from click.testing import CliRunner

from dragoman.cli.main import main
from dragoman.web.accounts import Accounts


def test_nobody_is_let_in_from_elsewhere_without_an_account(tmp_path) -> None:
    for demand in (["--host", "0.0.0.0"], ["--sign-in"]):
        command = ["serve", "--store", str(tmp_path / "store.sqlite"), "--accounts", str(tmp_path / "none"), *demand]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 2
        assert "Nobody can sign in" in done.output
        assert "dragoman serve user add" in done.output
    assert not list(tmp_path.iterdir())


def user(accounts: Path, *command: str, password: str | None = None, fails: bool = False) -> str:
    done = CliRunner().invoke(main, ["serve", "user", *command, "--accounts", str(accounts)], input=password)
    assert done.exit_code == (2 if fails else 0), done.output
    return done.output


def test_accounts_are_made_listed_changed_and_removed(tmp_path: Path) -> None:
    at = tmp_path / "accounts.sqlite"
    assert user(at, "list") == ""
    user(at, "add", "lena", "--role", "admin", "--password-stdin", password="a long password\n")
    user(at, "add", "per", password="another password\nanother password\n")
    assert [line.split("\t")[:2] for line in user(at, "list").splitlines()] == [["lena", "admin"], ["per", "reader"]]
    user(at, "role", "per", "editor")
    user(at, "password", "per", "--password-stdin", password="a third password\n")
    assert Accounts(str(at)).sign_in("per", "another password") is None
    assert Accounts(str(at)).sign_in("per", "a third password")
    user(at, "remove", "per")
    assert [line.split("\t")[0] for line in user(at, "list").splitlines()] == ["lena"]
    assert at.stat().st_mode & 0o077 == 0, "others can read the accounts"
    assert b"long password" not in at.read_bytes()


def test_what_cannot_be_is_told(tmp_path: Path) -> None:
    at = tmp_path / "accounts.sqlite"
    user(at, "add", "lena", "--role", "admin", "--password-stdin", password="a long password\n")
    assert "already" in user(at, "add", "lena", "--password-stdin", password="a long password\n", fails=True)
    assert "only admin" in user(at, "remove", "lena", fails=True)
    assert "only admin" in user(at, "role", "lena", "reader", fails=True)
    assert "10 to 200" in user(at, "add", "per", "--password-stdin", password="short\n", fails=True)
    assert "no name" in user(at, "add", "<b>", "--password-stdin", password="a long password\n", fails=True)
    assert "no account" in user(at, "password", "per", "--password-stdin", password="a long password\n", fails=True)
    assert "cannot be used" in user(tmp_path, "list", fails=True)


def test_a_port_that_is_taken_is_told(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(main, ["serve", "--store", str(tmp_path / "store.sqlite"), "--port", port])
    assert done.exit_code == 2
    assert f"Port {port} of 127.0.0.1 cannot be used" in done.output
