"""Mistakes about counts and sizes, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import DOCS
from generators.guide.examples import WEB
from tests.guide.conftest import Said
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
    ("requests-missing", "-", {"scaling.frontend.resources.requests.cpu": ""}),
    ("requests-missing", "warning", {**DOCS, "scaling.docs.resources.requests.cpu": ""}),
    ("limit-below-request", "error", {"scaling.backend.resources.limits.cpu": "999m"}),
    ("limit-below-request", "-", {"scaling.backend.resources.limits.cpu": "1000m"}),
    ("limit-below-request", "error", {"scaling.backend.resources.limits.memory": "2G"}),
    ("limit-below-request", "-", {"scaling.backend.resources.limits.memory": "2Gi"}),
    ("limit-below-request", "-", {"scaling.docs.resources.limits.memory": "1Mi"}),
    ("limit-below-request", "error", {**DOCS, "scaling.docs.resources.limits.memory": "127Mi"}),
    (
        "memory-limit-below-an-idle-backend",
        "error",
        {
            "scaling.backend.resources.requests.memory": "256Mi",
            "scaling.backend.resources.limits.memory": "608Mi",
        },
    ),
    (
        "memory-limit-below-an-idle-backend",
        "-",
        {
            "scaling.backend.resources.requests.memory": "256Mi",
            "scaling.backend.resources.limits.memory": "609Mi",
        },
    ),
    (
        "memory-too-small-for-the-workers",
        "warning",
        {"scaling.backend.resources.requests.memory": "2047Mi"},
    ),
    ("memory-too-small-for-the-workers", "-", {"scaling.backend.workers": 2}),
    ("memory-too-small-for-the-workers", "warning", {"scaling.backend.workers": 3}),
    (
        "memory-too-small-for-the-workers",
        "-",
        {"scaling.backend.workers": 3, "scaling.backend.resources.requests.memory": "3Gi"},
    ),
    ("workers-left-to-the-node", "error", {"scaling.backend.workers": 0}),
    ("workers-split-the-editor", "warning", {"topology.mcp": True, "scaling.backend.workers": 2}),
    ("workers-split-the-editor", "-", {"scaling.backend.workers": 2}),
    (
        "replicas-without-affinity",
        "warning",
        {"topology.mcp": True, "scaling.backend.affinity": "none"},
    ),
    ("replicas-without-affinity", "-", {"scaling.backend.affinity": "none"}),
    (
        "replicas-without-affinity",
        "-",
        {**WEB, "scaling.backend.affinity": "none", "scaling.backend.replicas": 1},
    ),
    ("autoscaler-bounds-crossed", "-", {"scaling.backend.autoscaling.minReplicas": 7}),
    (
        "autoscaler-bounds-crossed",
        "error",
        {
            **WEB,
            "scaling.frontend.autoscaling.enabled": True,
            "scaling.frontend.autoscaling.maxReplicas": 1,
        },
    ),
    (
        "autoscaler-that-cannot-scale",
        "-",
        {"scaling.backend.autoscaling.enabled": True, "scaling.backend.autoscaling.minReplicas": 5},
    ),
    (
        "autoscaler-without-a-request",
        "error",
        {
            **WEB,
            "scaling.frontend.autoscaling.enabled": True,
            "scaling.frontend.resources.requests.cpu": "",
        },
    ),
    (
        "autoscaler-without-a-request",
        "-",
        {
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.resources.requests.cpu": "",
            "scaling.backend.resources.limits.cpu": "2",
        },
    ),
    (
        "one-pod-in-quiet-times",
        "-",
        {
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.minReplicas": 1,
            "release.environment": "dev",
        },
    ),
    ("budget-blocks-every-drain", "error", {**WEB, "scaling.frontend.maxUnavailable": 0}),
    ("budget-blocks-every-drain", "-", {"scaling.frontend.maxUnavailable": 0}),
    ("budget-allows-all-at-once", "-", {"scaling.backend.maxUnavailable": 2}),
    ("budget-allows-all-at-once", "-", {"scaling.backend.replicas": 1}),
    (
        "spread-over-zones-with-one-pod",
        "warning",
        {
            "scaling.spread": "zone",
            "scaling.backend.autoscaling.enabled": True,
            "scaling.backend.autoscaling.minReplicas": 1,
        },
    ),
    ("spread-over-zones-with-one-pod", "-", {"scaling.spread": "zone"}),
    (
        "spread-over-zones-with-one-pod",
        "-",
        {"scaling.spread": "node", "scaling.backend.replicas": 1},
    ),
    (
        "frontend-tied-without-a-measurement",
        "-",
        {
            **WEB,
            "scaling.frontend.followBackend": True,
            "scaling.frontend.followReason": "page loads rise with runs, r = 0.9 over 30 days",
        },
    ),
    ("frontend-tied-without-a-measurement", "-", {"scaling.frontend.followBackend": True}),
    (
        "drain-longer-than-nodes-wait",
        "-",
        {"scaling.backend.longestFlowSeconds": 555, "ingress.timeoutSeconds": 600},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
