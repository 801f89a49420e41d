"""From blank, what the errors name is all that has to be filled in: no error comes up later."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from generators import Judgement
from generators import judge
from generators.plan import API_VERSION
from generators.plan import choice_at
from generators.plan import claims
from generators.plan import with_changes
from generators.plan.reading import read_document

BLANK = {"apiVersion": API_VERSION, "kind": "DeploymentPlan", "metadata": {"name": "blank"}}
PATTERNS = ("api-first", "full-web")
STORES = {
    "external": {},
    "in-cluster": {"database.mode": "in-cluster", "redis.mode": "in-cluster"},
    "operator": {"database.mode": "cloudnative-pg", "redis.mode": "none"},
}
CONTROLLERS = ("gateway-api", "traefik", "haproxy", "ingress-nginx", "other")
FURTHER: dict[str, dict[str, Any]] = {
    "docs": {"topology.docs": True},
    "first installation": {"release.firstInstall": True},
    "built from source": {"topology.delivery": "source"},
    "external secrets": {"secrets.provider": "external-secrets"},
    "sops with Flux": {"secrets.provider": "sops", "operations.gitops": "flux"},
    "Argo CD": {"operations.gitops": "argo-cd"},
    "existing certificate": {"ingress.controller": "traefik", "tls.mode": "existing-secret"},
    "certificate at the Gateway": {"tls.mode": "at-gateway"},
    "existing volume": {"storage.mode": "existing-claim"},
    "server verified": {"database.sslMode": "verify-full"},
    "database URL in parts": {"database.urlSecret.parts": True},
    "job migrates": {"database.migrations": "job"},
    "OpenShift": {"release.platform": "openshift", "ingress.controller": "other"},
    "IPv6": {"release.ipFamilies": "ipv6"},
    "MCP": {"topology.mcp": True},
    "three replicas": {"scaling.backend.replicas": 3},
    "autoscaling": {"scaling.backend.autoscaling.enabled": True},
    "pooler": {"database.mode": "cloudnative-pg", "database.pooler.mode": "session"},
    "Redis in the cluster that persists": {"redis.mode": "in-cluster", "redis.persistence": "aof"},
    "queue in Redis": {"redis.mode": "in-cluster", "redis.holds": "cache-and-queue"},
}
# What an engineer answers where an error names the choice.
ANSWERS: dict[str, Any] = {
    "topology.uiRebuilt": True,
    "release.backend.tag": "1.8.2",
    "release.frontend.tag": "1.8.2",
    "release.docs.tag": "1.8.2",
    "release.backend.image": "registry.acme.com/skillflaw/backend",
    "release.frontend.image": "registry.acme.com/skillflaw/frontend",
    "release.previousBackendTag": "1.8.1",
    "release.rollback.frontend": "with-backend",
    "release.rollback.docs": "pinned",
    "storage.claimName": "team-claim",
    "database.host": "db.acme.com",
    "database.caSecret.name": "database-ca",
    "database.caSecret.key": "ca.crt",
    "database.backup.schedule": "15 2 * * *",
    "database.backup.destination": "s3://acme-backups/skillflaw",
    "redis.host": "cache.acme.com",
    "redis.maxMemory": "512Mi",
    "redis.persistence": "aof",
    "secrets.store.name": "vault",
    "ingress.className": "edge",
    "ingress.controllerNamespace": "edge",
    "ingress.gateway.name": "public",
    "ingress.gateway.namespace": "gateway",
    "ingress.hosts.api": "api.acme.com",
    "ingress.hosts.ui": "app.acme.com",
    "ingress.hosts.docs": "docs.acme.com",
    "tls.issuer.name": "letsencrypt",
    "operations.gitUrl": "https://github.com/acme/platform.git",
}


def blank(changes: dict[str, Any]) -> dict[str, Any]:
    return with_changes(BLANK, changes)


def answered(document: dict[str, Any]) -> Judgement:
    """Answer what the errors of the first round name, once, and judge the plan again."""
    errors = judge(read_document(document)).errors
    named = {path for error in errors for path in error.paths if path in ANSWERS}
    return judge(read_document(with_changes(document, {path: ANSWERS[path] for path in named})))


def named(judgement: Judgement) -> list[tuple[str, str]]:
    return [(error.rule.slug, error.message) for error in judgement.errors]


@pytest.mark.parametrize(
    ("pattern", "store", "controller"), [*product(PATTERNS, STORES, CONTROLLERS)]
)
def test_one_round_of_answers_is_enough(pattern: str, store: str, controller: str) -> None:
    start = {"topology.pattern": pattern, "ingress.controller": controller, **STORES[store]}

    assert not named(answered(blank(start)))


@pytest.mark.parametrize("start", FURTHER.values(), ids=FURTHER)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_one_round_is_enough_on_a_side_road_too(pattern: str, start: dict[str, Any]) -> None:
    assert not named(answered(blank({"topology.pattern": pattern, **start})))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_error_of_a_blank_plan_is_about_a_choice_that_it_asks_for(pattern: str) -> None:
    plan = read_document(blank({"topology.pattern": pattern}))

    for error in judge(plan).errors:
        assert choice_at(error.paths[0]).applies(plan), error.rule.slug


def test_no_error_asks_for_a_claim_about_a_managed_data_store() -> None:
    plan = read_document(blank({}))
    asked = {claim.path for claim in claims(plan)}

    for error in judge(plan).errors:
        assert error.paths[0] not in asked, error.rule.slug
