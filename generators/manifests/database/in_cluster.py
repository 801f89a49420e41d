"""PostgreSQL as one StatefulSet: no standby, no point in time to go back to, dumps if chosen."""

from __future__ import annotations

from generators.manifests.database.connection import CA_FILE
from generators.manifests.database.connection import CHOICES
from generators.manifests.database.connection import SERVER_CERTIFICATE
from generators.manifests.database.connection import backend_patch
from generators.manifests.database.connection import url
from generators.manifests.database.dump import dump
from generators.manifests.database.server import server_files
from generators.manifests.database.stateful_set import stateful_set
from generators.manifests.images import POSTGRES_EXPORTER
from generators.manifests.images import postgres_pin
from generators.manifests.part import File
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.podmonitor import pod_monitor
from generators.manifests.podmonitor import scraped
from generators.manifests.tokens import TOKEN
from generators.plan import Plan

COMPONENT = "postgres-in-cluster"
DIRECTORY = f"components/{COMPONENT}"

YEARS_OF_CERTIFICATE = 5


def in_cluster(plan: Plan) -> Part:
    """Make the server, its dumps and its monitor, and connect the backend."""
    files = [_service(), *stateful_set(plan, DIRECTORY), *dump(plan, DIRECTORY)]
    if scraped(plan, plan.database.monitoring):
        files.append(_monitor(plan))
    return Part(
        files=(*files, backend_patch(plan, COMPONENT)),
        config_maps=(server_files(plan, DIRECTORY),),
        secrets=required(plan),
        images=(postgres_pin(plan), *((POSTGRES_EXPORTER,) if plan.database.monitoring else ())),
        notes=_notes(plan),
    )


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets: one with the URL and the passwords in it, one with the certificate."""
    return _credentials(plan), _certificate(plan)


def _credentials(plan: Plan) -> RequiredSecret:
    secret = plan.database.url_secret
    entries = [
        SecretEntry(
            secret.key,
            f"The URL of the database, with the password below. The CA is mounted at {CA_FILE}.",
            url(plan, "skillflaw", "PASSWORD"),
            TOKEN,
        ),
        SecretEntry("password", "The password of the role skillflaw.", "PASSWORD", TOKEN),
        SecretEntry(
            "superuser-password",
            "The password of the superuser postgres, which the backend does not use.",
            "SUPERUSER_PASSWORD",
            TOKEN,
        ),
    ]
    if plan.database.monitoring:
        holds = "The password of the role monitoring, which can read statistics and no data."
        entries.append(SecretEntry("monitoring-password", holds, "MONITORING_PASSWORD", TOKEN))
    return RequiredSecret(
        name=secret.name,
        entries=tuple(entries),
        purpose="PostgreSQL creates its roles with these passwords when its volume is empty. The "
        "backend reads the URL.",
        choices=(*CHOICES, "database.monitoring"),
        guide=("security.secrets", "state.database"),
    )


def _certificate(plan: Plan) -> RequiredSecret:
    namespace = plan.release.namespace
    names = ",".join(
        f"DNS:{name}" for name in ("postgres", f"postgres.{namespace}", f"postgres.{namespace}.svc")
    )
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
        f"-days {365 * YEARS_OF_CERTIFICATE} -subj /CN=postgres "
        f"-addext subjectAltName={names} -keyout - -out -"
    )
    return RequiredSecret(
        name=SERVER_CERTIFICATE,
        entries=(
            SecretEntry("tls.crt", "A self-signed certificate for the name postgres.", "", command),
            SecretEntry("tls.key", "Its private key; the command prints both.", "", command),
        ),
        purpose="PostgreSQL serves this certificate, and the backend trusts no other.",
        type="kubernetes.io/tls",
        choices=("database.mode", "release.namespace"),
        guide=("security.network",),
    )


def _service() -> File:
    service = {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "postgres", "labels": labels("database")},
        "spec": {
            "clusterIP": "None",
            "selector": selector("database"),
            "ports": [{"name": "postgres", "port": 5432, "targetPort": "postgres"}],
        },
    }
    return File(
        path=f"{DIRECTORY}/service.yaml",
        content=(service,),
        why="The Service that the backend connects to.",
        choices=("database.mode",),
        guide=("state.database",),
    )


def _monitor(plan: Plan) -> File:
    return File(
        path=f"{DIRECTORY}/pod-monitor.yaml",
        content=(pod_monitor(plan, "postgres", "database", selector("database")),),
        why="Prometheus scrapes connections and availability from the exporter sidecar of the "
        "server.",
        choices=("database.monitoring", "operations.alerts", "operations.monitorLabels"),
        guide=("postgres.monitoring", "health.postgres"),
    )


def _notes(plan: Plan) -> tuple[Note, ...]:
    notes = [
        Note(
            "limit",
            "PostgreSQL is one pod without a standby. While it restarts or moves to another "
            "node, SkillFlaw is down.",
            ("database.mode",),
            ("postgres.failover",),
        ),
        Note(
            "manual",
            f"The server's certificate, in the Secret {SERVER_CERTIFICATE}, ends "
            f"{YEARS_OF_CERTIFICATE} years after it was made: renew it and restart PostgreSQL and "
            "the backend before.",
            ("database.mode",),
            ("security.network",),
        ),
    ]
    if plan.database.backup.schedule:
        notes.append(
            Note(
                "limit",
                "The dumps are on a volume of the same cluster. Copy them to another location. A "
                "restore goes back to the last dump; point-in-time recovery is not possible.",
                ("database.backup.schedule", "database.backup.destination"),
                ("postgres.backup",),
            )
        )
    return tuple(notes)
