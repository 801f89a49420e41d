"""Mistakes about certificates, and the near misses beside them."""

from __future__ import annotations

from generators.guide.examples import TRAEFIK
from generators.guide.examples import WEB
from tests.guide.conftest import Said
from tests.guide.tables import Changes
from tests.guide.tables import heard


@heard(
    ("plain-http", "error", {"tls.mode": "none", "tls.hsts": False}),
    ("plain-http", "warning", {"tls.mode": "none", "release.environment": "dev"}),
    ("plain-http", "error", {**WEB, "tls.mode": "none", "release.environment": "dev"}),
    ("plain-http", "-", {"tls.mode": "upstream"}),
    ("plain-http-served", "-", {**TRAEFIK}),
    ("plain-http-served", "-", {"tls.mode": "none", "tls.redirect": False}),
    ("redirect-left-to-others", "warning", {"tls.mode": "upstream", "tls.redirect": False}),
    ("redirect-left-to-others", "-", {"tls.mode": "upstream"}),
    ("issuer-missing", "-", {"tls.issuer.name": ""}),
    (
        "issuer-of-another-namespace",
        "-",
        {**TRAEFIK, "tls.issuer.kind": "Issuer", "release.namespaceDedicated": False},
    ),
    (
        "staging-issuer",
        "-",
        {**TRAEFIK, "tls.issuer.name": "letsencrypt-staging", "release.environment": "staging"},
    ),
    ("staging-issuer", "-", {**TRAEFIK, "tls.issuer.name": "upstaging"}),
    ("gateway-of-another-namespace", "error", {"tls.mode": "existing-secret"}),
    (
        "gateway-of-another-namespace",
        "-",
        {
            "tls.mode": "cert-manager",
            "tls.issuer.name": "le",
            "ingress.gateway.namespace": "skillflaw",
        },
    ),
    ("gateway-of-another-namespace", "-", {"tls.mode": "upstream"}),
    (
        "gateway-that-is-none",
        "error",
        {**TRAEFIK, "ingress.controller": "haproxy", "tls.mode": "at-gateway"},
    ),
    ("gateway-that-is-none", "-", {}),
    ("certificate-does-not-cover", "error", {"ingress.hosts.api": "a.b.skillflaw.acme.com"}),
    ("certificate-does-not-cover", "error", {"ingress.hosts.api": "skillflaw.acme.com"}),
    ("certificate-does-not-cover", "-", {"ingress.hosts.api": "b.skillflaw.acme.com"}),
    ("certificate-does-not-cover", "-", {"tls.covers": ["API.skillflaw.acme.com"]}),
    ("certificate-does-not-cover", "-", {**TRAEFIK, "tls.covers": ["acme.org"]}),
    ("coverage-unknown", "-", {"tls.covers": []}),
    ("name-that-no-authority-signs", "error", {**TRAEFIK, "ingress.hosts.api": "api.acme.local"}),
    (
        "name-that-no-authority-signs",
        "error",
        {**TRAEFIK, "ingress.hosts.api": "api.example.com", "tls.challenge": "dns01"},
    ),
    (
        "name-that-no-authority-signs",
        "-",
        {**TRAEFIK, "ingress.hosts.api": "api.acme.internal", "tls.challenge": "private"},
    ),
    (
        "name-that-no-authority-signs",
        "-",
        {"ingress.hosts.api": "api.acme.internal", "tls.covers": []},
    ),
    (
        "challenge-behind-an-allow-list",
        "-",
        {**TRAEFIK, "ingress.allowedCidrs": ["198.51.100.0/24"], "tls.challenge": "dns01"},
    ),
)
def test_the_mistake_is_heard_and_the_near_miss_is_not(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
