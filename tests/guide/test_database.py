"""Mistakes about PostgreSQL, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import OPERATOR
from generators.guide.examples import POSTGRES_POD
from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("database-host-missing", "-", {**OPERATOR, "database.host": ""}),
    ("database-host-pod-local", "error", {"database.host": "::1"}),
    ("database-host-pod-local", "error", {"database.host": "127.0.0.53"}),
    ("database-host-pod-local", "error", {"database.host": "sqlite"}),
    (
        "database-host-pod-local",
        "error",
        {"database.host": "db.localhost", "scaling.backend.replicas": 1},
    ),
    ("database-host-pod-local", "-", {"database.host": "localhost.acme.com"}),
    ("database-host-pod-local", "-", {**OPERATOR, "database.host": "localhost"}),
    ("database-host-read-only", "error", {"database.host": "postgres-ro.data.svc"}),
    ("database-host-read-only", "error", {"database.host": "postgres-r"}),
    ("database-host-read-only", "error", {"database.host": "acme-replica-2.db.acme.com"}),
    ("database-host-read-only", "error", {"database.host": "reader.db.acme.com"}),
    ("database-host-read-only", "-", {"database.host": "postgres-rw.data.svc"}),
    ("database-host-read-only", "-", {"database.host": "acme-euro.db.acme.com"}),
    ("database-host-read-only", "-", {"database.host": "readers-digest.acme.com"}),
    ("database-host-read-only", "-", {"database.host": "micro.acme.com"}),
    ("database-connection-unencrypted", "error", {"database.sslMode": "prefer"}),
    (
        "database-connection-unencrypted",
        "error",
        {"database.sslMode": "allow", "database.host": "10.20.0.5"},
    ),
    (
        "database-connection-unencrypted",
        "warning",
        {"database.sslMode": "disable", "release.environment": "test"},
    ),
    (
        "database-connection-unencrypted",
        "-",
        {"database.sslMode": "disable", "database.host": "postgres.data.svc"},
    ),
    (
        "database-connection-unencrypted",
        "-",
        {"database.sslMode": "disable", "database.host": "postgres"},
    ),
    ("database-connection-unencrypted", "-", {"database.sslMode": "require"}),
    ("database-connection-unencrypted", "-", {**OPERATOR, "database.sslMode": "disable"}),
    (
        "database-server-unverified",
        "-",
        {"database.sslMode": "require", "database.host": "postgres.data.svc"},
    ),
    (
        "database-ca-missing",
        "error",
        {"database.sslMode": "verify-ca", "database.caSecret.key": ""},
    ),
    ("database-ca-missing", "-", {"database.sslMode": "require", "database.caSecret.name": ""}),
    ("database-certificate-name-mismatch", "warning", {"database.host": "postgres"}),
    (
        "database-certificate-name-mismatch",
        "-",
        {"database.host": "10.20.0.5", "database.sslMode": "verify-ca"},
    ),
    ("database-connections-above-limit", "error", {"database.maxConnections": 79}),
    ("database-connections-above-limit", "-", {"database.maxConnections": 80}),
    (
        "database-connections-above-limit",
        "error",
        {
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.maxReplicas": 25,
        },
    ),
    (
        "database-connections-above-limit",
        "-",
        {
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.maxReplicas": 24,
        },
    ),
    (
        "database-connections-above-limit",
        "error",
        {
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
            "database.maxConnections": 19,
        },
    ),
    (
        "database-connections-above-limit",
        "-",
        {
            "storage.accessMode": "ReadWriteOnce",
            "scaling.backend.replicas": 1,
            "database.maxConnections": 20,
        },
    ),
    (
        "database-connections-above-limit",
        "-",
        {
            **OPERATOR,
            "database.pooler.mode": "session",
            "database.maxConnections": 100,
            "database.poolSize": 25,
            "database.maxOverflow": 50,
        },
    ),
    ("database-connections-nearly-exhausted", "warning", {"database.maxConnections": 91}),
    ("database-connections-nearly-exhausted", "-", {"database.maxConnections": 92}),
    ("pooler-transaction-mode-unsupported", "error", {"database.pooler.mode": "transaction"}),
    ("pooler-transaction-mode-unsupported", "-", {**OPERATOR, "database.pooler.mode": "session"}),
    ("pooler-missing", "-", {**OPERATOR, "database.pooler.mode": "session"}),
    (
        "pooler-connections-above-server-limit",
        "error",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.defaultPoolSize": 251},
    ),
    (
        "pooler-connections-above-server-limit",
        "-",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.defaultPoolSize": 250},
    ),
    (
        "pooler-connections-above-server-limit",
        "-",
        {**OPERATOR, "database.pooler.defaultPoolSize": 251},
    ),
    (
        "pooler-client-limit-too-small",
        "error",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.maxClientConnections": 39},
    ),
    (
        "pooler-client-limit-too-small",
        "-",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.maxClientConnections": 40},
    ),
    (
        "pooler-session-pool-too-small",
        "-",
        {**OPERATOR, "database.pooler.mode": "session", "database.pooler.defaultPoolSize": 20},
    ),
    ("database-backup-missing", "error", {**POSTGRES_POD, "database.backup.schedule": ""}),
    ("database-backup-missing", "error", {**OPERATOR, "database.backup.destination": ""}),
    (
        "database-backup-missing",
        "warning",
        {**OPERATOR, "database.backup.schedule": "", "release.environment": "dev"},
    ),
    ("database-backup-missing", "-", {"database.backup.schedule": ""}),
    ("database-backup-unknown", "warning", {"database.backup.destination": ""}),
    ("database-backup-unknown", "-", {**OPERATOR, "database.backup.schedule": ""}),
    (
        "database-backup-destination-invalid",
        "error",
        {**OPERATOR, "database.backup.destination": "s3://"},
    ),
    (
        "database-backup-destination-invalid",
        "-",
        {**OPERATOR, "database.backup.destination": "azblob://acme/backups"},
    ),
    ("database-backup-destination-invalid", "-", {**OPERATOR, "database.backup.destination": ""}),
    (
        "database-backup-retention-too-short",
        "error",
        {"database.backup.schedule": "0 3 * * 0", "database.backup.retentionDays": 6},
    ),
    (
        "database-backup-retention-too-short",
        "-",
        {"database.backup.schedule": "0 3 * * 0", "database.backup.retentionDays": 7},
    ),
    (
        "database-backup-retention-too-short",
        "-",
        {"database.backup.schedule": "0 3 1 * *", "database.backup.retentionDays": 31},
    ),
    (
        "database-restore-untested",
        "-",
        {"database.backup.restoreTested": "", "database.backup.schedule": ""},
    ),
    ("database-restore-test-outdated", "warning", {"database.backup.restoreTested": "2026-05-27"}),
    ("database-restore-test-outdated", "-", {"database.backup.restoreTested": "2026-05-28"}),
    ("database-restore-test-outdated", "warning", {"database.backup.restoreTested": "2026-11-25"}),
    ("database-failover-plan-missing", "error", {"database.failoverPlan": "  "}),
    (
        "database-failover-plan-missing",
        "-",
        {"database.failoverPlan": "", "database.highAvailability": False},
    ),
    ("database-high-availability-without-standby", "error", {**OPERATOR, "database.instances": 1}),
    ("database-high-availability-without-standby", "-", {**OPERATOR, "database.instances": 2}),
    (
        "database-standby-missing",
        "warning",
        {**OPERATOR, "database.instances": 1, "database.highAvailability": False},
    ),
    ("database-standby-missing", "-", {**POSTGRES_POD, "release.environment": "staging"}),
    (
        "database-migrations-concurrent",
        "warning",
        {"database.migrations": "on-start", "release.schemaMigration": "breaking"},
    ),
    ("database-migrations-concurrent", "info", {"database.migrations": "on-start"}),
    (
        "database-migrations-concurrent",
        "-",
        {"database.migrations": "on-start", "release.schemaMigration": "none"},
    ),
    (
        "database-migrations-concurrent",
        "-",
        {"database.migrations": "on-start", "scaling.backend.replicas": 1},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
