"""Mistakes about what is deployed and taken back, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import DOCS
from generators.guide.examples import WEB
from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("image-tag-mutable", "error", {"release.backend.tag": "latest", "release.backend.digest": ""}),
    ("image-tag-mutable", "error", {"release.backend.tag": "Main", "release.backend.digest": ""}),
    (
        "image-tag-mutable",
        "error",
        {**WEB, "release.frontend.tag": "stable", "release.frontend.digest": ""},
    ),
    ("image-tag-mutable", "info", {"release.backend.tag": "latest"}),
    (
        "image-tag-mutable",
        "-",
        {"release.backend.tag": "1.8.2-stable", "release.backend.digest": ""},
    ),
    ("image-tag-mutable", "-", {"release.docs.tag": "latest"}),
    ("image-untagged", "error", {**DOCS, "release.docs.tag": "", "release.docs.digest": ""}),
    ("image-untagged", "-", {"release.backend.tag": ""}),
    ("image-untagged", "-", {"release.backend.digest": ""}),
    ("image-untagged", "-", {"release.docs.tag": "", "release.docs.digest": ""}),
    ("image-tag-invalid", "error", {"release.backend.tag": "1.8.2 "}),
    ("image-tag-invalid", "error", {"release.backend.tag": "-1.8.2"}),
    ("image-tag-invalid", "error", {"release.backend.tag": "a" * 129}),
    ("image-tag-invalid", "-", {"release.backend.tag": "a" * 128}),
    ("image-digest-invalid", "error", {"release.backend.digest": "sha256:" + "a" * 63}),
    ("image-digest-invalid", "error", {"release.backend.digest": "sha256:" + "g" * 64}),
    ("image-digest-invalid", "error", {"release.backend.digest": "a" * 64}),
    ("image-digest-invalid", "error", {"release.backend.digest": "sha256:" + "A" * 64}),
    ("image-digest-invalid", "-", {"release.backend.digest": "sha256:" + "a" * 64}),
    ("image-digest-invalid", "-", {"release.docs.digest": "sha256:short"}),
    (
        "image-tag-incomplete",
        "warning",
        {"release.backend.tag": "v1", "release.backend.digest": ""},
    ),
    ("image-tag-incomplete", "-", {"release.backend.tag": "1.8"}),
    (
        "image-tag-incomplete",
        "-",
        {"release.backend.tag": "20261012", "release.backend.digest": ""},
    ),
    ("image-tag-incomplete", "-", {"release.backend.tag": "1.8.2", "release.backend.digest": ""}),
    ("image-digest-missing", "info", {"release.backend.digest": ""}),
    ("image-digest-missing", "-", {"release.backend.tag": ""}),
    ("image-digest-duplicated", "-", {**WEB, "release.frontend.digest": "sha256:" + "c" * 64}),
    ("rollback-target-unchanged", "error", {"release.previousBackendTag": "1.8.2"}),
    (
        "rollback-target-unchanged",
        "-",
        {"release.previousBackendTag": "1.8.2", "release.firstInstall": True},
    ),
    ("rollback-target-unchanged", "-", {"release.previousBackendTag": "1.8.20"}),
    ("rollback-target-missing", "error", {"release.previousBackendTag": " "}),
    (
        "rollback-target-missing",
        "warning",
        {"release.previousBackendTag": "", "release.environment": "staging"},
    ),
    (
        "rollback-target-missing",
        "-",
        {"release.previousBackendTag": "", "release.firstInstall": True},
    ),
    ("rollback-scope-unset", "error", {**DOCS, "release.rollback.docs": ""}),
    ("rollback-scope-unset", "-", {"release.rollback.docs": "", "release.rollback.frontend": ""}),
    (
        "schema-migration-unknown",
        "-",
        {"release.schemaMigration": "unknown", "release.firstInstall": True},
    ),
    ("release-note-missing", "-", {"release.change": "", "release.firstInstall": True}),
    (
        "frontend-version-mismatch",
        "-",
        {**WEB, "release.frontend.tag": "1.7.0", "release.rollback.frontend": "pinned"},
    ),
    ("namespace-reserved", "error", {"release.namespace": "kube-public"}),
    ("namespace-reserved", "-", {"release.namespace": "kubeflow"}),
    ("namespace-default", "-", {"release.namespace": "default-skillflaw"}),
    ("namespace-not-dedicated", "error", {"release.namespace": "envoy-gateway-system"}),
    (
        "namespace-not-dedicated",
        "-",
        {"release.namespace": "monitoring", "release.namespaceDedicated": False},
    ),
    ("namespace-not-dedicated", "-", {"release.namespace": "cnpg-system"}),
    ("resource-environment-mismatch", "warning", {"ingress.hosts.api": "dev.skillflaw.acme.com"}),
    (
        "resource-environment-mismatch",
        "warning",
        {"release.environment": "staging", "redis.host": "redis-prod.acme.net"},
    ),
    (
        "resource-environment-mismatch",
        "-",
        {"release.environment": "staging", "redis.host": "redis-staging.acme.net"},
    ),
    ("resource-environment-mismatch", "-", {"ingress.hosts.api": "api.acme.dev", "tls.covers": []}),
    ("resource-environment-mismatch", "-", {"redis.host": "cache.data.svc.cluster.local"}),
    ("resource-environment-mismatch", "-", {"redis.host": "contest.acme.net"}),
    (
        "resource-environment-mismatch",
        "-",
        {"release.environment": "europe", "redis.host": "staging.acme.net"},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
