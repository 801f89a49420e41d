"""Mistakes about hostnames and ingress, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import DOCS
from generators.guide.examples import TRAEFIK
from generators.guide.examples import WEB
from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("gateway-name-missing", "error", {"ingress.gateway.namespace": ""}),
    ("gateway-name-missing", "-", {**TRAEFIK, "ingress.gateway.name": ""}),
    ("ingress-class-missing", "-", {"ingress.className": ""}),
    (
        "ingress-controller-namespace-missing",
        "-",
        {"ingress.controllerNamespace": "", "operations.networkPolicies": False},
    ),
    ("ingress-nginx-retired", "-", TRAEFIK),
    (
        "docs-hostname-shared",
        "error",
        {**WEB, **DOCS, "ingress.hosts.docs": "App.skillflaw.acme.com."},
    ),
    ("docs-hostname-shared", "-", {**DOCS}),
    ("docs-hostname-shared", "-", {"ingress.hosts.docs": "api.skillflaw.acme.com"}),
    (
        "api-and-ui-hostname-shared",
        "warning",
        {**WEB, "ingress.hosts.ui": "API.skillflaw.acme.com"},
    ),
    (
        "api-and-ui-hostname-shared",
        "-",
        {**WEB, "ingress.hosts.ui": "api.skillflaw.acme.com", "ingress.sharedAudience": True},
    ),
    ("api-and-ui-hostname-shared", "-", WEB),
    ("hostname-is-wildcard", "-", {"tls.covers": ["*.skillflaw.acme.com"]}),
    ("hostname-is-ip-address", "error", {"ingress.hosts.api": "2001:db8::1"}),
    ("hostname-not-registrable", "error", {"ingress.hosts.api": "github.io"}),
    ("hostname-not-registrable", "error", {"ingress.hosts.api": "skillflaw"}),
    ("hostname-not-registrable", "-", {"ingress.hosts.api": "acme.github.io", "tls.covers": []}),
    ("hostname-not-registrable", "-", {"ingress.hosts.api": "acme.co.uk", "tls.covers": []}),
    (
        "cluster-internal-hostname",
        "error",
        {"ingress.hosts.api": "skillflaw-backend.skillflaw.svc"},
    ),
    (
        "hostname-domain-reserved",
        "-",
        {"ingress.hosts.api": "example.acme.com", "tls.covers": []},
    ),
    ("ingress-timeout-below-longest-flow", "error", {"scaling.backend.longestFlowSeconds": 331}),
    ("ingress-timeout-below-longest-flow", "-", {"scaling.backend.longestFlowSeconds": 330}),
    ("ingress-body-size-too-small", "error", {"ingress.maxBodySize": "99Mi"}),
    ("ingress-body-size-too-small", "info", {"ingress.maxBodySize": "100M"}),
    ("ingress-body-size-too-small", "-", {"ingress.maxBodySize": "100Mi"}),
    ("ingress-body-size-too-small", "-", {"ingress.maxBodySize": "1Gi"}),
    (
        "ingress-allow-list-not-enforced",
        "-",
        {"ingress.allowedCidrs": ["198.51.100.0/24"], "ingress.implementation": "traefik"},
    ),
    (
        "ingress-allow-list-too-wide",
        "warning",
        {"ingress.allowedCidrs": ["198.51.100.0/24", "::/0"]},
    ),
    ("ingress-allow-list-too-wide", "-", {"ingress.allowedCidrs": ["10.0.0.0/8"]}),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
