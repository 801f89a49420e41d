"""Rehearses the runbook on two releases of the upstream backend: `make rehearse`, by hand.

It installs both into environments of their own below a folder, and takes about ten minutes the
first time. It starts them on a PostgreSQL of the test environment, and runs what a bundle has: the
script of jobs/downgrade and the preStop hook. It fails at the first thing that the runbook promises
and that does not happen. The gate does not run it.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request
from urllib.request import urlopen

import psycopg
from psycopg.conninfo import conninfo_to_dict

sys.path.insert(0, str(Path(__file__).parents[1]))

from generators.manifests.database.downgrade import downgrade
from generators.manifests.topology.drain import script
from generators.plan import recommended
from generators.plan import revised
from tests import postgres

ADDRESS = "http://127.0.0.1:7860"
ACCOUNT = {"username": "rehearsal", "password": "only-for-this-run"}
FLOWS = 3
PATIENCE_SECONDS = 180
# Ten for the endpoint and three without a connection; the rest is for a busy machine.
DRAINED_SECONDS = 30
# The launcher of a backend that cannot start keeps running, so the log says that it failed.
FAILED = "Application startup failed"


def installed(folder: Path, release: str) -> Path:
    """Install a release where it is not yet; give its Python."""
    environment_folder = folder / release
    python = environment_folder / "bin" / "python"
    if not python.exists():
        venv.create(environment_folder, with_pip=True)
        packages = (f"langflow-base=={release}", "psycopg[binary]", "openai<3")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def settings(url: str, folder: Path) -> dict[str, str]:
    """Give a backend the settings of a bundle, with the prefix of the upstream project."""
    chosen = {
        "ALEMBIC_LOG_TO_STDOUT": "true",
        "AUTO_LOGIN": "false",
        "BACKEND_ONLY": "true",
        "CACHE_TYPE": "async",
        "CONFIG_DIR": str(folder / "state"),
        "CREATE_STARTER_PROJECTS": "false",
        "DATABASE_URL": url,
        "DO_NOT_TRACK": "true",
        "HOST": "127.0.0.1",
        "LOG_ENV": "container_json",
        "LOG_LEVEL": "INFO",
        "PORT": "7860",
        "SECRET_KEY": "A" * 43,
        "SUPERUSER": ACCOUNT["username"],
        "SUPERUSER_PASSWORD": ACCOUNT["password"],
        "WORKERS": "1",
    }
    return {**os.environ, **{f"LANGFLOW_{name}": value for name, value in chosen.items()}}


@contextmanager
def backend(python: Path, environment: Mapping[str, str], log: Path) -> Iterator[bool]:
    """Start a release; tell whether it is healthy, and stop it and its workers at the end."""
    with log.open("w") as output:
        process = subprocess.Popen(
            [python, "-m", "langflow", "run", "--backend-only"],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield healthy(log)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)


def healthy(log: Path) -> bool:
    """Wait until /health answers, or until the log says that the backend cannot start."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        try:
            with urlopen(f"{ADDRESS}/health", timeout=2) as answer:  # noqa: S310 - on loopback
                return bool(answer.status == HTTPStatus.OK)
        except (URLError, OSError):
            if FAILED in log.read_text():
                return False
            time.sleep(1)
    return False


def make_flows() -> None:
    """Sign in, and make some flows."""
    body = urlencode(ACCOUNT).encode()
    with urlopen(f"{ADDRESS}/api/v1/login", data=body, timeout=30) as answer:  # noqa: S310 - on loopback
        token = json.load(answer)["access_token"]
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for number in range(FLOWS):
        flow = {"name": f"flow {number}", "data": {"nodes": [], "edges": []}}
        request = Request(  # noqa: S310 - on loopback
            f"{ADDRESS}/api/v1/flows/", data=json.dumps(flow).encode(), headers=head
        )
        urlopen(request, timeout=30).close()  # noqa: S310 - on loopback


def expect(happened: bool, promise: str) -> None:
    """Say what happened, or stop."""
    sys.stdout.write(f"{'ok  ' if happened else 'FAIL'} {promise}\n")
    sys.stdout.flush()
    if not happened:
        sys.exit(1)


def read(url: str, query: str) -> str:
    """Read one value from the database."""
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""


def roll_back(old: Path, new: Path, url: str, folder: Path) -> None:
    """Roll out, and go back as “Roll back” in the runbook says."""
    environment = settings(url, folder)
    revision = "SELECT version_num FROM alembic_version"
    with backend(old, environment, folder / "old.log") as up:
        expect(up, "the old release starts on an empty database")
        make_flows()
    before = read(url, revision)
    with backend(new, environment, folder / "new.log") as up:
        expect(up, "the new release migrates and starts")
    after = read(url, revision)
    expect(before != after, f"the schema went from {before} to {after}")
    with backend(old, environment, folder / "refused.log") as up:
        expect(not up, "the old release does not start on the newer schema")
    job = next(iter(downgrade(recommended()).config_maps[0].files.values()))
    done = subprocess.run(
        [new, "-c", job],
        env={
            **environment,
            "PACKAGE": "langflow",
            "REVISION": before,
            "SKILLFLAW_DATABASE_URL": url,
        },
        check=False,
    )
    expect(done.returncode == 0 and read(url, revision) == before, "the Job takes the schema back")
    with backend(old, environment, folder / "back.log") as up:
        expect(up, "the old release starts again")
    count = read(url, "SELECT count(*) FROM flow")
    expect(count == str(FLOWS), f"all {FLOWS} flows are there")


def drain(new: Path, url: str, folder: Path) -> None:
    """Run the preStop hook beside an idle backend, which is alone in its network."""
    with backend(new, settings(url, folder), folder / "drain.log") as up:
        expect(up, "the new release starts in a network of its own")
        started = time.monotonic()
        plan = revised(recommended(), {"scaling.backend.longestFlowSeconds": 120})
        subprocess.run(["sh", "-c", script(plan)], check=True)
        seconds = time.monotonic() - started
        expect(seconds < DRAINED_SECONDS, f"an idle backend drains in {seconds:.0f} s")


def main() -> None:
    """Rehearse both, or only the drain where this is the part in its own network."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--old", default="0.7.3")
    arguments.add_argument("--new", default="0.8.4")
    arguments.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "rehearse")
    arguments.add_argument("--drain", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    old, new = (installed(chosen.folder, release) for release in (chosen.old, chosen.new))
    if chosen.drain:
        drain(new, chosen.drain, chosen.folder)
        return
    with postgres.running() as server:
        url = _database(server)
        roll_back(old, new, url, chosen.folder)
        # A network of its own, because the hook counts every connection that it sees.
        alone = ["unshare", "--net", "sh", "-c", 'ip link set lo up; exec "$@"', "sh"]
        again = [*sys.orig_argv, "--drain", _database(server)]
        if os.geteuid():
            sys.stdout.write("skip the drain: a network of its own needs root\n")
        else:
            expect(subprocess.run([*alone, *again], check=False).returncode == 0, "the drain")


def _database(server: str) -> str:
    """Make an empty database; give its address over the server's socket."""
    known = conninfo_to_dict(postgres.another(server))
    return f"postgresql://postgres@/{known['dbname']}?host={known['host']}"


if __name__ == "__main__":
    main()
