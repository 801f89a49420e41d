"""Mistakes about PostgreSQL, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import OPERATOR
from generators.guide.examples import POSTGRES_POD
from tests.guide.conftest import Said
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("host-missing", "-", {**OPERATOR, "database.host": ""}),
    ("pod-local-database", "error", {"database.host": "::1"}),
    ("pod-local-database", "error", {"database.host": "127.0.0.53"}),
    ("pod-local-database", "error", {"database.host": "sqlite"}),
    (
        "pod-local-database",
        "error",
        {"database.host": "db.localhost", "scaling.backend.replicas": 1},
    ),
    ("pod-local-database", "-", {"database.host": "localhost.acme.com"}),
    ("pod-local-database", "-", {**OPERATOR, "database.host": "localhost"}),
    ("read-only-endpoint", "error", {"database.host": "postgres-ro.data.svc"}),
    ("read-only-endpoint", "error", {"database.host": "postgres-r"}),
    ("read-only-endpoint", "error", {"database.host": "acme-replica-2.db.acme.com"}),
    ("read-only-endpoint", "error", {"database.host": "reader.db.acme.com"}),
    ("read-only-endpoint", "-", {"database.host": "postgres-rw.data.svc"}),
    ("read-only-endpoint", "-", {"database.host": "acme-euro.db.acme.com"}),
    ("read-only-endpoint", "-", {"database.host": "readers-digest.acme.com"}),
    ("read-only-endpoint", "-", {"database.host": "micro.acme.com"}),
    ("plain-text-database", "error", {"database.sslMode": "prefer"}),
    ("plain-text-database", "error", {"database.sslMode": "allow", "database.host": "10.20.0.5"}),
    (
        "plain-text-database",
        "warning",
        {"database.sslMode": "disable", "release.environment": "test"},
    ),
    (
        "plain-text-database",
        "-",
        {"database.sslMode": "disable", "database.host": "postgres.data.svc"},
    ),
    ("plain-text-database", "-", {"database.sslMode": "disable", "database.host": "postgres"}),
    ("plain-text-database", "-", {"database.sslMode": "require"}),
    ("plain-text-database", "-", {**OPERATOR, "database.sslMode": "disable"}),
    ("server-unproven", "-", {"database.sslMode": "require", "database.host": "postgres.data.svc"}),
    (
        "verify-without-a-ca",
        "error",
        {"database.sslMode": "verify-ca", "database.caSecret.key": ""},
    ),
    ("verify-without-a-ca", "-", {"database.sslMode": "require", "database.caSecret.name": ""}),
    ("name-not-on-the-certificate", "warning", {"database.host": "postgres"}),
    (
        "name-not-on-the-certificate",
        "-",
        {"database.host": "10.20.0.5", "database.sslMode": "verify-ca"},
    ),
    ("too-many-connections", "error", {"database.maxConnections": 79}),
    ("too-many-connections", "-", {"database.maxConnections": 80}),
    (
        "too-many-connections",
        "error",
        {
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.maxReplicas": 25,
        },
    ),
    (
        "too-many-connections",
        "-",
        {
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.maxReplicas": 24,
        },
    ),
    (
        "too-many-connections",
        "error",
        {
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
            "database.maxConnections": 19,
        },
    ),
    (
        "too-many-connections",
        "-",
        {
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
            "database.maxConnections": 20,
        },
    ),
    (
        "too-many-connections",
        "-",
        {
            **OPERATOR,
            "database.pooler.mode": "session",
            "database.maxConnections": 100,
            "database.poolSize": 25,
            "database.maxOverflow": 50,
        },
    ),
    ("connections-nearly-spent", "warning", {"database.maxConnections": 91}),
    ("connections-nearly-spent", "-", {"database.maxConnections": 92}),
    ("pooler-in-transaction-mode", "error", {"database.pooler.mode": "transaction"}),
    ("pooler-in-transaction-mode", "-", {**OPERATOR, "database.pooler.mode": "session"}),
    ("pooler-that-nobody-runs", "-", {**OPERATOR, "database.pooler.mode": "session"}),
    (
        "pooler-larger-than-the-server",
        "error",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.defaultPoolSize": 251},
    ),
    (
        "pooler-larger-than-the-server",
        "-",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.defaultPoolSize": 250},
    ),
    ("pooler-larger-than-the-server", "-", {**OPERATOR, "database.pooler.defaultPoolSize": 251}),
    (
        "pooler-turns-clients-away",
        "error",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.maxClientConnections": 39},
    ),
    (
        "pooler-turns-clients-away",
        "-",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.maxClientConnections": 40},
    ),
    (
        "session-pool-smaller-than-its-clients",
        "-",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.defaultPoolSize": 20},
    ),
    ("no-backup", "error", {**POSTGRES_POD, "database.backup.schedule": ""}),
    ("no-backup", "error", {**OPERATOR, "database.backup.destination": ""}),
    (
        "no-backup",
        "warning",
        {**OPERATOR, "database.backup.schedule": "", "release.environment": "dev"},
    ),
    ("no-backup", "-", {"database.backup.schedule": ""}),
    ("backup-unsaid", "warning", {"database.backup.destination": ""}),
    ("backup-unsaid", "-", {**OPERATOR, "database.backup.schedule": ""}),
    ("backup-to-no-object-store", "error", {**OPERATOR, "database.backup.destination": "s3://"}),
    (
        "backup-to-no-object-store",
        "-",
        {**OPERATOR, "database.backup.destination": "azblob://acme/backups"},
    ),
    ("backup-to-no-object-store", "-", {**OPERATOR, "database.backup.destination": ""}),
    (
        "retention-below-the-interval",
        "error",
        {"database.backup.schedule": "0 3 * * 0", "database.backup.retentionDays": 6},
    ),
    (
        "retention-below-the-interval",
        "-",
        {"database.backup.schedule": "0 3 * * 0", "database.backup.retentionDays": 7},
    ),
    (
        "retention-below-the-interval",
        "-",
        {"database.backup.schedule": "0 3 1 * *", "database.backup.retentionDays": 31},
    ),
    (
        "restore-never-drilled",
        "-",
        {"database.backup.restoreTested": "", "database.backup.schedule": ""},
    ),
    ("restore-drill-long-ago", "warning", {"database.backup.restoreTested": "2026-05-27"}),
    ("restore-drill-long-ago", "-", {"database.backup.restoreTested": "2026-05-28"}),
    ("restore-drill-long-ago", "warning", {"database.backup.restoreTested": "2026-11-25"}),
    ("failover-plan-missing", "error", {"database.failoverPlan": "  "}),
    (
        "failover-plan-missing",
        "-",
        {"database.failoverPlan": "", "database.highAvailability": False},
    ),
    ("one-instance-called-available", "error", {**OPERATOR, "database.instances": 1}),
    ("one-instance-called-available", "-", {**OPERATOR, "database.instances": 2}),
    (
        "no-failover",
        "warning",
        {**OPERATOR, "database.instances": 1, "database.highAvailability": False},
    ),
    ("no-failover", "-", {**POSTGRES_POD, "release.environment": "staging"}),
    (
        "migrations-race",
        "warning",
        {"database.migrations": "on-start", "release.schemaMigration": "breaking"},
    ),
    ("migrations-race", "info", {"database.migrations": "on-start"}),
    (
        "migrations-race",
        "-",
        {"database.migrations": "on-start", "release.schemaMigration": "none"},
    ),
    ("migrations-race", "-", {"database.migrations": "on-start", "scaling.backend.replicas": 1}),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
