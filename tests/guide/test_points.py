"""Where findings point, and the words of a message that depend on the plan."""

from __future__ import annotations

import pytest

from tests.guide.conftest import Said
from tests.guide.rows import plan_of

# A rule, the plan, and the choices it points to: the first is the one that should change.
POINTS = [
    (
        "no-backup",
        '(single) database.backup.schedule: ""',
        "database.backup.schedule database.mode",
    ),
    (
        "no-backup",
        '(operator) database.backup.schedule: ""',
        "database.backup.schedule database.mode",
    ),
    (
        "no-backup",
        '(operator) database.backup.destination: ""',
        "database.backup.destination database.mode",
    ),
    ("pod-local-database", "(one-replica) database.host: localhost", "database.host"),
    (
        "pod-local-database",
        "database.host: localhost, scaling.backend.replicas: 2",
        "database.host scaling.backend.replicas",
    ),
    ("pod-local-redis", "(one-replica) redis.host: localhost", "redis.host"),
    (
        "pod-local-redis",
        "redis.host: localhost, scaling.backend.replicas: 2",
        "redis.host scaling.backend.replicas",
    ),
    (
        "ephemeral-state",
        "storage.mode: ephemeral, scaling.backend.replicas: 2",
        "storage.mode scaling.backend.replicas",
    ),
    (
        "retired-controller",
        "(traefik) ingress.controller: ingress-nginx, release.kubernetes: '1.35'",
        "ingress.controller",
    ),
    (
        "retired-controller",
        "(traefik) ingress.controller: ingress-nginx, release.kubernetes: '1.36'",
        "ingress.controller release.kubernetes",
    ),
    ("one-backend-carries-everything", "(one-replica)", "scaling.backend.replicas"),
    (
        "one-backend-carries-everything",
        "(one-node)",
        "scaling.backend.replicas storage.accessMode",
    ),
    (
        "replicas-without-affinity",
        "(web) scaling.backend.affinity: none",
        "scaling.backend.affinity scaling.backend.replicas topology.pattern",
    ),
    (
        "workers-split-the-editor",
        "(mcp) scaling.backend.workers: 2",
        "scaling.backend.workers topology.mcp",
    ),
    ("part-without-a-host", 'ingress.hosts.api: ""', "ingress.hosts.api topology.pattern"),
    ("part-without-a-host", '(web) ingress.hosts.ui: ""', "ingress.hosts.ui topology.pattern"),
    ("part-without-a-host", '(docs) ingress.hosts.docs: ""', "ingress.hosts.docs topology.docs"),
]

# A rule, the plan, and what the message or the fix has to say of it.
WORDS = [
    ("backup-unsaid", 'database.backup.schedule: ""', "where backups go, not when"),
    ("backup-unsaid", 'database.backup.destination: ""', "when, not where to"),
    ("connections-nearly-spent", "database.maxConnections: 91", "allow 110,"),
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
    ("malformed-digest", 'release.backend.digest: "md5:12"', "does not begin with sha256:"),
    ("malformed-digest", 'release.backend.digest: "sha256:12"', "and 64 are needed"),
    ("malformed-digest", 'release.backend.digest: "sha512:12"', "and 128 are needed"),
    (
        "malformed-digest",
        f'release.backend.digest: "sha256:{"g" * 64}"',
        "has characters other than",
    ),
    ("malformed-tag", 'release.backend.tag: "sha256:12"', "is a digest"),
    ("malformed-tag", 'release.backend.tag: "1 8"', "which no tag may have"),
    (
        "secret-name-already-taken",
        "(traefik) tls.secrets.api: edge, release.imagePullSecret: edge",
        "made by cert-manager",
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


@pytest.mark.parametrize(("slug", "written", "paths"), POINTS)
def test_a_finding_points_to_what_should_change(
    said: Said, slug: str, written: str, paths: str
) -> None:
    assert said(plan_of(written))[slug].paths == tuple(paths.split())


@pytest.mark.parametrize(("slug", "written", "words"), WORDS)
def test_a_finding_says_what_is_so_in_this_plan(
    said: Said, slug: str, written: str, words: str
) -> None:
    found = said(plan_of(written))[slug]

    assert words in f"{found.message} {found.fix}"
