"""Mistakes about counts and sizes, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import DOCS
from generators.guide.examples import WEB
from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("backend-requests-missing", "error", {"scaling.backend.resources.requests.cpu": ""}),
    (
        "backend-requests-missing",
        "-",
        {"scaling.backend.resources.requests.cpu": "", "scaling.backend.autoscaling.enabled": True},
    ),
    ("backend-requests-missing", "-", {"scaling.frontend.resources.requests.cpu": ""}),
    ("frontend-docs-requests-missing", "-", {"scaling.frontend.resources.requests.cpu": ""}),
    (
        "frontend-docs-requests-missing",
        "warning",
        {**DOCS, "scaling.docs.resources.requests.cpu": ""},
    ),
    ("resource-limit-below-request", "error", {"scaling.backend.resources.limits.cpu": "999m"}),
    ("resource-limit-below-request", "-", {"scaling.backend.resources.limits.cpu": "1000m"}),
    ("resource-limit-below-request", "error", {"scaling.backend.resources.limits.memory": "2G"}),
    ("resource-limit-below-request", "-", {"scaling.backend.resources.limits.memory": "2Gi"}),
    ("resource-limit-below-request", "-", {"scaling.docs.resources.limits.memory": "1Mi"}),
    (
        "resource-limit-below-request",
        "error",
        {**DOCS, "scaling.docs.resources.limits.memory": "127Mi"},
    ),
    (
        "resource-request-exceeds-node",
        "warning",
        {"scaling.backend.resources.requests.cpu": "192001m"},
    ),
    ("resource-request-exceeds-node", "-", {"scaling.backend.resources.requests.cpu": "192"}),
    ("resource-request-exceeds-node", "-", {"scaling.backend.resources.requests.cpu": "500m"}),
    ("resource-request-exceeds-node", "-", {"scaling.frontend.resources.requests.cpu": "500"}),
    (
        "resource-request-exceeds-node",
        "warning",
        {**WEB, "scaling.frontend.resources.requests.cpu": "500"},
    ),
    (
        "resource-request-exceeds-node",
        "warning",
        {
            "scaling.backend.resources.requests.memory": "1537Gi",
            "scaling.backend.resources.limits.memory": "1537Gi",
        },
    ),
    (
        "resource-request-exceeds-node",
        "-",
        {
            "scaling.backend.resources.requests.memory": "1536Gi",
            "scaling.backend.resources.limits.memory": "1536Gi",
        },
    ),
    (
        "backend-memory-limit-too-small",
        "error",
        {
            "scaling.backend.resources.requests.memory": "256Mi",
            "scaling.backend.resources.limits.memory": "608Mi",
        },
    ),
    (
        "backend-memory-limit-too-small",
        "-",
        {
            "scaling.backend.resources.requests.memory": "256Mi",
            "scaling.backend.resources.limits.memory": "609Mi",
        },
    ),
    (
        "backend-memory-too-small",
        "warning",
        {"scaling.backend.resources.requests.memory": "2047Mi"},
    ),
    ("backend-memory-too-small", "-", {"scaling.backend.workers": 2}),
    ("backend-memory-too-small", "warning", {"scaling.backend.workers": 3}),
    (
        "backend-memory-too-small",
        "-",
        {"scaling.backend.workers": 3, "scaling.backend.resources.requests.memory": "3Gi"},
    ),
    ("worker-count-invalid", "error", {"scaling.backend.workers": 0}),
    ("worker-state-unshared", "warning", {"topology.mcp": True, "scaling.backend.workers": 2}),
    ("worker-state-unshared", "-", {"scaling.backend.workers": 2}),
    (
        "session-affinity-missing",
        "warning",
        {"topology.mcp": True, "scaling.backend.affinity": "none"},
    ),
    ("session-affinity-missing", "-", {"scaling.backend.affinity": "none"}),
    (
        "session-affinity-missing",
        "-",
        {**WEB, "scaling.backend.affinity": "none", "scaling.backend.replicas": 1},
    ),
    ("autoscaling-bounds-invalid", "-", {"scaling.backend.autoscaling.minReplicas": 7}),
    (
        "autoscaling-bounds-invalid",
        "error",
        {
            **WEB,
            "scaling.frontend.autoscaling.enabled": True,
            "scaling.frontend.autoscaling.maxReplicas": 1,
        },
    ),
    (
        "autoscaling-bounds-equal",
        "-",
        {"scaling.backend.autoscaling.enabled": True, "scaling.backend.autoscaling.minReplicas": 5},
    ),
    (
        "autoscaling-cpu-request-missing",
        "error",
        {
            **WEB,
            "scaling.frontend.autoscaling.enabled": True,
            "scaling.frontend.resources.requests.cpu": "",
        },
    ),
    (
        "autoscaling-cpu-request-missing",
        "-",
        {
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.resources.requests.cpu": "",
            "scaling.backend.resources.limits.cpu": "2",
        },
    ),
    (
        "autoscaling-min-replicas-too-small",
        "-",
        {
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.minReplicas": 1,
            "release.environment": "dev",
        },
    ),
    ("max-unavailable-zero", "error", {**WEB, "scaling.frontend.maxUnavailable": 0}),
    ("max-unavailable-zero", "-", {"scaling.frontend.maxUnavailable": 0}),
    ("max-unavailable-too-large", "-", {"scaling.backend.maxUnavailable": 2}),
    ("max-unavailable-too-large", "-", {"scaling.backend.replicas": 1}),
    (
        "zone-spread-ineffective",
        "warning",
        {
            "scaling.spread": "zone",
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.minReplicas": 1,
        },
    ),
    ("zone-spread-ineffective", "-", {"scaling.spread": "zone"}),
    (
        "zone-spread-ineffective",
        "-",
        {"scaling.spread": "node", "scaling.backend.replicas": 1},
    ),
    (
        "frontend-follow-reason-missing",
        "-",
        {
            **WEB,
            "scaling.frontend.followBackend": True,
            "scaling.frontend.followReason": "page loads rise with runs, r = 0.9 over 30 days",
        },
    ),
    ("frontend-follow-reason-missing", "-", {"scaling.frontend.followBackend": True}),
    (
        "longest-flow-too-long",
        "-",
        {"scaling.backend.longestFlowSeconds": 555, "ingress.timeoutSeconds": 600},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
