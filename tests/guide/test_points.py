"""Where findings point: the choice that should change first."""

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
        '(single) database.backup.schedule: "", database.backup.destination: ""',
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
    (
        "gateway-of-another-namespace",
        "tls.mode: cert-manager, tls.issuer.name: le",
        "tls.mode ingress.gateway.namespace",
    ),
    (
        "gateway-of-another-namespace",
        "tls.mode: cert-manager, tls.issuer.name: le, tls.issuer.kind: Issuer",
        "tls.mode ingress.gateway.namespace tls.issuer.kind",
    ),
    (
        "gateway-of-another-namespace",
        "tls.mode: existing-secret, tls.issuer.kind: Issuer",
        "tls.mode ingress.gateway.namespace",
    ),
    (
        "secret-name-already-taken",
        "(web traefik) tls.secrets.api: one, tls.secrets.ui: two, redis.urlSecret.name: two",
        "tls.secrets.ui redis.urlSecret.name",
    ),
    ("part-without-a-host", 'ingress.hosts.api: ""', "ingress.hosts.api topology.pattern"),
    ("part-without-a-host", '(web) ingress.hosts.ui: ""', "ingress.hosts.ui topology.pattern"),
    ("part-without-a-host", '(docs) ingress.hosts.docs: ""', "ingress.hosts.docs topology.docs"),
]


@pytest.mark.parametrize(("slug", "written", "paths"), POINTS)
def test_a_finding_points_to_what_should_change(
    said: Said, slug: str, written: str, paths: str
) -> None:
    assert said(plan_of(written))[slug].paths == tuple(paths.split())
