"""A real kube-apiserver, where there is one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.changes.api_server import ApiServer
from tests.changes.api_server import programs
from tests.changes.api_server import running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """Run an API server for the tests of one file; without its programs they are skipped."""
    if programs() is None:
        pytest.skip("needs kube-apiserver and etcd: name them in KUBE_APISERVER and ETCD")
    with running(tmp_path_factory.mktemp("server")) as api:
        yield api
