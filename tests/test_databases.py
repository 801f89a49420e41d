"""Where everything is kept: what the environment may say of it, and what is said of mistakes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from configurator.config import database_url
from configurator.config import environment

TOP = Path(__file__).resolve().parent.parent
FILE = Path("kept.sqlite3")


def told(url: str) -> str:
    with pytest.raises(SystemExit) as ended:
        database_url.database(url, FILE)
    return str(ended.value)


def test_without_an_address_it_is_a_file() -> None:
    settings = database_url.database("", FILE)

    assert (settings["ENGINE"], settings["NAME"]) == ("django.db.backends.sqlite3", FILE)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_an_address_names_a_postgresql(scheme: str) -> None:
    settings = database_url.database(
        f"{scheme}://me:p%40ss@db.acme.com:5433/plans?sslmode=require", FILE
    )

    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"], settings["NAME"]) == ("me", "p@ss", "plans")
    assert (settings["HOST"], settings["PORT"]) == ("db.acme.com", 5433)
    assert settings["OPTIONS"] == {"connect_timeout": 4, "sslmode": "require"}


def test_a_connection_is_kept_for_a_while_and_looked_at_before_it_is_used_again() -> None:
    settings = database_url.database("postgres://me@db.acme.com/plans", FILE)

    assert (settings["CONN_MAX_AGE"], settings["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize("url", ["mysql://me:hunter2@db/x", "sqlite:///x", "hunter2", "postgres:x"])
def test_another_kind_of_database_is_refused_in_one_line(url: str) -> None:
    message = told(url)

    assert message.startswith("DATABASE_URL must be a PostgreSQL URL.")
    assert "hunter2" not in message


@pytest.mark.parametrize(
    "url",
    [
        "postgres://me:hunter2@db.acme.com",
        "postgres://me:hunter2/x@db.acme.com/plans",
        "postgres://me:hunter2@db.acme.com:hunter2/plans",
        "postgres://me:hunter2@[::1/plans",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_its_password(url: str) -> None:
    message = told(url)

    assert message.startswith("DATABASE_URL has no database name.")
    assert "hunter2" not in message


def test_an_address_can_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "url").write_text("postgres://me@db/plans\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))

    assert environment.text("DATABASE_URL") == "postgres://me@db/plans"


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    """Do what `scripts/start` does first."""
    return subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=TOP,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_mistake_ends_the_start_with_its_line_alone() -> None:
    done = started(DATABASE_URL="mysql://me:hunter2@db/x")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = started(DATABASE_URL_FILE=f"{tmp_path}/gone")

    assert done.stderr == (
        f"DATABASE_URL_FILE: cannot read {tmp_path}/gone: No such file or directory.\n"
    )


@pytest.mark.slow
def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    done = started(DATABASE_URL="postgres://me:hunter2@127.0.0.1:9/plans")

    assert done.returncode
    assert "127.0.0.1" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout
