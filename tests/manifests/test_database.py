"""PostgreSQL: how the backend reaches it, and what the bundle runs of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generators.manifests.database import database
from generators.manifests.database import required
from generators.manifests.database.dump import script
from generators.manifests.part import Part
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.plans import IN_CLUSTER
from tests.plans import OPERATOR
from tests.plans import POOLED


def plan(**changes: Any) -> Plan:
    """Return the recommended plan with changes, `database__mode` for `database.mode`."""
    return revised(
        recommended(), {path.replace("__", "."): value for path, value in changes.items()}
    )


def objects(part: Part, kind: str) -> list[Any]:
    """Return the objects of a kind."""
    every = [
        manifest
        for file in part.files
        if isinstance(file.content, tuple)
        for manifest in file.content
    ]
    return [manifest for manifest in every if manifest["kind"] == kind]


def backend(part: Part) -> Any:
    """Return the pod that the patch adds to the backend's."""
    return objects(part, "Deployment")[0]["spec"]["template"]["spec"]


def environment(part: Part) -> dict[str, Any]:
    """Return what the patch adds to the backend's environment."""
    return {variable["name"]: variable for variable in backend(part)["containers"][0]["env"]}


def test_the_url_of_a_managed_server_comes_whole_from_its_secret() -> None:
    variables = environment(database(recommended()))

    reference = variables["SKILLFLAW_DATABASE_URL"]["valueFrom"]["secretKeyRef"]
    assert reference == {"name": "skillflaw-database", "key": "SKILLFLAW_DATABASE_URL"}


def test_the_shape_of_the_url_names_host_mode_and_ca_and_no_value() -> None:
    shape = required(recommended())[0].entries[0].template

    assert shape.startswith("postgresql://USER:PASSWORD@skillflaw.")
    assert shape.endswith("?sslmode=verify-full&sslrootcert=/run/secrets/database-ca/ca.crt")


def test_a_database_name_cannot_break_out_of_the_url() -> None:
    shape = required(plan(database__name="a/b?c@d"))[0].entries[0].template

    assert ":5432/a%2Fb%3Fc%40d?sslmode=" in shape


def test_an_address_of_version_six_stands_in_brackets() -> None:
    shape = required(plan(database__host="2001:db8::1"))[0].entries[0].template

    assert "@[2001:db8::1]:5432/" in shape


def test_only_the_certificate_of_the_ca_secret_is_mounted() -> None:
    (volume,) = backend(database(plan(database__caSecret__key="root.pem")))["volumes"]

    assert volume["secret"]["items"] == [{"key": "root.pem", "path": "ca.crt"}]


def test_without_verification_no_ca_is_mounted() -> None:
    part = database(plan(database__sslMode="require"))

    assert "volumes" not in backend(part)
    assert [secret.name for secret in part.secrets] == ["skillflaw-database"]


def test_the_backend_waits_for_the_server_and_gives_up_loudly() -> None:
    (wait,) = backend(database(recommended()))["initContainers"]

    assert wait["args"] == [recommended().database.host, "5432"]
    assert wait["command"][2].rstrip().endswith("exit 1")


def test_the_pool_is_written_out_whole_because_it_replaces_the_default_whole() -> None:
    pool = json.loads(
        database(plan(database__poolSize=7)).settings["SKILLFLAW_DB_CONNECTION_SETTINGS"]
    )

    assert pool["pool_size"] == 7
    assert set(pool) == {
        *("pool_size", "max_overflow", "pool_timeout", "pool_pre_ping", "pool_recycle", "echo"),
    }


def test_the_operators_password_is_put_into_a_url_that_verifies_the_cluster() -> None:
    variables = list(environment(database(revised(recommended(), OPERATOR))).values())

    assert [variable["name"] for variable in variables[:2]] == [
        "POSTGRES_APP_USERNAME",
        "POSTGRES_APP_PASSWORD",
    ]
    assert "@postgres-rw:5432/skillflaw?sslmode=verify-full" in variables[2]["value"]


def test_a_pooler_takes_the_backends_connections_and_is_in_the_certificate() -> None:
    part = database(revised(recommended(), POOLED))

    assert "@postgres-pooler-rw:" in environment(part)["SKILLFLAW_DATABASE_URL"]["value"]
    certificates = objects(part, "Cluster")[0]["spec"]["certificates"]
    assert certificates["serverAltDNSNames"][0] == "postgres-pooler-rw"


def test_a_url_of_the_teams_own_replaces_the_operators() -> None:
    part = database(revised(recommended(), {**OPERATOR, "database.urlSecret.name": "ours"}))

    reference = environment(part)["SKILLFLAW_DATABASE_URL"]["valueFrom"]["secretKeyRef"]
    assert reference["name"] == "ours"
    assert "postgres-app" not in [secret.name for secret in part.secrets]


def test_what_the_operator_makes_is_nobody_elses_to_make() -> None:
    made = {secret.name: secret.made_by for secret in required(revised(recommended(), OPERATOR))}

    assert made["postgres-app"] == made["postgres-ca"] == "CloudNativePG"
    assert made["postgres-backup"] == ""


@pytest.mark.parametrize(
    ("destination", "path", "field"),
    [
        ("s3://b/x", "s3://b/x", "s3Credentials"),
        ("gs://b/x", "gs://b/x", "googleCredentials"),
        ("azblob://acme/c/x", "https://acme.blob.core.windows.net/c/x", "azureCredentials"),
        (
            "https://acme.blob.core.windows.net/c",
            "https://acme.blob.core.windows.net/c",
            "azureCredentials",
        ),
    ],
)
def test_a_backup_goes_where_barman_can_write(destination: str, path: str, field: str) -> None:
    changes = {**OPERATOR, "database.backup.destination": destination}
    (store,) = objects(database(revised(recommended(), changes)), "ObjectStore")

    configuration = store["spec"]["configuration"]
    assert configuration["destinationPath"] == path
    assert field in configuration


def test_the_operators_schedule_has_seconds_first() -> None:
    (schedule,) = objects(database(revised(recommended(), OPERATOR)), "ScheduledBackup")

    assert schedule["spec"]["schedule"] == "0 15 2 * * *"
    assert schedule["spec"]["method"] == "plugin"


def test_a_destination_that_barman_does_not_know_is_said_and_not_made() -> None:
    changes = {**OPERATOR, "database.backup.destination": "the tape robot"}
    part = database(revised(recommended(), changes))

    assert objects(part, "ObjectStore") == []
    assert any(note.kind == "limit" and "object store" in note.text for note in part.notes)


def test_writes_wait_for_a_standby_only_where_one_can_be_lost() -> None:
    three = objects(database(revised(recommended(), OPERATOR)), "Cluster")[0]["spec"]
    two = revised(recommended(), {**OPERATOR, "database.instances": 2})

    assert three["postgresql"]["synchronous"]["number"] == 1
    assert "synchronous" not in objects(database(two), "Cluster")[0]["spec"]["postgresql"]


def test_the_server_in_the_cluster_takes_no_connection_without_tls() -> None:
    files = database(revised(recommended(), IN_CLUSTER)).config_maps[0].files

    assert "ssl = on" in files["postgresql.conf"]
    kinds = [line.split()[0] for line in files["pg_hba.conf"].splitlines() if line[:1].isalpha()]
    assert kinds == ["local", "local", "hostssl"]


def test_no_password_stands_in_a_file_of_the_server() -> None:
    roles = database(revised(recommended(), IN_CLUSTER)).config_maps[0].files["10-roles.sql"]

    assert "PASSWORD :'password'" in roles
    assert "SUPERUSER" not in roles


def test_the_exporter_and_its_role_are_there_only_when_asked_for() -> None:
    silent = revised(recommended(), {**IN_CLUSTER, "database.monitoring": False})
    (server,) = objects(database(silent), "StatefulSet")

    assert [
        container["name"] for container in server["spec"]["template"]["spec"]["containers"]
    ] == ["postgres"]
    assert "pg_monitor" not in database(silent).config_maps[0].files["10-roles.sql"]
    assert objects(database(silent), "PodMonitor") == []


def test_dumps_need_a_schedule() -> None:
    never = revised(recommended(), {**IN_CLUSTER, "database.backup.schedule": ""})

    assert objects(database(never), "CronJob") == []
    assert len(objects(database(revised(recommended(), IN_CLUSTER)), "CronJob")) == 1


def test_what_expired_goes_before_the_dump_and_a_dump_is_read_back_before_it_counts() -> None:
    steps = script(14)

    assert "set -e" in steps
    assert steps.index("-mtime +14 ! -path") < steps.index("pg_dump")
    assert steps.index("pg_restore --list") < steps.index("mv ")


def test_memory_grows_with_the_connections() -> None:
    few, many = (
        objects(
            database(revised(recommended(), {**IN_CLUSTER, "database.maxConnections": n})), kind
        )
        for n, kind in ((100, "StatefulSet"), (500, "StatefulSet"))
    )

    limits = [
        plan[0]["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]["memory"]
        for plan in (few, many)
    ]
    assert limits == ["2Gi", "6Gi"]


def migrations(chosen: Plan) -> list[dict[str, Any]]:
    """List the Jobs that migrate forward."""
    jobs = objects(database(chosen), "Job")
    return [job for job in jobs if job["metadata"]["name"] == "skillflaw-migrate"]


def test_migrations_on_start_need_no_job() -> None:
    assert migrations(plan(database__migrations="on-start")) == []


def test_the_migration_job_ends_when_its_backend_answers() -> None:
    (job,) = migrations(plan(database__migrations="job"))
    pod = job["spec"]["template"]["spec"]

    assert pod["initContainers"][-1]["restartPolicy"] == "Always"
    assert pod["initContainers"][-1]["startupProbe"]["httpGet"]["path"] == "/health"
    assert pod["containers"][0]["command"][0] == "wget"


def test_the_migration_job_passes_by_the_pooler() -> None:
    (job,) = migrations(revised(recommended(), {**POOLED, "database.migrations": "job"}))

    sidecar = job["spec"]["template"]["spec"]["initContainers"][-1]
    assert any("@postgres-rw:" in variable.get("value", "") for variable in sidecar["env"])


def test_a_cluster_without_sidecars_gets_a_word_instead_of_a_job() -> None:
    old = plan(database__migrations="job", release__kubernetes="1.28")

    assert migrations(old) == []
    assert any("1.29" in note.text for note in database(old).notes)


@pytest.mark.parametrize("mode", ["external", "cloudnative-pg", "in-cluster"])
def test_a_plan_full_of_blanks_still_has_its_files(mode: str) -> None:
    blank = Plan.model_validate(
        {
            "apiVersion": "skillflaw-configurator/v1",
            "kind": "DeploymentPlan",
            "metadata": {"name": "blank"},
            "spec": {"database": {"mode": mode, "name": "", "migrations": "job"}},
        }
    )

    assert database(blank).files
