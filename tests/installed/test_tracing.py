"""With a collector in the environment, each request is a trace, without tokens and queries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.installed.installation import TOP
from tests.receiver import receiving

pytestmark = pytest.mark.slow

TOKEN = "3q2-7wAbCdEfGhIjKlMnOpQrStUvWxYz_0123456789"
# A server that answers two requests and ends; traces leave at its end.
SERVER = f"""
from django.test import RequestFactory
from opentelemetry import trace
from configurator.wsgi import application

for path in ("/healthz?q=secret", "/password/reset/key/{TOKEN}/?q=secret"):
    environ = RequestFactory(SERVER_NAME="localhost").get(path).environ
    list(application(environ, lambda *_: None))
trace.get_tracer_provider().shutdown()
"""


def served(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the server in a process of its own: a trace provider is set once a process."""
    return subprocess.run(
        [sys.executable, "-c", SERVER],
        cwd=TOP,
        env={
            "PATH": "",
            "SECRET_KEY": "x",
            "DATABASE_PATH": str(folder / "x.sqlite3"),
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_collector_gets_traces_without_tokens_and_queries(tmp_path: Path) -> None:
    with receiving() as collector:
        done = served(tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=collector.url.partition("/hook")[0])
        sent = b"".join(message.body for message in collector.received)

    assert done.returncode == 0, done.stderr
    assert {message.path for message in collector.received} == {"/v1/traces"}
    assert b"skillflaw-configurator" in sent
    assert b"/healthz" in sent
    assert b"secret" not in sent
    assert TOKEN.encode() not in sent
