"""What tests share: people, a browser, a database server, kustomize."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from hypothesis import is_hypothesis_test
from hypothesis import settings

from tests import machine
from tests import postgres
from tests.admission import custom
from tests.changes import api_server
from tests.people import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import BrowserContext
    from playwright.sync_api import Page
    from pytest_django import DjangoDbBlocker

    from configurator.models import User

# The gate finds the same today and tomorrow; leave CI unset to look for new examples. No deadline:
# how long an example takes says more about the machine than about the code.
settings.register_profile("here", database=None, deadline=None)
settings.register_profile("gate", settings.get_profile("here"), derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "here")

MARKED_BY_FIXTURE = {
    "chromium": "browser",
    "kustomize_build": "cluster",
    "update_golden": "golden",
    "db": "database",
    "transactional_db": "database",
    "live_server": "database",
}

# What no package brings, by the marker of the tests that need it. Where it is absent they are
# deselected; the modules named here say how to have it.
ABSENT = {
    "definitions": custom.are_here,  # of custom resources
    "api_server": api_server.programs,
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Register `--update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


def pytest_configure() -> None:
    """Hash passwords fast: a good hash is slow on purpose, and tests make many accounts."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by what it uses, so nobody has to remember."""
    for item in items:
        for fixture, marker in MARKED_BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)
        if item.get_closest_marker("django_db"):
            item.add_marker("database")
        if item.get_closest_marker("postgres") and "tests/web/" not in item.nodeid:
            raise pytest.UsageError(f"{item.nodeid}: `postgres` marks tests of tests/web alone.")
        if is_hypothesis_test(getattr(item, "function", None)):
            item.add_marker("property")
    _deselect(config, items)


def _deselect(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what this machine cannot run."""
    absent = [marker for marker, is_here in ABSENT.items() if not is_here()]
    out = [item for item in items if any(map(item.get_closest_marker, absent))]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Make the tables from the models, which takes a third of the time of all migrations.

    That migrations make the same tables is a test of `tests/installed/test_upgraded.py`.
    """
    django_settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a SQLite file with all tables, for servers of their own to copy."""
    return tmp_path_factory.mktemp("database") / "empty.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, empty_database: Path
) -> None:
    """Record all migrations, as a database has them that was made by them."""
    django_settings.MIGRATION_MODULES = {}
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in MigrationLoader(None).disk_migrations:
            recorder.record_applied(app, name)
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(empty_database)) as file:
                connection.connection.backup(file)


@pytest.fixture
def database_file(django_db_setup: None, empty_database: Path, tmp_path: Path) -> Path:
    """Return the path of a SQLite file with all tables and no row, for a server of its own."""
    if not empty_database.exists():
        pytest.skip("needs a database that is a file")
    return Path(shutil.copy(empty_database, tmp_path / "copy.sqlite3"))


@pytest.fixture
def engineer() -> Client:
    """Return the browser session of the person whose draft it is."""
    return Client()


@pytest.fixture
def stranger() -> Client:
    """Return the browser session of somebody else."""
    return Client()


@pytest.fixture
def join(db: None) -> Callable[..., User]:
    """Return the function that makes an account: `join("ada")`."""

    from configurator.models import User

    def made(name: str) -> User:
        return User.objects.create_user(name, f"{name}@acme.example", PASSWORD)

    return made


@pytest.fixture
def author(join: Callable[..., User]) -> User:
    """Return the person who saves configurations and asks for reviews."""
    return join("author")


@pytest.fixture
def reviewer(join: Callable[..., User]) -> User:
    """Return a colleague who reviews."""
    return join("reviewer")


@pytest.fixture
def outsider(join: Callable[..., User]) -> User:
    """Return somebody with an account whom nobody let in."""
    return join("outsider")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def kustomize_build() -> Callable[[Path | str], list[dict[str, Any]]]:
    """Return the function that renders a directory into objects; a warning fails the test."""
    machine.kustomize()
    return machine.rendered


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start this machine's Chromium once for all tests."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, also between tests, and Django takes that for
    # asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.chromium(), args=list(machine.CHROMIUM_FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """Open a fresh browser profile whose addresses are relative to the running configurator."""
    with chromium.new_context(base_url=live_server.url, accept_downloads=True) as opened:
        opened.set_default_timeout(10_000)
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a page of the running configurator."""
    return context.new_page()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the address of a real PostgreSQL: the one that the tests run on, or a new one."""
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    with postgres.running() as address:
        yield address
