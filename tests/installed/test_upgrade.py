"""Several servers that start at once bring one database up to date, and none of them fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.installed.installation import TOP
from tests.installed.installation import Installation
from tests.postgres import another

pytestmark = pytest.mark.slow


def test_three_that_start_at_once_upgrade_one_database(postgres_url: str) -> None:
    installation = Installation({"DATABASE_URL": another(postgres_url)}, TOP)

    # A process that fails raises CalledProcessError.
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: installation.run("manage.py", "upgrade"), range(3)))

    assert "[ ]" not in installation.run("manage.py", "showmigrations", "--plan")
