"""The words of a message that depend on the plan."""

from __future__ import annotations

import pytest

from tests.guide.conftest import Said
from tests.guide.rows import plan_of

# A rule, the plan, and what the message or the fix has to say of it.
WORDS = [
    ("backup-unsaid", 'database.backup.schedule: ""', "where backups go, not when"),
    ("backup-unsaid", 'database.backup.destination: ""', "when, not where to"),
    ("connections-nearly-spent", "database.maxConnections: 91", "allow 110,"),
    (
        "connections-nearly-spent",
        "(one-node) database.poolSize: 67, database.maxOverflow: 0, database.maxConnections: 99",
        "80 %: allow 110,",
    ),
    (
        "connections-nearly-spent",
        "(one-node) database.poolSize: 92, database.maxOverflow: 0, database.maxConnections: 120",
        "80 %: allow 150,",
    ),
    (
        "pooler-larger-than-the-server",
        "(operator pooled) database.maxConnections: 14",
        "Set defaultPoolSize to 1,",
    ),
    (
        "migrations-race",
        "release.firstInstall: true, database.migrations: on-start",
        "starts; the schema is made by the first start",
    ),
    ("migrations-race", "database.migrations: on-start", "starts; the plan runs 3"),
    ("plain-text-database", "database.sslMode: disable", "sends everything in plain text"),
    ("plain-text-database", "database.sslMode: prefer", "falls back to plain text"),
    ("pod-local-database", "(one-replica) database.host: localhost", "pod-local."),
    ("pod-local-redis", "redis.host: localhost", "runs 3 backend replicas"),
    (
        "session-pool-smaller-than-its-clients",
        "(operator pooled) database.pooler.defaultPoolSize: 19",
        "Set defaultPoolSize to 20",
    ),
    ("verify-without-a-ca", 'database.caSecret.name: ""', "no Secret is given"),
    ("verify-without-a-ca", 'database.caSecret.key: ""', "no key in its Secret"),
    ("gateway-unnamed", 'ingress.gateway.name: ""', "its name is not given"),
    (
        "gateway-unnamed",
        'ingress.gateway.name: "", ingress.gateway.namespace: ""',
        "its name and namespace are not given",
    ),
    ("retired-controller", "(traefik) ingress.controller: ingress-nginx", "tested on 1.36"),
    ("open-data-stores", "(own-redis) operations.networkPolicies: false", "Redis runs in"),
    (
        "open-data-stores",
        "(single own-redis) operations.networkPolicies: false",
        "PostgreSQL and Redis run in",
    ),
    (
        "memory-bound-near-the-container",
        "(own-redis) redis.maxMemory: 600Mi, redis.persistence: aof",
        "safe where Redis saves with aof",
    ),
    ("memory-bound-near-the-container", "(own-redis) redis.maxMemory: 800Mi", "safe."),
    ("plain-text-redis", "redis.tls: false", "on a private network outside the cluster"),
    ("malformed-digest", 'release.backend.digest: "12"', "does not begin with sha256:"),
    ("malformed-digest", "release.backend.digest: sha256", "does not begin with sha256:"),
    ("malformed-digest", 'release.backend.digest: "md5:12"', "does not begin with sha256:"),
    ("malformed-digest", 'release.backend.digest: "sha256:12"', "and 64 are needed"),
    ("malformed-digest", 'release.backend.digest: "sha512:12"', "and 128 are needed"),
    (
        "malformed-digest",
        f'release.backend.digest: "sha256:{"g" * 64}"',
        "has characters other than",
    ),
    ("malformed-tag", 'release.backend.tag: "sha256:12"', "is a digest"),
    ("malformed-tag", 'release.backend.tag: "1 8"', "has “ ”, which no tag may have"),
    ("malformed-tag", "(tag-of-129)", "has 129 characters, and a tag has 128"),
    ("malformed-tag", f"release.backend.tag: {'a' * 127}+", "has “+”, which no tag may have"),
    ("ephemeral-state", "storage.mode: ephemeral", "and the plan runs 3 backend replicas"),
    ("another-environments-name", "database.name: a_staging_dev", "names staging"),
    ("malformed-tag", '(docs) release.docs.tag: "1 8"', "The docs' tag"),
    ("malformed-tag", '(web) release.frontend.tag: "1 8"', "The frontend's tag"),
    (
        "secret-name-already-taken",
        "(traefik) tls.secrets.api: edge, release.imagePullSecret: edge",
        "used by cert-manager",
    ),
    (
        "block-driver-cannot-share",
        "(one-replica) storage.provisioner: ebs.csi.aws.com",
        "ReadWriteOnce for the one replica",
    ),
    ("pod-local-state", "storage.accessMode: ReadWriteOnce", "one node at a time"),
    ("pod-local-state", "storage.accessMode: ReadWriteOncePod", "one pod at a time"),
    ("sharing-unproven", 'storage.provisioner: ""', "driver of the class efs"),
    (
        "sharing-unproven",
        'storage.provisioner: "", storage.storageClass: ""',
        "driver of the default class",
    ),
    (
        "gateway-of-another-namespace",
        "tls.mode: cert-manager, tls.issuer.name: le",
        "cert-manager makes the certificates",
    ),
    ("gateway-of-another-namespace", "tls.mode: existing-secret", "You provide the certificates"),
    ("plain-http", "tls.mode: none", "HSTS, which only works over TLS"),
    (
        "published-image-in-source-delivery",
        "topology.delivery: source",
        "skillflaw_backend is a published image",
    ),
    (
        "published-image-in-source-delivery",
        "(web) topology.delivery: source",
        "are published images",
    ),
]


@pytest.mark.parametrize(("slug", "written", "words"), WORDS)
def test_a_finding_says_what_is_so_in_this_plan(
    said: Said, slug: str, written: str, words: str
) -> None:
    found = said(plan_of(written))[slug]

    assert words in f"{found.message} {found.fix}"
