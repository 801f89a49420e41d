"""Every command of README.md and RUNBOOK.md is run as it stands, with a real PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from generators.plan import revised
from tests import postgres
from tests.documents.kubectl_stub import patched
from tests.documents.procedures import Procedure
from tests.documents.procedures import database
from tests.documents.procedures import prepared
from tests.documents.procedures import programs
from tests.documents.reading import plans

# Each kind of PostgreSQL and of rollback, with and without a GitOps controller.
FOLLOWED = ["argo-cd", "breaking", "cloudnative-pg", "external-secrets", "small-team"]
# What a person answers a prompt with: the script that creates Secrets has tests of its own.
PROMPTS = ("create-secrets.sh", "seal-secrets.sh", "encrypt-secrets.sh", "preflight.sh")


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a server with the roles of a bundle, which no other process uses."""
    if "DATABASE_URL" not in os.environ:
        address = str(request.getfixturevalue("postgres_url"))
        _make_roles(address)
        yield address
        return
    with postgres.running() as address:
        _make_roles(address)
        yield address


def _make_roles(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for role in ("skillflaw", "monitoring"):
            connection.execute(f"DROP ROLE IF EXISTS {role}")
            connection.execute(f"CREATE ROLE {role} LOGIN")


@contextmanager
def filled(server: str, name: str = "skillflaw") -> Iterator[None]:
    """Make the backend's database with some rows and a revision, for as long as it is needed."""
    gone = (f'DROP DATABASE IF EXISTS "{name}_before_restore"', f'DROP DATABASE IF EXISTS "{name}"')
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in gone:
            connection.execute(statement)
        connection.execute(f'CREATE DATABASE "{name}" OWNER skillflaw')
        with database(server, name) as inside:
            inside.execute("SET ROLE skillflaw")
            inside.execute("CREATE TABLE flow AS SELECT n FROM generate_series(1, 36) n")
            inside.execute("CREATE TABLE alembic_version AS SELECT '182e5471b900' version_num")
        try:
            yield
        finally:
            for statement in gone:
                connection.execute(statement)


def count(server: str) -> int:
    """Count the flows in the backend's database."""
    with database(server, "skillflaw") as inside:
        row = inside.execute("SELECT count(*) FROM flow").fetchone()
    assert row
    return int(str(row[0]))


@pytest.mark.parametrize("name", FOLLOWED)
def test_every_block_of_a_document_runs_to_its_end(name: str, tmp_path: Path, server: str) -> None:
    plan = plans()[name]
    with filled(server):
        procedure = prepared(plan, tmp_path, server)
        readme, runbook = procedure.documents()
        scripts = [*procedure.scripts(readme), *procedure.scripts(runbook)]

        for script in scripts:
            # A restore renames the database, and variable section of a document begins anew.
            if "RENAME TO" in script:
                with psycopg.connect(server, autocommit=True) as connection:
                    connection.execute('DROP DATABASE IF EXISTS "skillflaw_before_restore"')
            if "postgres-restore" in script and "DUMP" in script:
                newest = max((procedure.state / "dumps").glob("*.dump")).name
                done = procedure.run(script, DUMP=newest)
            elif any(word in script for word in PROMPTS):
                continue
            else:
                done = procedure.run(script)
            assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"

    assert len(scripts) > 20


def in_cluster(tmp_path: Path, server: str) -> Procedure:
    return prepared(plans()["small-team"], tmp_path, server)


def restored(procedure: Procedure, dump: str) -> subprocess.CompletedProcess[str]:
    """Follow the restore up to the step that loads a dump; give what that step said."""
    scripts = procedure.scripts(procedure.section("Restore"))
    steps = [script for script in scripts if "scale" not in script or "RENAME" in script]
    *before, load = steps
    for script in before:
        done = procedure.run(script)
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return procedure.run(load, DUMP=dump)


def dumped(procedure: Procedure) -> str:
    """Make a dump as the runbook says; give its name."""
    scripts = procedure.scripts(procedure.section("Backup and restore"))
    done = procedure.run(next(script for script in scripts if "postgres-dump-now" in script))
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = (procedure.state / "dumps").glob("*.dump")
    return path.name


def test_a_dump_of_the_cron_job_is_restored_as_the_runbook_says(
    tmp_path: Path, server: str
) -> None:
    with filled(server):
        procedure = in_cluster(tmp_path, server)
        dump = dumped(procedure)
        with database(server, "skillflaw") as inside:
            inside.execute("DELETE FROM flow")

        done = restored(procedure, dump)

        assert done.returncode == 0, done.stdout + done.stderr
        assert count(server) == 36


def test_a_dump_from_this_machine_is_restored_where_nothing_makes_dumps(
    tmp_path: Path, server: str
) -> None:
    # A rehearsal may go without a backup.
    changes = {"release.environment": "staging", "database.backup.destination": ""}
    plan = revised(plans()["database-backup-missing"], changes)
    with filled(server):
        procedure = prepared(plan, tmp_path, server)
        make, restore = procedure.scripts(procedure.section("Backup and restore"))
        made = procedure.run(make)
        with database(server, "skillflaw") as inside:
            inside.execute("DELETE FROM flow")
        done = procedure.run(restore)

        assert made.returncode == 0, made.stderr
        assert done.returncode == 0, done.stderr
        assert count(server) == 36


def test_a_restore_that_breaks_leaves_nothing_and_can_be_repeated(
    tmp_path: Path, server: str
) -> None:
    with filled(server):
        procedure = in_cluster(tmp_path, server)
        dump = dumped(procedure)
        whole = (procedure.state / "dumps" / dump).read_bytes()
        (procedure.state / "dumps" / "broken.dump").write_bytes(whole[:-40])

        broken = restored(procedure, "broken.dump")
        with database(server, "skillflaw") as inside:
            left = inside.execute("SELECT count(*) FROM pg_class WHERE relname = 'flow'").fetchone()
        procedure.run("kubectl -n skillflaw delete job postgres-restore --ignore-not-row")
        load = procedure.scripts(procedure.section("Restore"))[-2]
        again = procedure.run(load, DUMP=dump)

        assert broken.returncode != 0
        assert left == (0,)
        assert again.returncode == 0, again.stdout + again.stderr
        assert count(server) == 36


def test_a_dump_that_fails_leaves_no_part_and_frees_what_expired(
    tmp_path: Path, server: str
) -> None:
    with filled(server):
        procedure = in_cluster(tmp_path, server)
        dumps = procedure.state / "dumps"
        expired, newest, part = (
            dumps / name for name in ("20200101T000000Z.dump", "20200201T000000Z.dump", "x.partial")
        )
        for path in (expired, newest, part):
            path.write_text("old")
            os.utime(path, (0, 0))
        (procedure.state / "bin" / "pg_dump").symlink_to("/bin/false")
        _first_on_the_path(procedure, "pg_dump")

        failed = procedure.run(_dump_now(procedure))

        assert failed.returncode != 0
        assert [path.name for path in sorted(dumps.iterdir())] == [newest.name]

        (procedure.state / "bin" / "programs" / "pg_dump").unlink()
        done = procedure.run(_dump_now(procedure))

        assert done.returncode == 0, done.stdout + done.stderr
        assert len([*dumps.glob("*.dump")]) == 2


def _dump_now(procedure: Procedure) -> str:
    scripts = procedure.scripts(procedure.section("Backup and restore"))
    return next(script for script in scripts if "postgres-dump-now" in script)


def _first_on_the_path(procedure: Procedure, name: str) -> None:
    """Put a program that fails before PostgreSQL's own, until it is removed."""
    folder = procedure.state / "bin" / "programs"
    folder.mkdir()
    (procedure.state / "bin" / name).rename(folder / name)
    path = procedure.state / "cluster.json"
    description = json.loads(path.read_text())
    path.write_text(json.dumps({**description, "bin": f"{folder}:{programs()}"}))


def test_passwords_of_roles_are_those_of_the_new_secret(tmp_path: Path, server: str) -> None:
    with filled(server):
        procedure = in_cluster(tmp_path, server)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("ALTER ROLE skillflaw PASSWORD NULL")

            procedure.follow(procedure.section("The password of the database"))

            stored = connection.execute(
                "SELECT rolpassword FROM pg_authid WHERE rolname = 'skillflaw'"
            ).fetchone()
    assert stored
    assert str(stored[0]).startswith("SCRAM-SHA-256$")


@pytest.mark.parametrize("name", ["small-team", "cloudnative-pg"])
def test_the_revision_of_the_schema_is_printed_before_a_rollout(
    name: str, tmp_path: Path, server: str
) -> None:
    with filled(server):
        procedure = prepared(plans()[name], tmp_path, server)
        scripts = procedure.scripts(procedure.section("Roll out"))

        done = procedure.run(next(script for script in scripts if "alembic_version" in script))

    assert done.stdout.strip() == "182e5471b900"


@pytest.mark.parametrize("recorded", ["", "59a272d6669a"])
def test_a_rollback_takes_the_schema_back_to_the_noted_revision_before_the_release(
    recorded: str, tmp_path: Path, server: str
) -> None:
    plan = revised(plans()["argo-cd"], {"release.previousSchemaRevision": recorded})
    with filled(server):
        procedure = prepared(plan, tmp_path, server)
        procedure.follow(procedure.section("Roll back"))

    ran = json.loads((procedure.state / "jobs" / "skillflaw-downgrade.json").read_text())
    (container,) = ran["manifest"]["spec"]["template"]["spec"]["containers"]
    revision = {variable["name"]: variable.get("value") for variable in container["env"]}[
        "REVISION"
    ]
    assert revision == (recorded or "182e5471b900")
    assert container["image"].startswith(f"{plan.release.backend.image}:{plan.release.backend.tag}")
    calls = procedure.calls
    steps = (
        '"automated":null',
        "--replicas=0",
        "delete job skillflaw-downgrade",
        "refresh=hard",
        "status.sync.revision",
        '"prune":true',
    )
    assert [calls.index(step) for step in steps] == sorted(calls.index(step) for step in steps)


def test_a_read_of_a_secret_is_waited_for_and_not_the_one_before(
    tmp_path: Path, server: str
) -> None:
    procedure = prepared(plans()["external-secrets"], tmp_path, server)

    procedure.follow(procedure.section("Replace a Secret"))

    calls = procedure.calls.splitlines()
    reads = [number for number, call in enumerate(calls) if "refreshTime" in call]
    annotated = next(number for number, call in enumerate(calls) if "annotate" in call)
    assert reads[0] < annotated < reads[1]


def test_the_count_stays_when_an_autoscaler_takes_it_over(tmp_path: Path, server: str) -> None:
    plan = plans()["autoscaling"]
    procedure = prepared(plan, tmp_path, server)
    scripts = procedure.scripts(procedure.section("Roll out"))

    script = next(script for script in scripts if "replicas-handover" in script)
    done = procedure.run(script.replace("kubectl -n skillflaw apply", "cat #"))

    assert json.loads(done.stdout)["spec"] == {"replicas": 3}
    assert json.loads(done.stdout)["metadata"] == {"name": "skillflaw-backend"}


def test_the_stub_refuses_what_a_json_patch_may_not_replace() -> None:
    with pytest.raises(SystemExit):
        patched({"spec": {}}, [{"op": "replace", "path": "/spec/absent", "value": 1}])
