"""Mistakes about what is deployed and taken back, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import DOCS
from generators.guide.examples import WEB
from tests.guide.conftest import Said
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("floating-tag", "error", {"release.backend.tag": "latest", "release.backend.digest": ""}),
    ("floating-tag", "error", {"release.backend.tag": "Main", "release.backend.digest": ""}),
    (
        "floating-tag",
        "error",
        {**WEB, "release.frontend.tag": "stable", "release.frontend.digest": ""},
    ),
    ("floating-tag", "info", {"release.backend.tag": "latest"}),
    ("floating-tag", "-", {"release.backend.tag": "1.8.2-stable", "release.backend.digest": ""}),
    ("floating-tag", "-", {"release.docs.tag": "latest"}),
    ("image-unsaid", "error", {**DOCS, "release.docs.tag": "", "release.docs.digest": ""}),
    ("image-unsaid", "-", {"release.backend.tag": ""}),
    ("image-unsaid", "-", {"release.backend.digest": ""}),
    ("image-unsaid", "-", {"release.docs.tag": "", "release.docs.digest": ""}),
    ("malformed-tag", "error", {"release.backend.tag": "1.8.2 "}),
    ("malformed-tag", "error", {"release.backend.tag": "-1.8.2"}),
    ("malformed-tag", "error", {"release.backend.tag": "a" * 129}),
    ("malformed-tag", "-", {"release.backend.tag": "a" * 128}),
    ("malformed-digest", "error", {"release.backend.digest": "sha256:" + "a" * 63}),
    ("malformed-digest", "error", {"release.backend.digest": "sha256:" + "g" * 64}),
    ("malformed-digest", "error", {"release.backend.digest": "a" * 64}),
    ("malformed-digest", "error", {"release.backend.digest": "sha256:" + "A" * 64}),
    ("malformed-digest", "-", {"release.backend.digest": "sha256:" + "a" * 64}),
    ("malformed-digest", "-", {"release.docs.digest": "sha256:short"}),
    ("moving-series-tag", "warning", {"release.backend.tag": "v1", "release.backend.digest": ""}),
    ("moving-series-tag", "-", {"release.backend.tag": "1.8"}),
    ("moving-series-tag", "-", {"release.backend.tag": "20261012", "release.backend.digest": ""}),
    ("moving-series-tag", "-", {"release.backend.tag": "1.8.2", "release.backend.digest": ""}),
    ("digest-missing", "info", {"release.backend.digest": ""}),
    ("digest-missing", "-", {"release.backend.tag": ""}),
    ("digest-of-another-image", "-", {**WEB, "release.frontend.digest": "sha256:" + "c" * 64}),
    ("rollback-to-the-same-tag", "error", {"release.previousBackendTag": "1.8.2"}),
    (
        "rollback-to-the-same-tag",
        "-",
        {"release.previousBackendTag": "1.8.2", "release.firstInstall": True},
    ),
    ("rollback-to-the-same-tag", "-", {"release.previousBackendTag": "1.8.20"}),
    ("no-way-back", "error", {"release.previousBackendTag": " "}),
    (
        "no-way-back",
        "warning",
        {"release.previousBackendTag": "", "release.environment": "staging"},
    ),
    ("no-way-back", "-", {"release.previousBackendTag": "", "release.firstInstall": True}),
    ("rollback-unsettled", "error", {**DOCS, "release.rollback.docs": ""}),
    ("rollback-unsettled", "-", {"release.rollback.docs": "", "release.rollback.frontend": ""}),
    (
        "schema-migration-unknown",
        "-",
        {"release.schemaMigration": "unknown", "release.firstInstall": True},
    ),
    ("change-unsaid", "-", {"release.change": "", "release.firstInstall": True}),
    (
        "versions-apart",
        "-",
        {**WEB, "release.frontend.tag": "1.7.0", "release.rollback.frontend": "pinned"},
    ),
    ("system-namespace", "error", {"release.namespace": "kube-public"}),
    ("system-namespace", "-", {"release.namespace": "kubeflow"}),
    ("default-namespace", "-", {"release.namespace": "default-skillflaw"}),
    ("namespace-with-other-tenants", "error", {"release.namespace": "envoy-gateway-system"}),
    (
        "namespace-with-other-tenants",
        "-",
        {"release.namespace": "monitoring", "release.namespaceDedicated": False},
    ),
    ("namespace-with-other-tenants", "-", {"release.namespace": "cnpg-system"}),
    ("another-environments-name", "warning", {"ingress.hosts.api": "dev.skillflaw.acme.com"}),
    (
        "another-environments-name",
        "warning",
        {"release.environment": "staging", "redis.host": "redis-prod.acme.net"},
    ),
    (
        "another-environments-name",
        "-",
        {"release.environment": "staging", "redis.host": "redis-staging.acme.net"},
    ),
    ("another-environments-name", "-", {"ingress.hosts.api": "api.acme.dev", "tls.covers": []}),
    ("another-environments-name", "-", {"redis.host": "cache.data.svc.cluster.local"}),
    ("another-environments-name", "-", {"redis.host": "contest.acme.net"}),
    (
        "another-environments-name",
        "-",
        {"release.environment": "europe", "redis.host": "staging.acme.net"},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
