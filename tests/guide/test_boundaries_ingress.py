"""Conditions of rules about the edge, releases and operations, at their boundaries."""

from __future__ import annotations

from tests.guide.conftest import FindingsOf
from tests.guide.rows import rows
from tests.guide.tables import Changes

EDGE = """
silent gateway-name-missing ingress.className: envoy, ingress.gateway.name: "",
    ingress.gateway.namespace: "", tls.mode: upstream
silent gateway-name-missing ingress.className: envoy, ingress.gateway.name: "",
    ingress.gateway.namespace: skillflaw, tls.mode: upstream
error gateway-name-missing ingress.className: envoy, ingress.gateway.name: "", tls.mode: upstream
error gateway-name-missing ingress.className: envoy, ingress.gateway.name: "",
    ingress.gateway.namespace: ""
error gateway-name-missing ingress.gateway.name: "", ingress.gateway.namespace: "",
    tls.mode: upstream
silent certificate-hostname-mismatch ingress.hosts.api: api
silent certificate-hostname-mismatch ingress.hosts.api: "*.b.acme.com"
warning ingress-allow-list-not-enforced ingress.controller: other,
    ingress.allowedCidrs: [10.0.0.0/8]
silent ingress-allow-list-not-enforced ingress.allowedCidrs: [0.0.0.0/0, 10.0.0.0/8]
info ingress-body-size-too-small ingress.maxBodySize: "104857599"
silent ingress-body-size-too-small ingress.maxBodySize: "104857600"
info ingress-body-size-too-small ingress.maxBodySize: 100M
error ingress-body-size-too-small ingress.maxBodySize: 99M
silent ingress-controller-unknown (traefik) ingress.implementation: other
error ingress-controller-namespace-missing ingress.hosts.api: "", ingress.controllerNamespace: ""
silent hostname-domain-reserved (traefik) ingress.hosts.api: api.example.com
warning hostname-domain-reserved ingress.hosts.api: example.com
silent hostname-not-registrable ingress.hosts.api: "fd00::1"
error hostname-not-registrable (web) ingress.hosts.api: 10.0.0.1, ingress.hosts.ui: ui
error ingress-tls-disabled release.environment: acme, tls.mode: none
silent ingress-tls-disabled tls.mode: none, ingress.hosts.api: ""
error https-redirect-disabled (certificate) tls.redirect: false
silent certificate-issuer-is-staging (traefik) tls.issuer.name: acme-staging, tls.challenge: private
error certificate-issuer-is-staging (traefik) tls.issuer.name: le-stage
silent certificate-hostname-not-public tls.mode: cert-manager, tls.issuer.name: le,
    ingress.hosts.api: api.acme.local
silent certificate-hostname-not-public (traefik) ingress.hosts.api: localhost
silent certificate-hostname-not-public (traefik) ingress.hosts.api: api.cluster.local
silent gateway-certificate-unreadable tls.mode: cert-manager, tls.issuer.name: le,
    ingress.gateway.namespace: ""
silent certificate-http01-challenge-blocked (traefik) ingress.allowedCidrs: [0.0.0.0/0, 10.0.0.0/8]
silent certificate-names-unset (traefik certificate) tls.covers: ["*.skillflaw.acme.com"]
silent certificate-names-unset (traefik certificate) ingress.hosts.api: ""
silent certificate-issuer-missing tls.mode: cert-manager
silent certificate-issuer-not-in-namespace (certificate) tls.issuer.kind: Issuer,
    tls.issuer.name: le
silent certificate-issuer-not-in-namespace (traefik certificate) tls.issuer.kind: Issuer,
    tls.issuer.name: le
silent certificate-issuer-not-in-namespace (traefik) tls.issuer.kind: Issuer, tls.issuer.name: ""
silent certificate-issuer-not-in-namespace tls.mode: cert-manager, tls.issuer.kind: Issuer,
    tls.issuer.name: le
"""

RELEASE = """
silent resource-environment-mismatch redis.host: cache.staging.co.uk
warning resource-environment-mismatch database.name: skillflaw_staging
warning resource-environment-mismatch database.backup.destination: s3://acme-staging/skillflaw
warning resource-environment-mismatch release.namespace: skillflaw-dev
silent image-tag-incomplete (no-digests) release.backend.tag: 1.8-deadbee
warning image-tag-incomplete (no-digests) release.backend.tag: 1.8-slim
warning resource-environment-mismatch secrets.provider: external-secrets,
    secrets.remotePath: staging/skillflaw
silent image-tag-invalid release.firstInstall: true, release.previousBackendTag: "1 8"
silent frontend-version-mismatch (web) release.backend.tag: latest
silent frontend-version-mismatch (web) release.frontend.tag: latest
silent schema-migration-breaking release.firstInstall: true, release.schemaMigration: breaking
silent image-digest-duplicated (web same-digest)
    release.frontend.image: ghcr.io/cwinux/skillflaw_backend
silent rollback-target-mutable release.backend.tag: latest, release.previousBackendTag: latest
silent rollback-target-mutable release.firstInstall: true, release.previousBackendTag: latest
error image-tag-invalid (web) release.backend.tag: "", release.frontend.tag: "1 8"
error image-digest-invalid (web) release.backend.digest: "", release.frontend.digest: "sha256:12"
error namespace-not-dedicated (operator) operations.operatorNamespace: skillflaw
silent namespace-not-dedicated operations.operatorNamespace: skillflaw
warning container-port-privileged (web) release.frontend.port: 1023
silent container-port-privileged (web) release.frontend.port: 1024
silent rollback-target-unchanged release.backend.tag: "", release.previousBackendTag: ""
silent frontend-version-mismatch release.frontend.tag: 1.8.1,
    release.rollback.frontend: with-backend
silent frontend-version-mismatch (web) release.frontend.tag: ""
silent frontend-version-mismatch (web) release.backend.tag: ""
"""

OPERATIONS = """
silent flow-egress-unrestricted operations.egress: [10.0.0.0/8]
warning flow-egress-unrestricted operations.egress: [10.0.0.0/7]
silent flow-egress-unrestricted operations.egress: ["fc00::/7"]
warning flow-egress-unrestricted operations.egress: ["fc00::/6"]
silent flow-egress-unrestricted operations.egress: [0.0.0.0/0], operations.networkPolicies: false
silent setting-path-read-only
    operations.settings: {SKILLFLAW_LOG_FILE: logs/backend.log}
silent setting-path-read-only operations.settings: {SKILLFLAW_STATIC: /srv/static}
silent data-store-address-outside-cidrs redis.host: 10.1.2.3, operations.networkPolicies: false
silent api-server-cidrs-missing (operator) operations.apiServerCidrs: [],
    operations.networkPolicies: false
silent ui-cookie-unreadable operations.settings: {SKILLFLAW_ACCESS_HTTPONLY: "true"}
silent setting-empty operations.settings: {SKILLFLAW_WORKERS: ""}
warning event-delivery-fails-across-processes (web) scaling.backend.replicas: 2,
    operations.settings: {SKILLFLAW_EVENT_DELIVERY: polling}
warning event-delivery-fails-across-processes (web one-replica) scaling.backend.workers: 2,
    operations.settings: {SKILLFLAW_EVENT_DELIVERY: streaming}
silent event-delivery-fails-across-processes
    operations.settings: {SKILLFLAW_EVENT_DELIVERY: polling}
silent flow-egress-blocked operations.egress: none, operations.networkPolicies: false
warning backend-logs-exposed-over-http
    operations.settings: {SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE: "1"}
silent gitops-path-outside-repository operations.gitPath: ../elsewhere
error gitops-path-outside-repository operations.gitops: flux, operations.gitPath: /overlays/prod
silent gitops-repository-plain-http operations.gitUrl: "http://git.acme.com/skillflaw"
warning smoke-test-flow-trivial operations.smokeFlow: hello-world-of-acme
silent smoke-test-flow-trivial operations.smokeFlow: hello-acme
silent smoke-test-flow-trivial operations.smokeFlow: acme-world-tour
silent data-store-egress-unrestricted redis.host: localhost, redis.cidrs: []
silent data-store-egress-unrestricted redis.host: cache.data.svc.cluster.local, redis.cidrs: []
silent data-store-egress-unrestricted redis.host: "", redis.cidrs: []
silent data-store-cidr-too-wide redis.cidrs: [0.0.0.0/0], operations.networkPolicies: false
silent namespace-pod-security-baseline operations.podSecurity: baseline,
    release.namespaceDedicated: false
"""


@rows(EDGE)
def test_the_edge_is_judged_at_its_boundaries(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity


@rows(RELEASE, OPERATIONS)
def test_a_release_and_its_operation_are_judged_at_their_boundaries(
    findings_of: FindingsOf, slug: str, severity: str, changes: Changes
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity.value if finding else "-") == severity
