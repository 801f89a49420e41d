"""Mistakes about certificates, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import TRAEFIK
from generators.guide.examples import WEB
from tests.guide.conftest import FindingsOf
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("ingress-tls-disabled", "error", {"tls.mode": "none", "tls.hsts": False}),
    ("ingress-tls-disabled", "warning", {"tls.mode": "none", "release.environment": "dev"}),
    ("ingress-tls-disabled", "error", {**WEB, "tls.mode": "none", "release.environment": "dev"}),
    ("ingress-tls-disabled", "-", {"tls.mode": "upstream"}),
    ("https-redirect-disabled", "-", {**TRAEFIK}),
    ("https-redirect-disabled", "-", {"tls.mode": "none", "tls.redirect": False}),
    ("https-redirect-unconfirmed", "warning", {"tls.mode": "upstream", "tls.redirect": False}),
    ("https-redirect-unconfirmed", "-", {"tls.mode": "upstream"}),
    ("certificate-issuer-missing", "-", {"tls.issuer.name": ""}),
    (
        "certificate-issuer-not-in-namespace",
        "-",
        {**TRAEFIK, "tls.issuer.kind": "Issuer", "release.namespaceDedicated": False},
    ),
    (
        "certificate-issuer-is-staging",
        "-",
        {**TRAEFIK, "tls.issuer.name": "letsencrypt-staging", "release.environment": "staging"},
    ),
    ("certificate-issuer-is-staging", "-", {**TRAEFIK, "tls.issuer.name": "upstaging"}),
    ("gateway-certificate-unreadable", "error", {"tls.mode": "existing-secret"}),
    (
        "gateway-certificate-unreadable",
        "-",
        {
            "tls.mode": "cert-manager",
            "tls.issuer.name": "le",
            "ingress.gateway.namespace": "skillflaw",
        },
    ),
    ("gateway-certificate-unreadable", "-", {"tls.mode": "upstream"}),
    (
        "gateway-missing",
        "error",
        {**TRAEFIK, "ingress.controller": "haproxy", "tls.mode": "at-gateway"},
    ),
    ("gateway-missing", "-", {}),
    ("certificate-hostname-mismatch", "error", {"ingress.hosts.api": "a.b.skillflaw.acme.com"}),
    ("certificate-hostname-mismatch", "error", {"ingress.hosts.api": "skillflaw.acme.com"}),
    ("certificate-hostname-mismatch", "-", {"ingress.hosts.api": "b.skillflaw.acme.com"}),
    ("certificate-hostname-mismatch", "-", {"tls.covers": ["API.skillflaw.acme.com"]}),
    ("certificate-hostname-mismatch", "-", {**TRAEFIK, "tls.covers": ["acme.org"]}),
    ("certificate-names-unset", "-", {"tls.covers": []}),
    (
        "certificate-hostname-not-public",
        "error",
        {**TRAEFIK, "ingress.hosts.api": "api.acme.local"},
    ),
    (
        "certificate-hostname-not-public",
        "error",
        {**TRAEFIK, "ingress.hosts.api": "api.example.com", "tls.challenge": "dns01"},
    ),
    (
        "certificate-hostname-not-public",
        "-",
        {**TRAEFIK, "ingress.hosts.api": "api.acme.internal", "tls.challenge": "private"},
    ),
    (
        "certificate-hostname-not-public",
        "-",
        {"ingress.hosts.api": "api.acme.internal", "tls.covers": []},
    ),
    (
        "certificate-http01-challenge-blocked",
        "-",
        {**TRAEFIK, "ingress.allowedCidrs": ["198.51.100.0/24"], "tls.challenge": "dns01"},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
