"""A real kube-apiserver; where there is none, its tests are deselected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.changes.api_server import ApiServer
from tests.changes.api_server import running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """Run an API server for the tests of one file."""
    with running(tmp_path_factory.mktemp("server")) as api:
        yield api
