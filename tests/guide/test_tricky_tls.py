"""Tricky plans about certificates, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
No TLS for real users
    tls.mode: none, tls.covers: []
    => error tls.mode
No TLS and no HSTS for real users
    tls.mode: none, tls.hsts: false, tls.redirect: false, tls.covers: []
    => error tls.mode
No TLS for an API outside production
    on rehearsal
    tls.mode: none, tls.hsts: false, tls.redirect: false, tls.covers: []
    => warning tls.mode
No TLS for a UI, whose cookie needs it
    on web rehearsal
    tls.mode: none, tls.hsts: false, tls.redirect: false, tls.covers: []
    => error tls.mode
A load balancer in front that also redirects
    tls.mode: upstream, tls.covers: []
    => silence
A load balancer in front, and the redirect is off
    tls.mode: upstream, tls.redirect: false, tls.covers: []
    => warning tls.redirect
HTTP served beside HTTPS
    on traefik
    tls.redirect: false
    => error tls.redirect
The redirect is off at a Gateway of the platform
    tls.redirect: false
    => warning tls.redirect
No HSTS
    tls.hsts: false
    => silence
Certificates at a Gateway, and no Gateway is used
    on traefik
    tls.mode: at-gateway
    => error tls.mode
cert-manager and a Gateway in another namespace
    tls.mode: cert-manager, tls.issuer.name: letsencrypt, tls.covers: []
    => error tls.mode
cert-manager and a Gateway in the namespace
    tls.mode: cert-manager, tls.issuer.name: letsencrypt, tls.covers: []
    ingress.gateway.namespace: skillflaw
    => silence
No issuer
    on traefik
    tls.issuer.name: ""
    => error tls.issuer.name
No issuer where a Gateway has certificates
    tls.issuer.name: ""
    => silence
A staging issuer
    on traefik
    tls.issuer.name: letsencrypt-staging
    => error tls.issuer.name
A staging issuer outside production
    on traefik rehearsal
    tls.issuer.name: letsencrypt-staging
    => silence
A staging issuer that is not used
    tls.issuer.name: letsencrypt-staging
    => silence
An issuer of the company
    on traefik
    tls.issuer.name: acme-production
    => silence
A wildcard covers one label
    tls.covers: ["*.acme.com"]
    => error tls.covers
A wildcard does not cover the apex
    on web
    tls.covers: ["*.acme.com", "*.skillflaw.acme.com"], ingress.hosts.ui: acme.com
    => error tls.covers
A wildcard in another case
    tls.covers: ["*.SkillFlaw.ACME.com"]
    => silence
A certificate of one name
    on traefik certificate
    tls.covers: [api.skillflaw.acme.com]
    => silence
A certificate of another name
    on traefik certificate
    tls.covers: [app.skillflaw.acme.com]
    => error tls.covers
A certificate that does not cover docs that do not run
    tls.covers: [api.skillflaw.acme.com]
    => silence
A certificate that does not cover docs that run
    on docs
    tls.covers: [api.skillflaw.acme.com]
    => error tls.covers
A certificate without its names
    on traefik certificate
    => info tls.covers
Names of a certificate that cert-manager makes anew
    on traefik
    tls.covers: [something.else.com]
    => silence
Two certificates made into one Secret
    on web traefik
    tls.secrets.api: skillflaw-tls, tls.secrets.ui: skillflaw-tls
    => error tls.secrets.ui
One wildcard certificate used twice
    on web traefik certificate
    tls.secrets.api: wildcard, tls.secrets.ui: wildcard
    tls.covers: ["*.acme.com", "*.skillflaw.acme.com"]
    => silence
Two certificates made into one Secret, of which one is never made
    on traefik
    tls.secrets.api: skillflaw-tls, tls.secrets.ui: skillflaw-tls
    => silence
A private name and a public CA
    on traefik
    ingress.hosts.api: api.skillflaw.internal
    => error ingress.hosts.api
A private name and a public CA with dns01
    on traefik
    ingress.hosts.api: api.skillflaw.internal, tls.challenge: dns01
    => error ingress.hosts.api
A private name and a private CA
    on traefik
    ingress.hosts.api: api.skillflaw.internal, tls.challenge: private
    => silence
A private name and an existing certificate
    on traefik certificate
    ingress.hosts.api: api.skillflaw.internal, tls.covers: ["*.skillflaw.internal"]
    => silence
A public name that ends like a private one
    on traefik
    ingress.hosts.api: api.skillflaw-internal.com
    => silence
HTTP-01 behind an allow list
    on traefik
    ingress.allowedCidrs: [203.0.113.0/24]
    => warning tls.challenge
DNS-01 behind an allow list
    on traefik
    ingress.allowedCidrs: [203.0.113.0/24], tls.challenge: dns01
    => silence
An issuer of the namespace, and a Gateway elsewhere
    tls.mode: cert-manager, tls.issuer.kind: Issuer, tls.issuer.name: acme, tls.covers: []
    => error tls.issuer.kind
An issuer of the namespace, and routes in it
    on traefik
    tls.issuer.kind: Issuer
    => warning tls.issuer.kind
An issuer of a namespace that others share
    on traefik
    tls.issuer.kind: Issuer, release.namespaceDedicated: false
    => silence
An existing certificate, and a Gateway elsewhere
    tls.mode: existing-secret
    => error tls.mode
A reserved name and a public CA
    on traefik
    ingress.hosts.api: api.example.com
    => error ingress.hosts.api
A reserved name and an existing certificate
    ingress.hosts.api: api.example.com, tls.covers: ["*.example.com"]
    => warning ingress.hosts.api
A check by CA without one
    database.sslMode: verify-ca, database.caSecret.name: ""
    => error database.caSecret.name
Nothing is external, and everything is one mistake each
    storage.mode: ephemeral, redis.mode: none, database.host: localhost
    => error storage.mode, error redis.mode, error database.host
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
