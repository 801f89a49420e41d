"""What a finding offers to take: the right value, or rightly none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.guide.conftest import Said
from tests.guide.rows import plan_of

DIGEST = "a" * 64

# A rule, the plan as in ``rows``, and the change that it offers.
OFFERS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "no-failover",
        "(operator) database.instances: 1, database.highAvailability: false",
        {"database.instances": 3},
    ),
    (
        "one-instance-called-available",
        "(operator) database.instances: 1",
        {"database.instances": 3},
    ),
    (
        "one-pooler",
        "(operator pooled) database.pooler.instances: 1",
        {"database.pooler.instances": 2},
    ),
    (
        "pooler-in-transaction-mode",
        "(operator) database.pooler.mode: transaction",
        {"database.pooler.mode": "session"},
    ),
    (
        "pooler-in-transaction-mode",
        "database.pooler.mode: transaction",
        {"database.pooler.mode": "none"},
    ),
    ("pooler-larger-than-the-server", "(operator pooled) database.maxConnections: 15", {}),
    (
        "pooler-larger-than-the-server",
        "(operator pooled) database.maxConnections: 17",
        {"database.pooler.defaultPoolSize": 2},
    ),
    (
        "pooler-turns-clients-away",
        "(operator pooled) database.pooler.maxClientConnections: 39",
        {"database.pooler.maxClientConnections": 40},
    ),
    (
        "pooler-turns-clients-away",
        "(operator pooled one-node) database.poolSize: 990, scaling.backend.replicas: 200",
        {"database.pooler.maxClientConnections": 100_000},
    ),
    (
        "retention-below-the-interval",
        'database.backup.schedule: "0 3 29 2 *"',
        {"database.backup.retentionDays": 2922},
    ),
    ("verify-without-a-ca", 'database.caSecret.key: ""', {"database.caSecret.key": "ca.crt"}),
    ("verify-without-a-ca", 'database.caSecret.name: "", database.caSecret.key: ""', {}),
    (
        "timeout-below-the-longest-flow",
        "ingress.timeoutSeconds: 60",
        {"ingress.timeoutSeconds": 330},
    ),
    (
        "timeout-below-the-longest-flow",
        "scaling.backend.longestFlowSeconds: 86390",
        {"ingress.timeoutSeconds": 86_400},
    ),
    (
        "address-outside-its-networks",
        "redis.host: 10.1.2.3",
        {"redis.cidrs": ["10.30.0.0/16", "10.1.2.3/32"]},
    ),
    (
        "address-outside-its-networks",
        'redis.host: "fd00::1"',
        {"redis.cidrs": ["10.30.0.0/16", "fd00::1/128"]},
    ),
    (
        "no-network-policies",
        "operations.networkPolicies: false",
        {"operations.networkPolicies": True},
    ),
    (
        "no-network-policies",
        'operations.networkPolicies: false, ingress.controllerNamespace: ""',
        {},
    ),
    (
        "open-data-stores",
        "(own-redis) operations.networkPolicies: false",
        {"operations.networkPolicies": True},
    ),
    (
        "open-data-stores",
        '(own-redis) operations.networkPolicies: false, ingress.controllerNamespace: ""',
        {},
    ),
    (
        "repository-address-unfit",
        "operations.gitops: flux, operations.gitUrl: git@acme.com:team/skillflaw",
        {"operations.gitUrl": "ssh://git@acme.com/team/skillflaw"},
    ),
    ("repository-address-unfit", "operations.gitops: flux, operations.gitUrl: our server", {}),
    ("root-user", "operations.runAsUser: 0", {"operations.runAsUser": 1000}),
    (
        "memory-bound-above-the-container",
        "(own-redis) redis.maxMemory: 1Gi",
        {"redis.maxMemory": "512Mi"},
    ),
    (
        "memory-bound-near-the-container",
        "(own-redis) redis.maxMemory: 800Mi",
        {"redis.maxMemory": "768Mi"},
    ),
    (
        "redis-volume-too-small",
        "(own-redis) redis.persistence: rdb, redis.size: 1Mi",
        {"redis.size": "1Gi"},
    ),
    (
        "redis-volume-too-small",
        "(own-redis) redis.persistence: rdb, redis.maxMemory: 3Ei",
        {"redis.size": "6442450944Gi"},
    ),
    ("redis-volume-too-small", "(own-redis) redis.persistence: rdb, redis.maxMemory: 4Ei", {}),
    (
        "malformed-digest",
        f'release.backend.digest: "{DIGEST}"',
        {"release.backend.digest": f"sha256:{DIGEST}"},
    ),
    (
        "malformed-digest",
        f'release.backend.digest: "ghcr.io/a/b@SHA256:{DIGEST}"',
        {"release.backend.digest": f"sha256:{DIGEST}"},
    ),
    ("malformed-digest", 'release.backend.digest: "sha256:12"', {}),
    (
        "autoscaler-without-a-request",
        '(autoscaled) scaling.backend.resources.requests.cpu: ""',
        {"scaling.backend.resources.requests.cpu": "1"},
    ),
    (
        "budget-allows-all-at-once",
        "scaling.backend.maxUnavailable: 3",
        {"scaling.backend.maxUnavailable": 1},
    ),
    (
        "budget-blocks-every-drain",
        "scaling.backend.maxUnavailable: 0",
        {"scaling.backend.maxUnavailable": 1},
    ),
    (
        "one-pod-in-quiet-times",
        "(autoscaled) scaling.backend.autoscaling.minReplicas: 1",
        {"scaling.backend.autoscaling.minReplicas": 2},
    ),
    (
        "workers-left-to-the-node",
        "scaling.backend.workers: 0",
        {"scaling.backend.workers": 1},
    ),
    (
        "key-file-inside-the-state",
        "secrets.keyFile.mountPath: /var/lib/skillflaw/key",
        {"secrets.keyFile.mountPath": "/run/secrets/skillflaw"},
    ),
    ("key-file-inside-the-state", "storage.configDir: /run/secrets", {}),
    (
        "relative-directory",
        "storage.configDir: ./state",
        {"storage.configDir": "/state"},
    ),
    ("relative-directory", "storage.configDir: ./.", {}),
    ("relative-directory", "operations.writablePaths: [cache]", {}),
    (
        "gateway-of-another-namespace",
        "tls.mode: cert-manager, tls.issuer.name: le",
        {"tls.mode": "at-gateway", "tls.covers": []},
    ),
    (
        "gateway-of-another-namespace",
        "tls.mode: cert-manager, tls.issuer.name: le, tls.covers: []",
        {"tls.mode": "at-gateway"},
    ),
    ("gateway-of-another-namespace", "tls.mode: existing-secret", {"tls.mode": "at-gateway"}),
]


@pytest.mark.parametrize(("slug", "written", "change"), OFFERS)
def test_a_finding_offers_the_right_value(
    said: Said, slug: str, written: str, change: dict[str, Any]
) -> None:
    assert said(plan_of(written))[slug].change == change
