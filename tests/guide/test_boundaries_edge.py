"""Conditions of rules about the edge, releases and operations, at their boundaries."""

from __future__ import annotations

from tests.guide.conftest import Said
from tests.guide.rows import rows
from tests.guide.tables import Changes

EDGE = """
silent gateway-unnamed ingress.className: envoy, ingress.gateway.name: "",
    ingress.gateway.namespace: "", tls.mode: upstream
silent gateway-unnamed ingress.className: envoy, ingress.gateway.name: "",
    ingress.gateway.namespace: skillflaw, tls.mode: upstream
error gateway-unnamed ingress.className: envoy, ingress.gateway.name: "", tls.mode: upstream
error gateway-unnamed ingress.className: envoy, ingress.gateway.name: "",
    ingress.gateway.namespace: ""
error gateway-unnamed ingress.gateway.name: "", ingress.gateway.namespace: "", tls.mode: upstream
silent certificate-does-not-cover ingress.hosts.api: api
silent certificate-does-not-cover ingress.hosts.api: "*.b.acme.com"
warning allow-list-that-nobody-enforces ingress.controller: other,
    ingress.allowedCidrs: [10.0.0.0/8]
silent allow-list-that-nobody-enforces ingress.allowedCidrs: [0.0.0.0/0, 10.0.0.0/8]
info body-below-the-largest-upload ingress.maxBodySize: "104857599"
silent body-below-the-largest-upload ingress.maxBodySize: "104857600"
info body-below-the-largest-upload ingress.maxBodySize: 100M
error body-below-the-largest-upload ingress.maxBodySize: 99M
silent controller-unknown (traefik) ingress.implementation: other
silent edge-namespace-missing ingress.hosts.api: "", ingress.controllerNamespace: ""
warning mcp-stream-cut-short topology.mcp: true, ingress.timeoutSeconds: 300
silent name-reserved-for-documents (traefik) ingress.hosts.api: api.example.com
warning name-reserved-for-documents ingress.hosts.api: example.com
silent name-that-nobody-owns ingress.hosts.api: "fd00::1"
error name-that-nobody-owns (web) ingress.hosts.api: 10.0.0.1, ingress.hosts.ui: ui
error plain-http release.environment: acme, tls.mode: none
silent plain-http tls.mode: none, ingress.hosts.api: ""
error plain-http-served (certificate) tls.redirect: false
silent staging-issuer (traefik) tls.issuer.name: acme-staging, tls.challenge: private
error staging-issuer (traefik) tls.issuer.name: le-stage
silent name-that-no-authority-signs tls.mode: cert-manager, tls.issuer.name: le,
    ingress.hosts.api: api.acme.local
silent name-that-no-authority-signs (traefik) ingress.hosts.api: localhost
silent name-that-no-authority-signs (traefik) ingress.hosts.api: api.cluster.local
silent gateway-of-another-namespace tls.mode: cert-manager, tls.issuer.name: le,
    ingress.gateway.namespace: ""
silent challenge-behind-an-allow-list (traefik) ingress.allowedCidrs: [0.0.0.0/0, 10.0.0.0/8]
silent coverage-unknown (traefik certificate) tls.covers: ["*.skillflaw.acme.com"]
silent coverage-unknown (traefik certificate) ingress.hosts.api: ""
silent issuer-missing tls.mode: cert-manager
silent issuer-of-another-namespace (certificate) tls.issuer.kind: Issuer, tls.issuer.name: le
silent issuer-of-another-namespace (traefik certificate) tls.issuer.kind: Issuer,
    tls.issuer.name: le
silent issuer-of-another-namespace (traefik) tls.issuer.kind: Issuer, tls.issuer.name: ""
silent issuer-of-another-namespace tls.mode: cert-manager, tls.issuer.kind: Issuer,
    tls.issuer.name: le
"""

RELEASE = """
silent another-environments-name redis.host: cache.staging.co.uk
warning another-environments-name database.name: skillflaw_staging
warning another-environments-name database.backup.destination: s3://acme-staging/skillflaw
warning another-environments-name release.namespace: skillflaw-dev
silent moving-series-tag (no-digests) release.backend.tag: 1.8-deadbee
warning moving-series-tag (no-digests) release.backend.tag: 1.8-slim
warning another-environments-name secrets.provider: external-secrets,
    secrets.remotePath: staging/skillflaw
silent malformed-tag release.firstInstall: true, release.previousBackendTag: "1 8"
silent versions-apart (web) release.backend.tag: latest
silent versions-apart (web) release.frontend.tag: latest
silent breaking-migration release.firstInstall: true, release.schemaMigration: breaking
silent digest-of-another-image (web same-digest)
    release.frontend.image: ghcr.io/cwinux/skillflaw_backend
silent floating-way-back release.backend.tag: latest, release.previousBackendTag: latest
silent floating-way-back release.firstInstall: true, release.previousBackendTag: latest
error malformed-tag (web) release.backend.tag: "", release.frontend.tag: "1 8"
error malformed-digest (web) release.backend.digest: "", release.frontend.digest: "sha256:12"
error namespace-with-other-tenants (operator) operations.operatorNamespace: skillflaw
silent namespace-with-other-tenants operations.operatorNamespace: skillflaw
warning privileged-port (web) release.frontend.port: 1023
silent privileged-port (web) release.frontend.port: 1024
silent rollback-to-the-same-tag release.backend.tag: "", release.previousBackendTag: ""
silent versions-apart release.frontend.tag: 1.8.1, release.rollback.frontend: with-backend
silent versions-apart (web) release.frontend.tag: ""
silent versions-apart (web) release.backend.tag: ""
"""

OPERATIONS = """
silent egress-to-everywhere operations.egress: [10.0.0.0/8]
warning egress-to-everywhere operations.egress: [10.0.0.0/7]
silent egress-to-everywhere operations.egress: ["fc00::/7"]
warning egress-to-everywhere operations.egress: ["fc00::/6"]
silent egress-to-everywhere operations.egress: [0.0.0.0/0], operations.networkPolicies: false
silent setting-writes-to-a-read-only-path
    operations.settings: {SKILLFLAW_LOG_FILE: logs/backend.log}
silent setting-writes-to-a-read-only-path operations.settings: {SKILLFLAW_STATIC: /srv/static}
silent address-outside-its-networks redis.host: 10.1.2.3, operations.networkPolicies: false
silent api-server-addresses-missing (operator) operations.apiServerCidrs: [],
    operations.networkPolicies: false
silent cookie-that-breaks-the-ui operations.settings: {SKILLFLAW_ACCESS_HTTPONLY: "true"}
silent empty-setting operations.settings: {SKILLFLAW_WORKERS: ""}
warning events-lost-between-processes (web) scaling.backend.replicas: 2,
    operations.settings: {SKILLFLAW_EVENT_DELIVERY: polling}
warning events-lost-between-processes (web one-replica) scaling.backend.workers: 2,
    operations.settings: {SKILLFLAW_EVENT_DELIVERY: streaming}
silent events-lost-between-processes operations.settings: {SKILLFLAW_EVENT_DELIVERY: polling}
silent flows-that-call-nobody operations.egress: none, operations.networkPolicies: false
warning logs-over-http operations.settings: {SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE: "1"}
silent path-outside-the-repository operations.gitPath: ../elsewhere
error path-outside-the-repository operations.gitops: flux, operations.gitPath: /overlays/prod
silent repository-in-plain-text operations.gitUrl: "http://git.acme.com/skillflaw"
warning smoke-flow-proves-nothing operations.smokeFlow: hello-world-of-acme
silent smoke-flow-proves-nothing operations.smokeFlow: hello-acme
silent smoke-flow-proves-nothing operations.smokeFlow: acme-world-tour
silent store-addresses-missing redis.host: localhost, redis.cidrs: []
silent store-addresses-missing redis.host: cache.data.svc.cluster.local, redis.cidrs: []
silent store-addresses-missing redis.host: "", redis.cidrs: []
silent store-networks-too-wide redis.cidrs: [0.0.0.0/0], operations.networkPolicies: false
silent weaker-pod-security operations.podSecurity: baseline, release.namespaceDedicated: false
"""


@rows(EDGE)
def test_the_edge_is_judged_at_its_boundaries(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity


@rows(RELEASE, OPERATIONS)
def test_a_release_and_its_operation_are_judged_at_their_boundaries(
    said: Said, slug: str, severity: str, changes: Changes
) -> None:
    found = said(changes).get(slug)

    assert (found.severity.value if found else "-") == severity
