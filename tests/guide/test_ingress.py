"""Mistakes about hostnames and ingress, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import DOCS
from generators.guide.examples import TRAEFIK
from generators.guide.examples import WEB
from tests.guide.conftest import Said
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("gateway-unnamed", "error", {"ingress.gateway.namespace": ""}),
    ("gateway-unnamed", "-", {**TRAEFIK, "ingress.gateway.name": ""}),
    ("class-unnamed", "-", {"ingress.className": ""}),
    (
        "edge-namespace-missing",
        "-",
        {"ingress.controllerNamespace": "", "operations.networkPolicies": False},
    ),
    ("retired-controller", "-", TRAEFIK),
    (
        "docs-share-a-hostname",
        "error",
        {**WEB, **DOCS, "ingress.hosts.docs": "App.skillflaw.acme.com."},
    ),
    ("docs-share-a-hostname", "-", {**DOCS}),
    ("docs-share-a-hostname", "-", {"ingress.hosts.docs": "api.skillflaw.acme.com"}),
    (
        "audiences-share-a-hostname",
        "warning",
        {**WEB, "ingress.hosts.ui": "API.skillflaw.acme.com"},
    ),
    (
        "audiences-share-a-hostname",
        "-",
        {**WEB, "ingress.hosts.ui": "api.skillflaw.acme.com", "ingress.sharedAudience": True},
    ),
    ("audiences-share-a-hostname", "-", WEB),
    ("wildcard-as-a-hostname", "-", {"tls.covers": ["*.skillflaw.acme.com"]}),
    ("address-as-a-hostname", "error", {"ingress.hosts.api": "2001:db8::1"}),
    ("name-that-nobody-owns", "error", {"ingress.hosts.api": "github.io"}),
    ("name-that-nobody-owns", "error", {"ingress.hosts.api": "skillflaw"}),
    ("name-that-nobody-owns", "-", {"ingress.hosts.api": "acme.github.io", "tls.covers": []}),
    ("name-that-nobody-owns", "-", {"ingress.hosts.api": "acme.co.uk", "tls.covers": []}),
    ("name-of-the-cluster", "error", {"ingress.hosts.api": "skillflaw-backend.skillflaw.svc"}),
    (
        "name-reserved-for-documents",
        "-",
        {"ingress.hosts.api": "example.acme.com", "tls.covers": []},
    ),
    ("timeout-below-the-longest-flow", "error", {"scaling.backend.longestFlowSeconds": 331}),
    ("timeout-below-the-longest-flow", "-", {"scaling.backend.longestFlowSeconds": 330}),
    ("mcp-stream-cut-short", "warning", {"topology.mcp": True, "ingress.timeoutSeconds": 3599}),
    ("mcp-stream-cut-short", "-", {"topology.mcp": True, "ingress.timeoutSeconds": 3600}),
    ("mcp-stream-cut-short", "-", {}),
    ("body-below-the-largest-upload", "error", {"ingress.maxBodySize": "99Mi"}),
    ("body-below-the-largest-upload", "info", {"ingress.maxBodySize": "100M"}),
    ("body-below-the-largest-upload", "-", {"ingress.maxBodySize": "100Mi"}),
    ("body-below-the-largest-upload", "-", {"ingress.maxBodySize": "1Gi"}),
    (
        "allow-list-that-nobody-enforces",
        "-",
        {"ingress.allowedCidrs": ["198.51.100.0/24"], "ingress.implementation": "traefik"},
    ),
    ("everybody-is-allowed", "warning", {"ingress.allowedCidrs": ["198.51.100.0/24", "::/0"]}),
    ("everybody-is-allowed", "-", {"ingress.allowedCidrs": ["10.0.0.0/8"]}),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
