"""The server as the image starts it, in a process group that can be killed as a whole."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

TOP = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds that the server may take to start; other tests keep the machine busy


def free_port() -> int:
    """Return a free TCP port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """An installation with its own database and port."""

    def __init__(self, variables: Mapping[str, str], folder: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "SECRET_KEY": "the same before and after the end",
            "PORT": str(self.port),
            "PYTHONPATH": str(TOP),
            **variables,
        }

    def run(self, *command: str) -> str:
        """Run a command of the installation, and return its standard output."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=TOP,
            env=self.environment,
            check=True,
            text=True,
            stdout=subprocess.PIPE,
        ).stdout

    def rows(self, action: str) -> Any:
        """Create the rows, or read them."""
        return json.loads(self.run("-m", "tests.installed.rows", action))

    @contextmanager
    def serving(self, *part: str) -> Iterator[Server]:
        """Start the server with `scripts/start`, and kill it at the end of the block."""
        with self.started(*part) as server:
            self._wait(server.process)
            yield server

    @contextmanager
    def started(self, *part: str) -> Iterator[Server]:
        """Start a part, or all of them, and kill it at the end of the block."""
        with self.log.open("a") as log:
            process = subprocess.Popen(
                ["scripts/start", *part],
                cwd=TOP,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        server = Server(process)
        try:
            yield server
        finally:
            server.kill()

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.poll() is None:
            try:
                if requests.get(f"{self.address}/healthz", timeout=5).ok:
                    return
            except requests.RequestException:
                time.sleep(0.1)
        raise RuntimeError(f"The server did not start: {self.log.read_text()}")


class Server:
    """A running server: its first process and the children."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def kill(self) -> None:
        """Kill every process of the server at once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
