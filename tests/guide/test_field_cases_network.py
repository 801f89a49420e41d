"""What people met in the field with the network of their clusters, tried on the product."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import generators
from generators.layout import laid_out
from generators.manifests.part import Manifest
from generators.plan import Plan
from tests.reachability import Address
from tests.reachability import Pod
from tests.reachability import ours
from tests.reachability import reaches

BASE = yaml.safe_load((Path(__file__).parent / "field_base.yaml").read_text(encoding="utf-8"))
KUBE_DNS = Pod("kube-system", {"k8s-app": "kube-dns"})
OPENSHIFT_DNS = Pod("openshift-dns", {"dns.operator.openshift.io/daemonset-dns": "default"})
ROUTER = Pod("openshift-ingress", {}, {"policy-group.network.openshift.io/ingress": ""})
WEB = {
    "ingress.controller": "other",
    "ingress.className": "openshift-default",
    "ingress.controllerNamespace": "openshift-ingress",
    "tls.mode": "existing-secret",
    "tls.covers": ["*.skillflaw.acme.com"],
}


def case(**changes: Any) -> Plan:
    """Make the base plan of the field with other choices; ``__`` stands for a dot."""
    return plan_of({path.replace("__", "."): value for path, value in changes.items()})


def plan_of(changes: dict[str, Any]) -> Plan:
    return generators.read_document(generators.with_changes(BASE, changes))


def findings(plan: Plan) -> dict[str, generators.Finding]:
    return {finding.rule.slug: finding for finding in generators.judge(plan).findings}


def objects(plan: Plan, kind: str) -> list[Manifest]:
    contents = [file.content for file in laid_out(plan).files]
    listed = [entry for content in contents if not isinstance(content, str) for entry in content]
    return [entry for entry in listed if entry.get("kind") == kind and entry.get("spec")]


def namespace_labels(plan: Plan) -> dict[str, str]:
    (file,) = (file for file in laid_out(plan).files if file.path.endswith("/namespace.yaml"))
    assert not isinstance(file.content, str)
    labels: dict[str, str] = file.content[0]["metadata"]["labels"]
    return labels


def pods(plan: Plan) -> list[tuple[Manifest, Manifest]]:
    """List metadata and spec of every pod template; patches have no labels."""
    entries = [entry for kind in ("Deployment", "Job") for entry in objects(plan, kind)]
    templates = [entry["spec"].get("template", {}) for entry in entries]
    return [(template.get("metadata", {}), template.get("spec", {})) for template in templates]


def setting(plan: Plan, name: str) -> str:
    return {**laid_out(plan).whole.settings, **plan.operations.settings}.get(name, "")


def test_prober_is_asked_and_without_it_the_missing_alerts_are_named() -> None:
    bare = case()
    plan = case(operations__prober="blackbox-exporter.monitoring.svc:19115")

    assert objects(bare, "Probe") == []
    assert "SkillFlawBackendUnhealthy" in findings(bare)["prober-missing"].message
    assert "SkillFlawBackendUnhealthy" not in str(objects(bare, "PrometheusRule"))
    assert {probe["spec"]["prober"]["url"] for probe in objects(plan, "Probe")} == {
        "blackbox-exporter.monitoring.svc:19115"
    }
    assert "SkillFlawBackendUnhealthy" in str(objects(plan, "PrometheusRule"))
    assert "prober-missing" not in findings(plan)
    assert "prober-missing" not in findings(case(operations__alerts="none"))


def test_monitor_labels_stand_on_every_rule_monitor_and_probe() -> None:
    plan = case(
        operations__prober="bb.monitoring.svc:9115", operations__monitorLabels={"release": "kps"}
    )
    kinds = ("PrometheusRule", "PodMonitor", "Probe")

    for kind in kinds:
        assert objects(plan, kind)
        assert all(entry["metadata"]["labels"]["release"] == "kps" for entry in objects(plan, kind))
    assert "monitor-labels-missing" in findings(case())
    assert "monitor-labels-missing" not in findings(plan)


@pytest.mark.parametrize(
    ("dns", "resolver", "port"),
    [
        ("kube-dns", KUBE_DNS, 53),
        ("node-local", Address("169.254.20.10"), 53),
        ("node-local", Pod("kube-system", {"k8s-app": "node-local-dns"}), 53),
        ("node-local", KUBE_DNS, 8053),
        ("openshift", OPENSHIFT_DNS, 5353),
        (["169.254.20.10", "10.96.0.10"], Address("10.96.0.10"), 53),
        (["fd00::10"], Address("fd00::10"), 53),
    ],
)
def test_dns_elsewhere_is_asked_where_it_is(dns: Any, resolver: Pod | Address, port: int) -> None:
    plan = case(operations__dns=dns)

    for component in ("backend", "frontend", "smoke-test"):
        for protocol in ("UDP", "TCP"):
            assert reaches(plan, ours(plan, component), resolver, port, protocol)
    if dns != "kube-dns":
        assert not reaches(case(), ours(plan, "backend"), resolver, port, "UDP") or (
            resolver == KUBE_DNS and port == 53
        )


def test_ipv6_networks_and_ipv4_pods_are_noticed_and_the_family_is_a_choice() -> None:
    networks = {"database.cidrs": ["2001:db8:1::/64"], "redis.cidrs": ["2001:db8:2::/64"]}
    plan = plan_of({**networks, "release.ipFamilies": "ipv6"})

    assert findings(plan_of(networks))["network-address-family-mismatch"].severity == "error"
    assert "network-address-family-mismatch" not in findings(plan)
    assert setting(plan, "SKILLFLAW_HOST") == "::"
    assert setting(case(), "SKILLFLAW_HOST") == "0.0.0.0"  # noqa: S104 - in the pod
    assert {service["spec"]["ipFamilies"][0] for service in objects(plan, "Service")} == {"IPv6"}
    dual = objects(case(release__ipFamilies="dual"), "Service")
    assert {service["spec"]["ipFamilyPolicy"] for service in dual} == {"PreferDualStack"}
    assert all("ipFamilyPolicy" not in entry["spec"] for entry in objects(case(), "Service"))


def test_listener_names_are_those_of_traefik_or_of_the_plan() -> None:
    traefik = {
        "ingress.gateway.name": "traefik-gateway",
        "ingress.gateway.namespace": "traefik",
        "ingress.controllerNamespace": "traefik",
        "ingress.implementation": "traefik",
    }
    own = {"ingress.gateway.listeners.http": "plain", "ingress.gateway.listeners.https": "tls"}

    def names(plan: Plan) -> set[str]:
        routes = objects(plan, "HTTPRoute")
        return {parent["sectionName"] for r in routes for parent in r["spec"]["parentRefs"]}

    assert names(plan_of(traefik)) == {"web", "websecure"}
    assert names(case()) == {"http", "https"}
    assert names(plan_of({**traefik, **own})) == {"plain", "tls"}


def test_openshift_is_noticed_and_its_pods_have_no_ids() -> None:
    plan = plan_of({**WEB, "release.platform": "openshift"})
    unset = findings(plan_of(WEB))["platform-openshift-unset"]

    assert unset.severity == "error"
    assert dict(unset.change) == {"release.platform": "openshift"}
    assert generators.judge(plan).errors == ()
    for _, pod in pods(plan):
        assert not {"runAsUser", "runAsGroup", "fsGroup"} & pod.get("securityContext", {}).keys()
    assert reaches(plan, ours(plan, "backend"), OPENSHIFT_DNS, 5353, "UDP")
    assert reaches(plan, ROUTER, ours(plan, "backend"), 7860)
    paths = [
        path
        for entry in objects(plan, "Ingress")
        for rule in entry["spec"]["rules"]
        for path in rule["http"]["paths"]
    ]
    assert {path["pathType"] for path in paths} == {"Prefix"}


def test_gke_gateway_comes_from_addresses_and_has_its_own_health_check() -> None:
    named = {"ingress.gateway.name": "external-http", "ingress.gateway.namespace": "infra"}
    unknown = plan_of({**named, "ingress.implementation": "other"})
    plan = plan_of({**named, "ingress.implementation": "gke", "ingress.controllerNamespace": ""})

    assert "ingress-namespace-of-other-controller" in findings(unknown)
    assert generators.judge(plan).errors == ()
    assert reaches(plan, Address("35.191.4.7"), ours(plan, "backend"), 7860)
    assert reaches(plan, Address("130.211.1.2"), ours(plan, "frontend"), 8080)
    assert not reaches(plan, Address("203.0.113.7"), ours(plan, "backend"), 7860)
    checks = {
        entry["spec"]["targetRef"]["name"]: entry["spec"]["default"]["config"]["httpHealthCheck"]
        for entry in objects(plan, "HealthCheckPolicy")
    }
    assert checks["skillflaw-backend"]["requestPath"] == "/health"
    (backend,) = objects(plan, "GCPBackendPolicy")
    assert backend["spec"]["default"]["timeoutSec"] == plan.ingress.timeout_seconds


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"ingress.controller": "other", "ingress.className": "alb"}, "load-balancer-unsupported"),
        ({"ingress.controller": "other", "ingress.className": "gce"}, "load-balancer-unsupported"),
        (
            {"ingress.controller": "other", "ingress.className": "azure-application-gateway"},
            "load-balancer-unsupported",
        ),
        ({"ingress.className": "gke-l7-rilb"}, "load-balancer-unsupported"),
        ({"ingress.controllerNamespace": "oauth2-proxy"}, "login-proxy-unsupported"),
    ],
)
def test_what_is_not_supported_is_refused_in_words(changes: dict[str, Any], slug: str) -> None:
    finding = findings(plan_of(changes))[slug]

    assert finding.severity == "error"
    assert len(finding.rule.why) > 60


def test_other_meshes_are_refused() -> None:
    with pytest.raises(generators.Unreadable) as refusal:
        case(release__mesh="linkerd")

    assert "istio-ambient" in refusal.value.problems[0].message


def test_traffic_from_addresses_needs_no_namespace() -> None:
    plan = case(ingress__controllerNamespace="", ingress__sourceCidrs=["10.129.0.0/23"])

    assert "ingress-controller-namespace-missing" not in findings(plan)
    assert reaches(plan, Address("10.129.0.9"), ours(plan, "backend"), 7860)
    assert not reaches(case(), Address("10.129.0.9"), ours(plan, "backend"), 7860)


def test_corporate_proxy_is_a_choice_and_as_settings_it_is_refused() -> None:
    url = "http://proxy.acme.com:3128"
    settings = {"HTTPS_PROXY": url, "NO_PROXY": ".svc,.acme.com"}
    plan = case(
        operations__proxy={"http": url, "https": url, "noProxy": ".acme.com"},
        operations__egress="none",
        operations__extraCa={"kind": "ConfigMap", "name": "acme-ca", "key": "ca.pem"},
    )

    finding = findings(case(operations__settings=settings))["setting-proxy-blocked"]
    assert finding.severity == "error"
    assert finding.change["operations.proxy.https"] == url
    assert finding.change["operations.settings"] == {}
    assert setting(plan, "HTTPS_PROXY") == setting(plan, "https_proxy") == url
    bypassed = setting(plan, "NO_PROXY").split(",")
    assert {"localhost", ".svc", ".cluster.local", ".acme.com"} <= set(bypassed)
    assert plan.database.host in bypassed
    assert reaches(plan, ours(plan, "backend"), Address("10.1.2.3"), 3128)
    assert not reaches(case(), ours(plan, "backend"), Address("10.1.2.3"), 3128)
    assert "flow-egress-blocked" not in findings(plan)
    volumes = [volume for _, pod in pods(plan) for volume in pod.get("volumes", [])]
    sources = [volume["configMap"]["name"] for volume in volumes if "configMap" in volume]
    assert "acme-ca" in sources
    assert setting(plan, "SSL_CERT_FILE").startswith("/run/trust/")


@pytest.mark.parametrize(
    ("host", "namespace"),
    [
        ("postgres", "shared"),
        ("postgres-0.postgres", "shared"),
        ("postgres.data", "data"),
        ("postgres-0.postgres.data", "data"),
        ("postgres.data.svc", "data"),
        ("postgres.data.svc.cluster.local", "data"),
        ("Postgres.data.svc.cluster.local.", "data"),
        ("postgres.data.svc.k8s.corp", "data"),
    ],
)
def test_every_form_of_a_services_name_opens_its_pods_alone(host: str, namespace: str) -> None:
    plan = case(
        release__namespaceDedicated=False,
        release__namespace="shared",
        database__host=host,
        database__cidrs=[],
        database__sslMode="disable",
        database__caSecret={"name": "", "key": ""},
    )
    store = Pod(namespace, {"app": "postgres"})

    assert reaches(plan, ours(plan, "backend"), store, 5432)
    assert not reaches(plan, ours(plan, "backend"), Pod("elsewhere", {}), 5432)
    assert not reaches(plan, ours(plan, "backend"), Address("203.0.113.9"), 5432)
    assert not reaches(plan, ours(plan, "backend"), Address("10.0.0.9"), 5432)
    slugs = {"database-connection-unencrypted", "data-store-egress-unrestricted"}
    assert not slugs & findings(plan).keys()


@pytest.mark.parametrize(
    "host", ["db.acme.com", "db.acme.internal", "db.internal", "db.corp", "db.svc.acme.com"]
)
def test_a_name_of_a_private_network_is_no_service(host: str) -> None:
    plan = case(database__host=host, database__cidrs=[])

    assert "data-store-egress-unrestricted" in findings(plan)
    assert reaches(plan, ours(plan, "backend"), Address("10.0.0.9"), 5432)


def test_a_service_of_a_dedicated_namespace_is_cut_off() -> None:
    plan = case(redis__host="redis", redis__cidrs=[])

    assert findings(plan)["namespace-not-dedicated"].severity == "error"


def test_egress_to_the_internet_to_networks_and_to_namespaces() -> None:
    plan = case(
        operations__egress=[
            "internet-443",
            "10.50.0.0/16",
            "10.60.0.0/24:8443",
            "namespace/vector-db:19530",
            "namespace/models",
        ]
    )
    backend = ours(plan, "backend")

    assert reaches(plan, backend, Address("203.0.113.5"), 443)
    assert not reaches(plan, backend, Address("203.0.113.5"), 80)
    assert reaches(plan, backend, Address("10.50.1.1"), 8080)
    assert reaches(plan, backend, Address("10.60.0.4"), 8443)
    assert not reaches(plan, backend, Address("10.60.0.4"), 8080)
    assert reaches(plan, backend, Pod("vector-db"), 19530)
    assert not reaches(plan, backend, Pod("vector-db"), 9091)
    assert reaches(plan, backend, Pod("models"), 11434)
    assert not reaches(plan, backend, Pod("kube-system"), 443)


@pytest.mark.parametrize(
    ("mode", "label"),
    [
        ("istio-sidecar", {"istio-injection": "enabled"}),
        ("istio-ambient", {"istio.io/dataplane-mode": "ambient"}),
    ],
)
def test_the_namespace_of_a_mesh_is_labelled(mode: str, label: dict[str, str]) -> None:
    assert label.items() <= namespace_labels(case(release__mesh=mode)).items()
    assert not any("istio" in key for key in namespace_labels(case()))


def test_pods_in_the_sidecar_mesh_reach_istiod_and_jobs_end() -> None:
    plan = case(release__namespaceDedicated=False, release__mesh="istio-sidecar")
    istiod = Pod("istio-system", {"app": "istiod"})

    for component in ("backend", "frontend", "smoke-test"):
        assert reaches(plan, ours(plan, component), istiod, 15012)
        assert not reaches(case(), ours(plan, component), istiod, 15012)
    for metadata, _ in pods(plan):
        if "labels" in metadata:
            native = metadata.get("annotations", {}).get("sidecar.istio.io/nativeSidecar")
            outside = metadata["labels"].get("sidecar.istio.io/inject")
            assert (native, outside) in (("true", None), (None, "false"))
    old = case(release__mesh="istio-sidecar", release__kubernetes="1.28")
    assert findings(old)["mesh-sidecar-unsupported"].severity == "error"


def test_tunnels_of_the_ambient_mesh_pass_the_policies() -> None:
    plan = case(release__mesh="istio-ambient")
    gateway = Pod(plan.ingress.controller_namespace)

    assert reaches(plan, gateway, ours(plan, "backend"), 15008)
    assert reaches(plan, ours(plan, "frontend"), ours(plan, "backend"), 15008)
    assert reaches(plan, Address("169.254.7.127"), ours(plan, "backend"), 7860)
    assert not reaches(plan, Pod("elsewhere"), ours(plan, "backend"), 15008)
    assert not reaches(case(), gateway, ours(plan, "backend"), 15008)


@pytest.mark.parametrize("seconds", [300, 330, 3599])
def test_mcp_has_no_deadline_and_no_finding_says_so(seconds: int) -> None:
    plan = case(topology__mcp=True, ingress__timeoutSeconds=seconds)
    rules = [rule for route in objects(plan, "HTTPRoute") for rule in route["spec"]["rules"]]
    streams = [rule for rule in rules if rule["matches"][0]["path"]["value"] == "/api/v1/mcp"]

    assert {rule["timeouts"]["request"] for rule in streams} == {"0s"}
    assert "ingress.timeoutSeconds" not in str(
        [finding.paths for finding in generators.judge(plan).findings]
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"ingress.controller": "haproxy", "ingress.className": "h"},
        {"ingress.controller": "ingress-nginx", "ingress.className": "n"},
        {**WEB, "release.platform": "openshift"},
    ],
)
def test_mcp_has_an_hour_where_a_controller_cannot_wait_for_ever(changes: dict[str, Any]) -> None:
    plan = plan_of({**changes, "topology.mcp": True, "tls.mode": "existing-secret"})
    streams = [
        entry for entry in objects(plan, "Ingress") if entry["metadata"]["name"].endswith("-mcp")
    ]

    assert streams
    for entry in streams:
        values = " ".join(entry["metadata"]["annotations"].values())
        assert "3600" in values


def test_the_postgresql_of_an_operator_reaches_the_api_server_under_cilium() -> None:
    plan = plan_of(
        {
            "database.mode": "cloudnative-pg",
            "database.host": "",
            "database.cidrs": [],
            "database.caSecret": {"name": "", "key": ""},
            "ingress.implementation": "cilium",
            "operations.apiServerCidrs": ["10.0.0.1/32"],
        }
    )
    entities = [
        (entry["metadata"]["name"], rule.get("toEntities") or rule.get("fromEntities"))
        for entry in objects(plan, "CiliumNetworkPolicy")
        for rule in (*entry["spec"].get("egress", ()), *entry["spec"].get("ingress", ()))
    ]

    assert ("postgres", ["kube-apiserver"]) in entities
    assert ("skillflaw-backend", ["ingress"]) in entities
    assert objects(case(), "CiliumNetworkPolicy") == []


def test_without_ciliums_gateway_the_rationale_says_what_cilium_needs() -> None:
    plan = case(
        database__mode="cloudnative-pg",
        database__host="",
        database__cidrs=[],
        database__caSecret={"name": "", "key": ""},
        operations__apiServerCidrs=["10.0.0.1/32"],
    )
    notes = [note.text for note in laid_out(plan).whole.notes]

    assert any("toEntities: [kube-apiserver]" in text for text in notes)
    assert "need_api_server_by_address" in str(
        [file.content for file in laid_out(plan).files if file.path.endswith("preflight.sh")]
    )
    assert not any("toEntities" in note.text for note in laid_out(case()).whole.notes)


def test_a_plan_that_needs_none_of_this_renders_none_of_it() -> None:
    plan = case()
    text = "\n".join(str(file.content) for file in laid_out(plan).files)

    for word in ("istio", "ipFamil", "openshift.io", "169.254.20.10", "HTTP_PROXY", "cilium.io/v2"):
        assert (
            word
            not in text.replace("config.openshift.io", "")
            .replace("dns.operator.openshift.io", "")
            .partition("#!/bin/sh")[0]
        )
