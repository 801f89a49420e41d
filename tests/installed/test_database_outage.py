"""While the database is gone, every address says so with 503; when it is back, all works again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import psycopg
import pytest
import requests

from tests.installed.installation import Installation

pytestmark = pytest.mark.slow

PAGES = ("/", "/configurations/", "/c/6ed11be6-1e3c-4966-955a-fe7ae0a3406b/", "/teams/", "/readyz")


@contextmanager
def outage(installation: Installation) -> Iterator[None]:
    """Take the database away for as long as the block lasts."""
    address = installation.environment.get("DATABASE_URL", "")
    if address:
        with refusing(address):
            yield
        return
    file = Path(installation.environment["DATABASE_PATH"])
    away = file.with_suffix(".away")
    file.rename(away)
    file.mkdir()
    yield
    file.rmdir()
    away.rename(file)


@contextmanager
def refusing(address: str) -> Iterator[None]:
    """Let a PostgreSQL end the connections to one of its databases, and refuse others."""
    head, _, options = address.partition("?")
    server, _, name = head.rpartition("/")
    with psycopg.connect(f"{server}/postgres?{options}", autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        yield
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_an_outage_is_told_as_one_and_ends_by_itself(installation: Installation) -> None:
    with installation.serving(), requests.Session() as browser:
        assert browser.get(f"{installation.address}/", timeout=60).ok
        form = {"csrfmiddlewaretoken": browser.cookies["configurator-csrf"]}
        started = browser.post(f"{installation.address}/start/", form, timeout=60)
        assert started.ok
        with outage(installation):
            answers = [browser.get(f"{installation.address}{path}", timeout=60) for path in PAGES]
            alive = requests.get(f"{installation.address}/healthz", timeout=60)
            bearer = {"Authorization": "Bearer skfc_" + "x" * 40}
            api = requests.get(
                f"{installation.address}/api/v1/configurations", headers=bearer, timeout=60
            )
        again = browser.get(started.url, timeout=60)
        ready = browser.get(f"{installation.address}/readyz", timeout=60)

    assert [answer.status_code for answer in answers] == [HTTPStatus.SERVICE_UNAVAILABLE] * 5
    assert all(answer.headers["Retry-After"] for answer in answers)
    assert "does not answer" in answers[0].text
    assert alive.ok
    assert (api.status_code, api.headers["Content-Type"]) == (503, "application/problem+json")
    assert api.headers["Retry-After"]
    assert (again.status_code, ready.text) == (HTTPStatus.OK, "ok\n")
