"""The words of a message that depend on the plan."""

from __future__ import annotations

import pytest

from tests.guide.conftest import FindingsOf
from tests.guide.rows import plan_of

# A rule, the plan, and what the message or the fix has to say of it.
WORDS = [
    (
        "database-backup-unknown",
        'database.backup.schedule: ""',
        "are made is not confirmed",
    ),
    (
        "database-backup-unknown",
        'database.backup.destination: ""',
        "they go is not confirmed",
    ),
    ("database-connections-nearly-exhausted", "database.maxConnections: 91", "allow 110,"),
    (
        "database-connections-nearly-exhausted",
        "(one-node) database.poolSize: 67, database.maxOverflow: 0, database.maxConnections: 99",
        "80 %: allow 110,",
    ),
    (
        "database-connections-nearly-exhausted",
        "(one-node) database.poolSize: 92, database.maxOverflow: 0, database.maxConnections: 120",
        "80 %: allow 150,",
    ),
    (
        "pooler-connections-above-server-limit",
        "(operator pooled) database.maxConnections: 14",
        "Set defaultPoolSize to 1,",
    ),
    (
        "database-migrations-concurrent",
        "release.firstInstall: true, database.migrations: on-start",
        "starts; the first start creates the schema",
    ),
    ("database-migrations-concurrent", "database.migrations: on-start", "starts; the plan runs 3"),
    (
        "database-connection-unencrypted",
        "database.sslMode: disable",
        "sends everything in plain text",
    ),
    ("database-connection-unencrypted", "database.sslMode: prefer", "falls back to plain text"),
    ("database-host-pod-local", "(one-replica) database.host: localhost", "pod-local."),
    ("redis-host-pod-local", "redis.host: localhost", "runs 3 backend replicas"),
    (
        "pooler-session-pool-too-small",
        "(operator pooled) database.pooler.defaultPoolSize: 19",
        "Set defaultPoolSize to 20",
    ),
    ("database-ca-missing", 'database.caSecret.name: ""', "no Secret is given"),
    ("database-ca-missing", 'database.caSecret.key: ""', "no key in its Secret"),
    ("gateway-name-missing", 'ingress.gateway.name: ""', "its name is not given"),
    (
        "gateway-name-missing",
        'ingress.gateway.name: "", ingress.gateway.namespace: ""',
        "its name and namespace are not given",
    ),
    ("ingress-nginx-retired", "(traefik) ingress.controller: ingress-nginx", "tested on 1.36"),
    (
        "data-store-open-to-every-pod",
        "(own-redis) operations.networkPolicies: false",
        "Redis runs in",
    ),
    (
        "data-store-open-to-every-pod",
        "(single own-redis) operations.networkPolicies: false",
        "PostgreSQL and Redis run in",
    ),
    (
        "redis-maxmemory-near-container-limit",
        "(own-redis) redis.maxMemory: 600Mi, redis.persistence: aof",
        "safe where Redis saves with aof",
    ),
    ("redis-maxmemory-near-container-limit", "(own-redis) redis.maxMemory: 800Mi", "safe."),
    (
        "redis-connection-unencrypted",
        "redis.tls: false",
        "on a private network outside the cluster",
    ),
    ("image-digest-invalid", 'release.backend.digest: "12"', "does not begin with sha256:"),
    ("image-digest-invalid", "release.backend.digest: sha256", "does not begin with sha256:"),
    ("image-digest-invalid", 'release.backend.digest: "md5:12"', "does not begin with sha256:"),
    ("image-digest-invalid", 'release.backend.digest: "sha256:12"', "and 64 are needed"),
    ("image-digest-invalid", 'release.backend.digest: "sha512:12"', "and 128 are needed"),
    (
        "image-digest-invalid",
        f'release.backend.digest: "sha256:{"g" * 64}"',
        "has characters other than",
    ),
    ("image-tag-invalid", 'release.backend.tag: "sha256:12"', "is a digest"),
    ("image-tag-invalid", 'release.backend.tag: "1 8"', "has “ ”, which no tag may have"),
    ("image-tag-invalid", "(tag-of-129)", "has 129 characters, and a tag has 128"),
    ("image-tag-invalid", f"release.backend.tag: {'a' * 127}+", "has “+”, which no tag may have"),
    (
        "state-directory-ephemeral",
        "storage.mode: ephemeral",
        "and the plan runs 3 backend replicas",
    ),
    ("resource-environment-mismatch", "database.name: a_staging_dev", "names staging"),
    ("image-tag-invalid", '(docs) release.docs.tag: "1 8"', "The docs' tag"),
    ("image-tag-invalid", '(web) release.frontend.tag: "1 8"', "The frontend's tag"),
    (
        "secret-name-already-used",
        "(traefik) tls.secrets.api: edge, release.imagePullSecret: edge",
        "used by cert-manager",
    ),
    (
        "storage-driver-lacks-read-write-many",
        "(one-replica) storage.provisioner: ebs.csi.aws.com",
        "ReadWriteOnce for the one replica",
    ),
    ("state-directory-not-shared", "storage.accessMode: ReadWriteOnce", "one node at a time"),
    ("state-directory-not-shared", "storage.accessMode: ReadWriteOncePod", "one pod at a time"),
    ("storage-driver-unknown", 'storage.provisioner: ""', "driver of the class efs"),
    (
        "storage-driver-unknown",
        'storage.provisioner: "", storage.storageClass: ""',
        "driver of the default class",
    ),
    (
        "gateway-certificate-unreadable",
        "tls.mode: cert-manager, tls.issuer.name: le",
        "cert-manager makes the certificates",
    ),
    ("gateway-certificate-unreadable", "tls.mode: existing-secret", "You provide the certificates"),
    ("ingress-tls-disabled", "tls.mode: none", "HSTS, which only works over TLS"),
    (
        "source-delivery-uses-published-image",
        "topology.delivery: source",
        "skillflaw_backend is a published image",
    ),
    (
        "source-delivery-uses-published-image",
        "(web) topology.delivery: source",
        "are published images",
    ),
]


@pytest.mark.parametrize(("slug", "written", "words"), WORDS)
def test_a_finding_says_what_is_so_in_this_plan(
    findings_of: FindingsOf, slug: str, written: str, words: str
) -> None:
    finding = findings_of(plan_of(written))[slug]

    assert words in f"{finding.message} {finding.fix}"
