"""A real kube-apiserver, where there is one."""

from __future__ import annotations

from tests.changes import conftest

server = conftest.server
