"""Near misses of the rules about the network of the cluster."""

from __future__ import annotations

import pytest

from tests.guide.conftest import FindingsOf
from tests.guide.rows import rows

TABLE = """\
info prober-missing operations.prober: ""
silent prober-missing operations.prober: "", operations.alerts: none
info prober-port-requires-authorization operations.prober: "blackbox-exporter.obs.svc:9115"
silent prober-port-requires-authorization operations.prober: "a-blackbox-exporter.b:9115"
silent prober-port-requires-authorization operations.prober: "blackbox-exporter.obs.svc:19115"
info monitor-labels-missing operations.monitorLabels: {}
silent monitor-labels-missing operations.monitorLabels: {}, operations.alerts: none
error dns-resolvers-missing operations.dns: []
silent dns-resolvers-missing operations.dns: [10.96.0.10]
silent dns-resolvers-missing operations.dns: [], operations.networkPolicies: false
error network-address-family-mismatch redis.cidrs: ["2001:db8::/64"]
silent network-address-family-mismatch redis.cidrs: ["2001:db8::/64", 10.0.0.0/16]
silent network-address-family-mismatch redis.cidrs: ["2001:db8::/64"],
    operations.networkPolicies: false
silent network-address-family-mismatch redis.cidrs: []
error network-address-family-mismatch operations.egress: ["2001:db8::/64:443"]
silent network-address-family-mismatch operations.egress: [internet-443, "2001:db8::/64"]
silent network-address-family-mismatch operations.egress: [namespace/models]
error network-address-family-mismatch operations.dns: ["fd00::10"]
info network-address-family-mismatch release.ipFamilies: dual
silent network-address-family-mismatch release.ipFamilies: dual,
    database.cidrs: [10.20.0.0/16, "2001:db8:1::/64"], redis.cidrs: [10.30.0.0/16, "2001:db8::/64"]
warning network-address-family-mismatch release.ipFamilies: ipv6
error setting-proxy-blocked operations.settings: {https_proxy: "http://proxy.acme.com:3128"}
error setting-proxy-blocked operations.settings: {HTTPS_PROXY: "http://10.1.2.3:443"}
silent setting-proxy-blocked operations.settings: {HTTPS_PROXY: "http://proxy.acme.com:443"}
silent setting-proxy-blocked operations.settings: {NO_PROXY: .acme.com}
silent setting-proxy-blocked operations.settings: {HTTPS_PROXY: "http://proxy.acme.com:3128"},
    operations.networkPolicies: false
silent setting-proxy-blocked operations.settings: {HTTPS_PROXY: "http://squid.proxy.svc:3128"},
    operations.egress: [namespace/proxy:3128]
error setting-proxy-blocked operations.settings: {HTTPS_PROXY: "http://squid.proxy.svc:3128"},
    operations.egress: [10.0.0.0/8]
error setting-overrides-choice operations.proxy.https: "http://p.acme.com:1",
    operations.settings: {https_proxy: "http://q.acme.com:1"}
error setting-overrides-choice operations.extraCa.name: acme-ca,
    operations.settings: {SSL_CERT_FILE: /srv/ca.pem}
info proxy-bypassed-by-egress operations.proxy.http: "http://p.acme.com:1"
silent proxy-bypassed-by-egress operations.proxy.http: "http://p.acme.com:1",
    operations.egress: none
error platform-openshift-unset (traefik) ingress.controllerNamespace: openshift-ingress
error platform-openshift-unset storage.provisioner: openshift-storage.cephfs.csi.ceph.com
silent platform-openshift-unset release.namespace: openshift-tools
warning monitoring-namespace-not-openshift release.platform: openshift
silent monitoring-namespace-not-openshift release.platform: openshift,
    operations.monitoringNamespace: prometheus
silent containers-run-as-root release.platform: openshift, operations.runAsUser: 0
warning backend-ipv6-unsupported release.ipFamilies: ipv6
error mesh-sidecar-unsupported release.mesh: istio-sidecar, release.kubernetes: "1.28"
silent mesh-sidecar-unsupported release.mesh: istio-sidecar, release.kubernetes: "1.29"
silent mesh-sidecar-unsupported release.mesh: istio-ambient, release.kubernetes: "1.28"
info mesh-sidecar-needs-cni release.mesh: istio-sidecar
silent mesh-sidecar-needs-cni release.mesh: istio-sidecar, release.namespaceDedicated: false
error load-balancer-unsupported (traefik) ingress.className: gce
silent load-balancer-unsupported (traefik) ingress.className: albatross
silent load-balancer-unsupported ingress.implementation: gke, ingress.className: gke-l7-rilb
error login-proxy-unsupported ingress.controllerNamespace: authelia
silent login-proxy-unsupported ingress.controllerNamespace: keycloak-ingress
warning ingress-namespace-of-other-controller ingress.implementation: nginx-gateway-fabric
silent ingress-namespace-of-other-controller ingress.implementation: other,
    ingress.controllerNamespace: kong
silent ingress-namespace-of-other-controller ingress.implementation: other,
    ingress.sourceCidrs: [10.129.0.0/23]
silent ingress-namespace-of-other-controller ingress.implementation: gke
silent ingress-namespace-of-other-controller (traefik) ingress.implementation: other
info gateway-source-cidrs-missing ingress.implementation: gke, ingress.controllerNamespace: ""
silent gateway-source-cidrs-missing ingress.implementation: gke,
    ingress.controllerNamespace: "", ingress.sourceCidrs: [10.129.0.0/23]
silent ingress-controller-namespace-missing ingress.controllerNamespace: "",
    ingress.sourceCidrs: [10.129.0.0/23]
silent ingress-controller-namespace-missing ingress.controllerNamespace: "",
    ingress.implementation: gke
warning flow-egress-unrestricted operations.egress: ["0.0.0.0/0:443"]
silent flow-egress-unrestricted operations.egress: [internet-443, 10.0.0.0/8]
info flow-egress-blocked operations.egress: none
silent flow-egress-blocked operations.egress: none,
    operations.proxy.https: "http://p.acme.com:3128"
error namespace-not-dedicated database.host: postgres, database.cidrs: []
error namespace-not-dedicated redis.host: redis.skillflaw.svc, redis.cidrs: []
silent namespace-not-dedicated redis.host: redis.cache.svc, redis.cidrs: []
silent namespace-not-dedicated database.host: postgres, database.cidrs: [],
    release.namespaceDedicated: false
"""


@rows(TABLE)
def test_a_rule_knows_a_mistake_from_its_near_miss(
    findings_of: FindingsOf, slug: str, severity: str, changes: dict[str, object]
) -> None:
    finding = findings_of(changes).get(slug)

    assert (finding.severity if finding else "-") == severity


@pytest.mark.parametrize(
    ("change", "offer"),
    [
        (
            {"operations.prober": "blackbox-exporter.obs.svc:9115"},
            {"operations.prober": "blackbox-exporter.obs.svc:19115"},
        ),
        (
            {"operations.monitoringNamespace": "openshift-monitoring"},
            {"release.platform": "openshift"},
        ),
        (
            {"operations.settings": {"https_proxy": "http://p.acme.com:3128", "TZ": "UTC"}},
            {
                "operations.proxy.https": "http://p.acme.com:3128",
                "operations.settings": {"TZ": "UTC"},
            },
        ),
    ],
)
def test_what_a_finding_offers_is_right(
    findings_of: FindingsOf, change: dict[str, object], offer: dict[str, object]
) -> None:
    offers = [dict(finding.change) for finding in findings_of(change).values()]

    assert offer in offers
