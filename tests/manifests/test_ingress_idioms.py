"""What each controller is told in its own words, and what it cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.ingress import ingress
from generators.manifests.ingress.controllers.ingress_nginx.manifests import nginx_size
from generators.manifests.part import Patch
from generators.plan import Plan
from tests.manifests.test_ingress import objects
from tests.manifests.test_ingress import plan_of

CIDRS = ["203.0.113.0/24", "2001:db8::/32"]
NGINX = "nginx.ingress.kubernetes.io"
TRAEFIK = "traefik.ingress.kubernetes.io"


def named(plan: Plan) -> dict[str, dict[str, Any]]:
    """Give the Ingresses and HTTPRoutes by name."""
    manifests = objects(ingress(plan), "Ingress", "HTTPRoute")
    return {manifest["metadata"]["name"]: manifest for manifest in manifests}


def annotated(plan: Plan, name: str) -> dict[str, str]:
    """Give the annotations of an Ingress."""
    annotations_: dict[str, str] = named(plan)[name]["metadata"].get("annotations", {})
    return annotations_


def patched(plan: Plan) -> dict[str, str]:
    """Give the annotations that the backend's Service gets."""
    patches = [file for file in ingress(plan).files if isinstance(file, Patch)]
    return {
        name: value
        for patch in patches
        for operation in patch.content
        if isinstance(operation, dict)
        for name, value in operation["metadata"]["annotations"].items()
    }


def said(plan: Plan, kind: str = "limit") -> str:
    """Give the notes of a kind as one text."""
    return " ".join(note.text for note in ingress(plan).notes if note.kind == kind)


def test_a_gateways_api_rule_has_an_end_and_its_streams_have_none() -> None:
    plan = plan_of("gateway-api", topology__mcp=True, ingress__timeoutSeconds=330)

    streams, api = named(plan)["skillflaw-ui-api"]["spec"]["rules"]

    assert streams["timeouts"] == {"request": "0s"}
    assert api["timeouts"] == {"request": "330s", "backendRequest": "330s"}
    assert "timeouts" not in named(plan)["skillflaw-ui"]["spec"]["rules"][0]


def test_plain_http_at_the_gateway_only_redirects() -> None:
    routes = named(plan_of("gateway-api", tls__mode="at-gateway"))

    listeners = {n: route["spec"]["parentRefs"][0]["sectionName"] for n, route in routes.items()}
    redirect = routes["skillflaw-redirect"]["spec"]
    assert listeners.pop("skillflaw-redirect") == "http"
    assert set(listeners.values()) == {"https"}
    assert redirect["hostnames"] == ["api.acme.com", "app.acme.com", "docs.acme.com"]
    assert redirect["rules"][0]["filters"][0]["requestRedirect"]["scheme"] == "https"


def test_behind_a_load_balancer_nothing_redirects_in_the_cluster() -> None:
    routes = named(plan_of("gateway-api", tls__mode="upstream"))

    assert "skillflaw-redirect" not in routes
    assert routes["skillflaw-api"]["spec"]["parentRefs"][0]["sectionName"] == "http"
    assert "skillflaw-redirect" not in named(plan_of("traefik", tls__mode="upstream"))


def test_a_platforms_gateway_is_named_with_its_namespace() -> None:
    plan = plan_of("gateway-api")

    parent = named(plan)["skillflaw-api"]["spec"]["parentRefs"][0]

    assert (parent["namespace"], parent["name"]) == ("gateway", "public")
    assert not objects(ingress(plan), "Gateway")


def test_a_class_without_a_gateway_makes_one_with_a_listener_for_each_certificate() -> None:
    own = {"ingress__gateway__name": "", "ingress__gateway__namespace": ""}
    plan = plan_of("gateway-api", **own, ingress__className="eg", tls__mode="cert-manager")

    (gateway,) = objects(ingress(plan), "Gateway")

    listeners = [listener["name"] for listener in gateway["spec"]["listeners"]]
    assert gateway["spec"]["gatewayClassName"] == "eg"
    assert listeners == ["http", "https-api", "https-ui", "https-docs"]
    parent = named(plan)["skillflaw-ui-api"]["spec"]["parentRefs"][0]
    assert (parent["name"], parent["sectionName"]) == ("skillflaw", "https-ui")


@pytest.mark.parametrize("implementation", ["envoy-gateway", "istio", "nginx-gateway-fabric"])
def test_a_gateway_says_that_it_cannot_tell_clients_apart(implementation: str) -> None:
    chosen = {"ingress__implementation": implementation}
    plan = plan_of("gateway-api", **chosen, ingress__allowedCidrs=CIDRS)

    assert "2001:db8::/32" in said(plan)
    assert "2001:db8::/32" not in said(plan_of("gateway-api", **chosen))


def test_traefiks_gateway_lends_the_routes_its_allow_list() -> None:
    chosen = {"ingress__implementation": "traefik", "ingress__allowedCidrs": CIDRS}
    plan = plan_of("gateway-api", **chosen)

    (middleware,) = objects(ingress(plan), "Middleware")

    rule = named(plan)["skillflaw-docs"]["spec"]["rules"][0]
    assert rule["filters"][0]["extensionRef"]["name"] == middleware["metadata"]["name"]
    assert middleware["spec"] == {"ipAllowList": {"sourceRange": CIDRS}}
    assert "traefik.io" in ingress(plan).crds


def test_nginx_streams_and_uploads_on_the_api_but_not_on_the_pages() -> None:
    plan = plan_of("ingress-nginx", ingress__timeoutSeconds=330, topology__mcp=True)

    api = annotated(plan, "skillflaw-ui-api")

    assert api[f"{NGINX}/proxy-read-timeout"] == "330"
    assert api[f"{NGINX}/proxy-body-size"] == "100m"
    assert api[f"{NGINX}/proxy-buffering"] == api[f"{NGINX}/proxy-request-buffering"] == "off"
    assert annotated(plan, "skillflaw-ui-api-mcp")[f"{NGINX}/proxy-read-timeout"] == "3600"
    assert f"{NGINX}/proxy-buffering" not in annotated(plan, "skillflaw-ui")


@pytest.mark.parametrize(
    ("quantity", "size"),
    [("100Mi", "100m"), ("1Gi", "1024m"), ("1536Ki", "1536k"), ("100M", "100000000")],
)
def test_a_quantity_is_written_as_nginx_reads_it(quantity: str, size: str) -> None:
    assert nginx_size(quantity) == size


def test_haproxy_gives_streams_a_backend_of_their_own() -> None:
    plan = plan_of("haproxy", ingress__timeoutSeconds=330, topology__mcp=True)

    streams = annotated(plan, "skillflaw-api-mcp")

    assert annotated(plan, "skillflaw-api")["haproxy.org/timeout-server"] == "330s"
    assert streams["haproxy.org/timeout-server"] == "3600s"
    assert streams["haproxy.org/standalone-backend"] == "true"
    assert annotated(plan, "skillflaw-docs")["haproxy.org/ssl-redirect-port"] == "443"


def test_traefiks_annotations_name_middlewares_that_are_there() -> None:
    plan = plan_of("traefik", ingress__allowedCidrs=CIDRS, release__namespace="team")

    there = {manifest["metadata"]["name"] for manifest in objects(ingress(plan), "Middleware")}

    wanted = {
        reference.removeprefix("team-").removesuffix("@kubernetescrd")
        for name in named(plan)
        for reference in annotated(plan, name)[f"{TRAEFIK}/router.middlewares"].split(",")
    }
    assert wanted == there
    assert patched(plan)[f"{TRAEFIK}/service.serverstransport"].startswith("team-")


def test_traefik_never_buffers() -> None:
    for manifest in objects(ingress(plan_of("traefik", ingress__allowedCidrs=CIDRS)), "Middleware"):
        assert "buffering" not in manifest["spec"]


@pytest.mark.parametrize("controller", ["traefik", "haproxy", "ingress-nginx"])
def test_a_cookie_keeps_people_at_one_of_several_pods(controller: str) -> None:
    def cookies(**changes: Any) -> str:
        plan = plan_of(controller, **changes)
        return str([patched(plan), *named(plan).values()])

    assert "skillflaw-affinity" in cookies()
    assert "skillflaw-affinity" not in cookies(scaling__backend__replicas=1)
    assert "skillflaw-affinity" not in cookies(scaling__backend__affinity="none")
    assert "skillflaw-affinity" not in cookies(topology__pattern="api-first")


@pytest.mark.parametrize("controller", ["gateway-api", "other"])
def test_a_controller_without_a_cookie_says_so(controller: str) -> None:
    assert "EVENT_DELIVERY" in said(plan_of(controller))
    assert "EVENT_DELIVERY" not in said(plan_of(controller, scaling__backend__replicas=1))


@pytest.mark.parametrize("controller", ["gateway-api", "traefik", "haproxy"])
def test_hsts_is_only_promised_over_https(controller: str) -> None:
    def headers(**changes: Any) -> bool:
        text = str([file.content for file in ingress(plan_of(controller, **changes)).files])
        return "Strict-Transport-Security" in text or "stsSeconds" in text

    assert headers(tls__mode="at-gateway")
    assert headers(tls__mode="upstream")
    assert not headers(tls__mode="none")
    assert not headers(tls__mode="at-gateway", tls__hsts=False)


@pytest.mark.parametrize(
    ("controller", "annotation"),
    [("haproxy", "haproxy.org/allow-list"), ("ingress-nginx", f"{NGINX}/whitelist-source-range")],
)
def test_only_allowed_networks_get_in(controller: str, annotation: str) -> None:
    plan = plan_of(controller, ingress__allowedCidrs=CIDRS)

    for name in named(plan):
        assert "2001:db8::/32" in annotated(plan, name)[annotation]
    assert annotation not in annotated(plan_of(controller), "skillflaw-api")


def test_another_controller_gets_no_annotation_and_its_people_a_list() -> None:
    plan = plan_of("other", tls__mode="existing-secret")

    assert not any(annotated(plan, name) for name in named(plan))
    assert "330 seconds" in said(plan, "manual")
    assert "redirect" in said(plan, "manual")
