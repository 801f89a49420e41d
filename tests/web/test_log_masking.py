from __future__ import annotations

import http.client
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from configurator.config.log_masking import masked

TOP = Path(__file__).resolve().parent.parent.parent
TOKEN = "3q2-7wAbCdEfGhIjKlMnOpQrStUvWxYz_0123456789"
MANAGE = (sys.executable, "manage.py")
SERVERS = {
    "runserver": (*MANAGE, "runserver", "--noreload", "127.0.0.1:{port}"),
    "gunicorn": (
        *(sys.executable, "-m", "gunicorn", "configurator.wsgi:application", "--no-control-socket"),
        *("--bind", "127.0.0.1:{port}", "--access-logfile", "-"),
    ),
}


@pytest.mark.parametrize(
    ("line", "masked_line"),
    [
        (f"GET /s/{TOKEN}/ HTTP/1.1", "GET /s/***/ HTTP/1.1"),
        (f"GET /s/{TOKEN} HTTP/1.1", "GET /s/*** HTTP/1.1"),
        (f"Not Found: /s/{TOKEN}/more", "Not Found: /s/***/more"),
        (f'"https://plans.acme.example/s/{TOKEN}/" "curl"', "/s/***/"),
        (f"/account/login/?next=/s/{TOKEN}/&x=1", "next=/s/***/&x=1"),
        (f"/account/login/?next=%2Fs%2F{TOKEN}%2F HTTP", "next=%2Fs%2F*** HTTP"),
        (
            f"GET /account/password/reset/key/1-{TOKEN}/ HTTP",
            "/account/password/reset/key/***/ HTTP",
        ),
        (f"POST /account/confirm-email/Mg:1xW7Qu:{TOKEN}/", "/account/confirm-email/***/"),
        (f"a program sent skfc_{TOKEN}", "sent skfc_***"),
        (f'"POST /api/v1/configurations?note={TOKEN}&x HTTP/1.1" 201', "configurations?*** HTTP"),
        (f'"GET /configurations/?q={TOKEN} HTTP/1.1" 200 12', '/configurations/?*** HTTP/1.1" 200'),
        (f'200 12 "https://plans.acme.example/guide/?q={TOKEN}" "curl"', '/guide/?***" "curl"'),
    ],
)
def test_a_token_is_masked_wherever_a_line_holds_it(line: str, masked_line: str) -> None:
    assert TOKEN not in masked(line)
    assert masked_line in masked(line)


@pytest.mark.parametrize("line", ["GET /rules/ HTTP/1.1", "GET /static/style.css", "100% of /s/"])
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert masked(line) == line


def test_a_record_is_masked_with_its_arguments(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("anything").warning("%s: %d", f"/s/{TOKEN}/", 404)
    logging.getLogger("anything").warning("%(r)s", {"r": f"/s/{TOKEN}/"})

    assert [record.getMessage() for record in caplog.records] == ["/s/***/: 404", "/s/***/"]


@pytest.fixture
def settings_of_a_server(database_file: Path) -> dict[str, str]:
    """Return the environment of a server with a database of its own."""
    variables = {**os.environ, "DATABASE_PATH": str(database_file), "PYTHONUNBUFFERED": "1"}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        variables.pop(name, None)
    return variables


@pytest.fixture(params=SERVERS)
def server(
    request: pytest.FixtureRequest, settings_of_a_server: dict[str, str], tmp_path: Path
) -> Iterator[tuple[int, Path]]:
    """Run a real server and return its port, and the file that holds all that it says."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [word.format(port=port) for word in SERVERS[request.param]]
    log = tmp_path / "said"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=TOP, env=settings_of_a_server, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(port)
        yield port, log
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(port)


def ask(port: int, path: str, **headers: str) -> int:
    """Ask a server for a page as a program does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.mark.slow
def test_no_server_writes_a_token_into_its_log(server: tuple[int, Path]) -> None:
    port, log = server

    assert ask(port, f"/s/{TOKEN}/") == 404
    assert ask(port, f"/s/{TOKEN}") == 301
    assert ask(port, f"/s/{TOKEN}/more") == 404
    assert ask(port, f"/account/login/?next=/s/{TOKEN}/") == 200
    assert ask(port, "/rules/", Referer=f"http://127.0.0.1:{port}/s/{TOKEN}/") == 200

    text = log.read_text()
    assert TOKEN not in text
    assert text.count("/s/***") >= 4
