"""Plans to try things on: the presets, one for each branch of the contract, and a nasty one."""

from __future__ import annotations

from typing import Any

from generators.plan import PRESETS
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised

WEB: dict[str, Any] = {
    "topology.pattern": "full-web",
    "topology.audience.ui": "analysts",
    "release.frontend.tag": "1.8.2",
    "release.rollback.frontend": "with-backend",
    "ingress.hosts.ui": "skillflaw.acme.com",
    "tls.covers": ["skillflaw.acme.com", "*.skillflaw.acme.com"],
}
DOCS: dict[str, Any] = {
    "topology.docs": True,
    "topology.audience.docs": "readers",
    "release.docs.tag": "1.8.2",
    "release.rollback.docs": "pinned",
    "ingress.hosts.docs": "docs.skillflaw.acme.com",
}
OPERATOR: dict[str, Any] = {
    "database.mode": "cloudnative-pg",
    "database.backup.destination": "s3://acme-backups/skillflaw",
    "operations.apiServerCidrs": ["10.0.0.1/32"],
}
POOLED = {**OPERATOR, "database.pooler.mode": "session"}
IN_CLUSTER: dict[str, Any] = {
    "database.mode": "in-cluster",
    "database.highAvailability": False,
    "database.backup.destination": "a volume beside it",
}
REDIS: dict[str, Any] = {
    "redis.mode": "in-cluster",
    "redis.maxMemory": "512Mi",
    "redis.persistence": "none",
}
INGRESS: dict[str, Any] = {
    "ingress.className": "edge",
    "ingress.controllerNamespace": "edge",
    "tls.mode": "cert-manager",
    "tls.issuer.name": "letsencrypt",
}
EVERYTHING: dict[str, Any] = {
    **WEB,
    **DOCS,
    **POOLED,
    **REDIS,
    **INGRESS,
    "topology.mcp": True,
    "ingress.controller": "traefik",
    "ingress.timeoutSeconds": 3600,
    "ingress.allowedCidrs": ["203.0.113.0/24", "2001:db8::/32"],
    "redis.persistence": "aof",
    "redis.maxMemory": "256Mi",
    "redis.holds": "cache-and-queue",
    "redis.evictionPolicy": "noeviction",
    "secrets.provider": "external-secrets",
    "secrets.store.name": "vault",
    "database.migrations": "job",
    "scaling.backend.autoscaling.enabled": True,
    "scaling.frontend.autoscaling.enabled": True,
    "scaling.spread": "zone",
    "operations.gitops": "argo-cd",
    "operations.gitUrl": "https://github.com/acme/platform.git",
    "operations.gitPath": "apps",
}

CLUSTERS: dict[str, dict[str, Any]] = {
    "openshift": {
        "release.platform": "openshift",
        "ingress.controller": "other",
        "ingress.className": "openshift-default",
        "ingress.controllerNamespace": "openshift-ingress",
        "operations.monitoringNamespace": "openshift-user-workload-monitoring",
        "tls.mode": "existing-secret",
    },
    "ipv6": {
        **WEB,
        "release.ipFamilies": "ipv6",
        "database.cidrs": ["2001:db8:1::/64"],
        "redis.cidrs": ["2001:db8:2::/64"],
    },
    "dual-stack": {**IN_CLUSTER, **REDIS, "release.ipFamilies": "dual"},
    "istio-sidecar": {
        **WEB,
        **IN_CLUSTER,
        **REDIS,
        "release.mesh": "istio-sidecar",
        "ingress.implementation": "istio",
    },
    "istio-ambient": {**WEB, **DOCS, "release.mesh": "istio-ambient"},
    "node-local-dns": {"operations.dns": "node-local"},
    "dns-addresses": {"operations.dns": ["169.254.20.10", "10.96.0.10"]},
    "egress-list": {
        "operations.egress": [
            "internet-443",
            "10.50.0.0/16",
            "10.60.0.0/24:8443",
            "namespace/models",
            "namespace/vector-db:19530",
        ]
    },
    "gke": {**WEB, "ingress.implementation": "gke", "ingress.controllerNamespace": ""},
    "gateway-listeners": {
        "ingress.gateway.listeners.http": "plain",
        "ingress.gateway.listeners.https": "secure",
    },
    "source-cidrs": {"ingress.sourceCidrs": ["10.129.0.0/23"]},
    "short-service-names": {
        "release.namespaceDedicated": False,
        "database.host": "postgres",
        "database.cidrs": [],
        "redis.host": "redis.cache",
        "redis.cidrs": [],
    },
    "no-prober": {"operations.prober": "", "operations.monitorLabels": {}},
    "proxy": {
        "operations.proxy.http": "http://proxy.acme.com:3128",
        "operations.proxy.https": "http://proxy.acme.com:3128",
        "operations.proxy.noProxy": ".acme.com",
        "operations.egress": "none",
        "operations.extraCa.name": "acme-ca",
    },
    "extra-ca-secret": {
        "operations.extraCa.kind": "Secret",
        "operations.extraCa.name": "acme-ca",
        "operations.extraCa.key": "bundle.pem",
    },
}

BRANCHES: dict[str, dict[str, Any]] = {
    "web": WEB,
    "docs": {**WEB, **DOCS},
    "api-docs": DOCS,
    "mcp": {**WEB, "topology.mcp": True, "ingress.timeoutSeconds": 3600},
    "cloudnative-pg": OPERATOR,
    "pooler": POOLED,
    "postgres-in-cluster": IN_CLUSTER,
    "redis-in-cluster": REDIS,
    "redis-aof": {**REDIS, "redis.persistence": "aof", "redis.maxMemory": "256Mi"},
    "redis-rdb": {**REDIS, "redis.persistence": "rdb", "redis.maxMemory": "256Mi"},
    "one-replica": {"scaling.backend.replicas": 1, "storage.accessMode": "ReadWriteOnce"},
    "no-redis": {"scaling.backend.replicas": 1, "redis.mode": "none"},
    "ephemeral": {
        "release.environment": "staging",
        "scaling.backend.replicas": 1,
        "storage.mode": "ephemeral",
    },
    "existing-claim": {"storage.mode": "existing-claim", "storage.claimName": "team-claim"},
    "autoscaling": {"scaling.backend.autoscaling.enabled": True},
    "no-spread": {"scaling.spread": "none"},
    "zones": {"scaling.spread": "zone"},
    "migrate-job": {"database.migrations": "job"},
    "external-secrets": {
        "secrets.provider": "external-secrets",
        "secrets.store.name": "vault",
        "secrets.remotePath": "platform/skillflaw",
    },
    "sealed-secrets": {"secrets.provider": "sealed-secrets"},
    "sops": {
        "secrets.provider": "sops",
        "operations.gitops": "flux",
        "operations.gitUrl": "https://github.com/acme/platform.git",
    },
    "shared-namespace": {"release.namespaceDedicated": False},
    "first-install": {"release.firstInstall": True, "release.previousBackendTag": ""},
    "source": {
        "topology.delivery": "source",
        "topology.uiRebuilt": True,
        "release.backend.image": "registry.acme.com/skillflaw/backend",
    },
    "traefik": {**WEB, **INGRESS, "ingress.controller": "traefik"},
    "haproxy": {**WEB, **INGRESS, "ingress.controller": "haproxy"},
    "ingress-nginx": {**WEB, **INGRESS, "ingress.controller": "ingress-nginx"},
    "other-controller": {**WEB, **INGRESS, "ingress.controller": "other"},
    "existing-tls": {
        **WEB,
        **INGRESS,
        "ingress.controller": "traefik",
        "tls.mode": "existing-secret",
    },
    "upstream-tls": {**WEB, **INGRESS, "ingress.controller": "haproxy", "tls.mode": "upstream"},
    "allowed-cidrs": {
        **INGRESS,
        "ingress.controller": "traefik",
        "ingress.allowedCidrs": ["203.0.113.0/24"],
    },
    "istio": {"ingress.implementation": "istio"},
    "cilium": {"ingress.implementation": "cilium"},
    "nginx-gateway-fabric": {"ingress.implementation": "nginx-gateway-fabric"},
    "traefik-gateway": {"ingress.implementation": "traefik"},
    "no-policies": {"operations.networkPolicies": False},
    "no-egress": {"operations.egress": "none"},
    "some-egress": {"operations.egress": ["198.51.100.0/24"]},
    "no-alerts": {"operations.alerts": "none"},
    "baseline": {"operations.podSecurity": "baseline"},
    "writable-root": {"operations.readOnlyRootFilesystem": False},
    "flux": {
        "operations.gitops": "flux",
        "operations.gitRevision": "approved",
        "operations.gitUrl": "https://github.com/acme/platform.git",
    },
    "argo-cd": {
        "operations.gitops": "argo-cd",
        "operations.gitUrl": "https://github.com/acme/platform.git",
        "scaling.backend.autoscaling.enabled": True,
    },
    **CLUSTERS,
    "everything": EVERYTHING,
}

NASTY = (
    "yes",
    "1e3",
    "0o17",
    "null",
    ": #",
    "a \"quote' and `backticks`",
    "two\nlines",
    "emoji 🚀",
    "mark \u200f right to left",
    "- dash",
    "{{ braces }} $(VAR) ${VAR}",
    "<script>alert(1)</script> | pipe",
)


def branches() -> dict[str, Plan]:
    """Give a plan for each branch of the contract, by name, beside the filled presets."""
    start = recommended()
    presets = {preset.slug: preset.filled() for preset in PRESETS}
    return presets | {name: revised(start, changes) for name, changes in BRANCHES.items()}


def everything() -> Plan:
    """Give the largest plan there is."""
    return revised(recommended(), EVERYTHING)
