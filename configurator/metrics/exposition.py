"""The metrics on a port of their own, which no proxy leads to: nobody needs a token for them.

The servers of one container share it. What each of them counted lies in a folder of files, which
`PROMETHEUS_MULTIPROC_DIR` names; `scripts/start` makes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterable
from typing import Any

from django.db import close_old_connections
from prometheus_client import REGISTRY
from prometheus_client import CollectorRegistry
from prometheus_client import make_wsgi_app
from prometheus_client.multiprocess import MultiProcessCollector

from configurator.metrics.stored import StoredRows

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PATH = "/metrics"


def with_metrics(site: Application, port: str) -> Application:
    """Answer on this port with the metrics and nothing else, on every other with the site.

    The port is the listening socket's, not one that a request names.
    """
    exposition: Application = make_wsgi_app(registry())

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["SERVER_PORT"] != port:
            return site(environ, start)
        if environ["PATH_INFO"] != PATH:
            start("404 Not Found", [("Content-Type", "text/plain")])
            return [b"The metrics are at /metrics.\n"]
        # Outside a request of Django's nobody else looks after the connection.
        close_old_connections()
        try:
            return exposition(environ, start)
        finally:
            close_old_connections()

    return application


def registry() -> CollectorRegistry:
    """Return what is collected: of all processes if they share a folder, and of the database."""
    collected = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(collected)  # type: ignore[no-untyped-call] # not typed by its authors
    else:
        collected.register(REGISTRY)
    collected.register(StoredRows())
    return collected
