"""`dragoman serve`: what it refuses."""

import socket

from click.testing import CliRunner

from dragoman.cli.main import main


def test_no_address_that_others_can_reach(tmp_path) -> None:
    done = CliRunner().invoke(main, ["serve", "--store", str(tmp_path / "store.sqlite"), "--host", "0.0.0.0"])
    assert done.exit_code == 2
    assert "no sign-in" in done.output
    assert not (tmp_path / "store.sqlite").exists()


def test_a_port_that_is_taken_is_told(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(main, ["serve", "--store", str(tmp_path / "store.sqlite"), "--port", port])
    assert done.exit_code == 2
    assert f"Port {port} cannot be used" in done.output
