"""Where findings point: the choice that should change first."""

from __future__ import annotations

import pytest

from tests.guide.conftest import FindingsOf
from tests.guide.rows import plan_of

# A rule, the plan, and the choices it points to: the first is the one that should change.
POINTS = [
    (
        "database-backup-missing",
        '(single) database.backup.schedule: ""',
        "database.backup.schedule database.mode",
    ),
    (
        "database-backup-missing",
        '(single) database.backup.schedule: "", database.backup.destination: ""',
        "database.backup.schedule database.mode",
    ),
    (
        "database-backup-missing",
        '(operator) database.backup.schedule: ""',
        "database.backup.schedule database.mode",
    ),
    (
        "database-backup-missing",
        '(operator) database.backup.destination: ""',
        "database.backup.destination database.mode",
    ),
    ("database-host-pod-local", "(one-replica) database.host: localhost", "database.host"),
    (
        "database-host-pod-local",
        "database.host: localhost, scaling.backend.replicas: 2",
        "database.host scaling.backend.replicas",
    ),
    ("redis-host-pod-local", "(one-replica) redis.host: localhost", "redis.host"),
    (
        "redis-host-pod-local",
        "redis.host: localhost, scaling.backend.replicas: 2",
        "redis.host scaling.backend.replicas",
    ),
    (
        "state-directory-ephemeral",
        "storage.mode: ephemeral, scaling.backend.replicas: 2",
        "storage.mode scaling.backend.replicas",
    ),
    (
        "ingress-nginx-retired",
        "(traefik) ingress.controller: ingress-nginx, release.kubernetes: '1.35'",
        "ingress.controller",
    ),
    (
        "ingress-nginx-retired",
        "(traefik) ingress.controller: ingress-nginx, release.kubernetes: '1.36'",
        "ingress.controller release.kubernetes",
    ),
    ("backend-single-replica", "(one-replica)", "scaling.backend.replicas"),
    (
        "backend-single-replica",
        "(one-node)",
        "scaling.backend.replicas storage.accessMode",
    ),
    (
        "session-affinity-missing",
        "(web) scaling.backend.affinity: none",
        "scaling.backend.affinity scaling.backend.replicas topology.pattern",
    ),
    (
        "worker-state-unshared",
        "(mcp) scaling.backend.workers: 2",
        "scaling.backend.workers topology.mcp",
    ),
    (
        "gateway-certificate-unreadable",
        "tls.mode: cert-manager, tls.issuer.name: le",
        "tls.mode ingress.gateway.namespace",
    ),
    (
        "gateway-certificate-unreadable",
        "tls.mode: cert-manager, tls.issuer.name: le, tls.issuer.kind: Issuer",
        "tls.mode ingress.gateway.namespace tls.issuer.kind",
    ),
    (
        "gateway-certificate-unreadable",
        "tls.mode: existing-secret, tls.issuer.kind: Issuer",
        "tls.mode ingress.gateway.namespace",
    ),
    (
        "secret-name-already-used",
        "(web traefik) tls.secrets.api: one, tls.secrets.ui: two, redis.urlSecret.name: two",
        "tls.secrets.ui redis.urlSecret.name",
    ),
    ("hostname-missing", 'ingress.hosts.api: ""', "ingress.hosts.api topology.pattern"),
    ("hostname-missing", '(web) ingress.hosts.ui: ""', "ingress.hosts.ui topology.pattern"),
    ("hostname-missing", '(docs) ingress.hosts.docs: ""', "ingress.hosts.docs topology.docs"),
]


@pytest.mark.parametrize(("slug", "written", "paths"), POINTS)
def test_a_finding_points_to_what_should_change(
    findings_of: FindingsOf, slug: str, written: str, paths: str
) -> None:
    assert findings_of(plan_of(written))[slug].paths == tuple(paths.split())
