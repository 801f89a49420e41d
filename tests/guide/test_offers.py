"""What a finding offers to take: the right value, or rightly none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.guide.conftest import FindingsOf
from tests.guide.rows import plan_of

DIGEST = "a" * 64

# A rule, the plan as in ``rows``, and the change that it offers.
OFFERS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "database-standby-missing",
        "(operator) database.instances: 1, database.highAvailability: false",
        {"database.instances": 3},
    ),
    (
        "database-high-availability-without-standby",
        "(operator) database.instances: 1",
        {"database.instances": 3},
    ),
    (
        "pooler-redundancy-missing",
        "(operator pooled) database.pooler.instances: 1",
        {"database.pooler.instances": 2},
    ),
    (
        "pooler-transaction-mode-unsupported",
        "(operator) database.pooler.mode: transaction",
        {"database.pooler.mode": "session"},
    ),
    (
        "pooler-transaction-mode-unsupported",
        "database.pooler.mode: transaction",
        {"database.pooler.mode": "none"},
    ),
    ("pooler-connections-above-server-limit", "(operator pooled) database.maxConnections: 15", {}),
    (
        "pooler-connections-above-server-limit",
        "(operator pooled) database.maxConnections: 17",
        {"database.pooler.defaultPoolSize": 2},
    ),
    (
        "pooler-client-limit-too-small",
        "(operator pooled) database.pooler.maxClientConnections: 39",
        {"database.pooler.maxClientConnections": 40},
    ),
    (
        "pooler-client-limit-too-small",
        "(operator pooled one-node) database.poolSize: 990, scaling.backend.replicas: 200",
        {"database.pooler.maxClientConnections": 100_000},
    ),
    ("database-ca-missing", 'database.caSecret.key: ""', {"database.caSecret.key": "ca.crt"}),
    ("database-ca-missing", 'database.caSecret.name: "", database.caSecret.key: ""', {}),
    (
        "ingress-timeout-below-longest-flow",
        "ingress.timeoutSeconds: 60",
        {"ingress.timeoutSeconds": 330},
    ),
    (
        "ingress-timeout-below-longest-flow",
        "scaling.backend.longestFlowSeconds: 86390",
        {"ingress.timeoutSeconds": 86_400},
    ),
    (
        "data-store-address-outside-cidrs",
        "redis.host: 10.1.2.3",
        {"redis.cidrs": ["10.30.0.0/16", "10.1.2.3/32"]},
    ),
    (
        "data-store-address-outside-cidrs",
        'redis.host: "fd00::1"',
        {"redis.cidrs": ["10.30.0.0/16", "fd00::1/128"]},
    ),
    (
        "network-policies-disabled",
        "operations.networkPolicies: false",
        {"operations.networkPolicies": True},
    ),
    (
        "network-policies-disabled",
        'operations.networkPolicies: false, ingress.controllerNamespace: ""',
        {},
    ),
    (
        "data-store-open-to-every-pod",
        "(own-redis) operations.networkPolicies: false",
        {"operations.networkPolicies": True},
    ),
    (
        "data-store-open-to-every-pod",
        '(own-redis) operations.networkPolicies: false, ingress.controllerNamespace: ""',
        {},
    ),
    (
        "gitops-repository-url-invalid",
        "operations.gitops: flux, operations.gitUrl: git@acme.com:team/skillflaw",
        {"operations.gitUrl": "ssh://git@acme.com/team/skillflaw"},
    ),
    ("gitops-repository-url-invalid", "operations.gitops: flux, operations.gitUrl: our server", {}),
    ("containers-run-as-root", "operations.runAsUser: 0", {"operations.runAsUser": 1000}),
    (
        "redis-maxmemory-above-container-limit",
        "(own-redis) redis.maxMemory: 1Gi",
        {"redis.maxMemory": "512Mi"},
    ),
    (
        "redis-maxmemory-near-container-limit",
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
        "image-digest-invalid",
        f'release.backend.digest: "{DIGEST}"',
        {"release.backend.digest": f"sha256:{DIGEST}"},
    ),
    (
        "image-digest-invalid",
        f'release.backend.digest: "ghcr.io/a/b@SHA256:{DIGEST}"',
        {"release.backend.digest": f"sha256:{DIGEST}"},
    ),
    ("image-digest-invalid", 'release.backend.digest: "sha256:12"', {}),
    (
        "autoscaling-cpu-request-missing",
        '(autoscaled) scaling.backend.resources.requests.cpu: ""',
        {"scaling.backend.resources.requests.cpu": "1"},
    ),
    (
        "max-unavailable-too-large",
        "scaling.backend.maxUnavailable: 3",
        {"scaling.backend.maxUnavailable": 1},
    ),
    (
        "max-unavailable-zero",
        "scaling.backend.maxUnavailable: 0",
        {"scaling.backend.maxUnavailable": 1},
    ),
    (
        "autoscaling-min-replicas-too-small",
        "(autoscaled) scaling.backend.autoscaling.minReplicas: 1",
        {"scaling.backend.autoscaling.minReplicas": 2},
    ),
    (
        "worker-count-invalid",
        "scaling.backend.workers: 0",
        {"scaling.backend.workers": 1},
    ),
    (
        "secret-key-file-in-state-directory",
        "secrets.keyFile.mountPath: /var/lib/skillflaw/key",
        {"secrets.keyFile.mountPath": "/run/secrets/skillflaw"},
    ),
    ("secret-key-file-in-state-directory", "storage.configDir: /run/secrets", {}),
    (
        "mount-path-not-absolute",
        "storage.configDir: ./state",
        {"storage.configDir": "/state"},
    ),
    ("mount-path-not-absolute", "storage.configDir: ./.", {}),
    ("mount-path-not-absolute", "operations.writablePaths: [cache]", {}),
    (
        "gateway-certificate-unreadable",
        "tls.mode: cert-manager, tls.issuer.name: le",
        {"tls.mode": "at-gateway", "tls.covers": []},
    ),
    (
        "gateway-certificate-unreadable",
        "tls.mode: cert-manager, tls.issuer.name: le, tls.covers: []",
        {"tls.mode": "at-gateway"},
    ),
    ("gateway-certificate-unreadable", "tls.mode: existing-secret", {"tls.mode": "at-gateway"}),
]


@pytest.mark.parametrize(("slug", "written", "change"), OFFERS)
def test_a_finding_offers_the_right_value(
    findings_of: FindingsOf, slug: str, written: str, change: dict[str, Any]
) -> None:
    assert findings_of(plan_of(written))[slug].change == change
