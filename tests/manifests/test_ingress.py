"""What every controller has to do alike: hosts, paths, TLS, and nothing beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from generators.manifests.ingress import ingress
from generators.manifests.ingress.controllers import CONTROLLERS
from generators.manifests.part import Part
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised

WEB: dict[str, Any] = {
    "topology.pattern": "full-web",
    "topology.docs": True,
    "ingress.hosts.api": "api.acme.com",
    "ingress.hosts.ui": "app.acme.com",
    "ingress.hosts.docs": "docs.acme.com",
}
MODES = ("cert-manager", "existing-secret", "at-gateway", "upstream", "none")
COMBINATIONS = tuple(product(CONTROLLERS, MODES))
Route = tuple[str, str, str, str]


def plan_of(controller: str, **changes: Any) -> Plan:
    """Give the full-web plan with docs behind a controller; a path's dots are written ``__``."""
    chosen = {path.replace("__", "."): value for path, value in changes.items()}
    return revised(recommended(), {**WEB, "ingress.controller": controller, **chosen})


def objects(part: Part, *kinds: str) -> list[dict[str, Any]]:
    """List the objects of a part, in their order, of some kinds."""
    every = [manifest for file in part.files for manifest in file.content]
    return [
        manifest for manifest in every if isinstance(manifest, dict) and manifest["kind"] in kinds
    ]


def routes(plan: Plan) -> Iterator[Route]:
    """List host, path, kind of match and Service of what is not redirected and not refused."""
    for manifest in objects(ingress(plan), "Ingress", "HTTPRoute"):
        if manifest["metadata"]["name"].endswith(("-redirect", "-no-mcp")):
            continue
        for rule in manifest["spec"]["rules"]:
            for path in rule.get("http", {}).get("paths", []):
                service = path["backend"]["service"]["name"]
                yield rule["host"], path["path"], path["pathType"], service
            for match in rule.get("matches", []) if "backendRefs" in rule else []:
                kind = match["path"]["type"].removeprefix("Path")
                service = rule["backendRefs"][0]["name"]
                yield manifest["spec"]["hostnames"][0], match["path"]["value"], kind, service


@pytest.mark.parametrize("controller", CONTROLLERS)
def test_each_hostname_serves_what_belongs_to_it_and_nothing_else(controller: str) -> None:
    assert set(routes(plan_of(controller))) == {
        ("api.acme.com", "/api", "Prefix", "skillflaw-backend"),
        ("api.acme.com", "/health", "Exact", "skillflaw-backend"),
        ("app.acme.com", "/api", "Prefix", "skillflaw-backend"),
        ("app.acme.com", "/health_check", "Exact", "skillflaw-backend"),
        ("app.acme.com", "/chat", "Prefix", "skillflaw-frontend"),
        ("app.acme.com", "/flow/", "Prefix", "skillflaw-frontend"),
        ("app.acme.com", "/", "Prefix", "skillflaw-frontend"),
        ("docs.acme.com", "/", "Prefix", "skillflaw-docs"),
    }


@pytest.mark.parametrize("controller", CONTROLLERS)
def test_an_api_alone_has_one_hostname(controller: str) -> None:
    plan = plan_of(controller, topology__pattern="api-first", topology__docs=False)

    assert {host for host, *_ in routes(plan)} == {"api.acme.com"}


@pytest.mark.parametrize("controller", CONTROLLERS)
def test_mcp_has_a_route_wherever_the_api_is(controller: str) -> None:
    hostnames = set(routes(plan_of(controller, topology__mcp=True)))

    for host in ("api.acme.com", "app.acme.com"):
        assert (host, "/api/v1/mcp", "Prefix", "skillflaw-backend") in hostnames
    assert not any("mcp" in path for _, path, *_ in routes(plan_of(controller)))


# What turns a request away in each controller's words, on the route of /api/v1/mcp.
REFUSALS: dict[str, str] = {
    "traefik": "skillflaw-skillflaw-refuse@kubernetescrd",
    "haproxy": "'haproxy.org/deny-list': '0.0.0.0/0, ::/0'",
    "ingress-nginx": "'nginx.ingress.kubernetes.io/denylist-source-range': '0.0.0.0/0,::/0'",
    "other": "'name': 'skillflaw-closed'",
}


def test_every_controller_of_ingress_objects_turns_requests_away() -> None:
    assert REFUSALS.keys() == CONTROLLERS.keys() - {"gateway-api"}


@pytest.mark.parametrize("controller", REFUSALS)
def test_mcp_that_is_not_exposed_is_refused_on_every_hostname_of_the_api(controller: str) -> None:
    every = objects(ingress(plan_of(controller)), "Ingress")

    refused = [item for item in every if item["metadata"]["name"].endswith("-no-mcp")]

    assert {route["spec"]["rules"][0]["host"] for route in refused} == {
        "api.acme.com",
        "app.acme.com",
    }
    for route in refused:
        (path,) = route["spec"]["rules"][0]["http"]["paths"]
        assert path["path"] == "/api/v1/mcp"
        assert REFUSALS[controller] in str(route)


def test_a_gateway_forwards_nothing_of_mcp_that_is_not_exposed() -> None:
    every = objects(ingress(plan_of("gateway-api")), "HTTPRoute")

    refusing = [rule for route in every for rule in route["spec"]["rules"] if len(rule) == 1]

    assert refusing == [
        {"matches": [{"path": {"type": "PathPrefix", "value": "/api/v1/mcp"}}]},
        {"matches": [{"path": {"type": "PathPrefix", "value": "/api/v1/mcp"}}]},
    ]


def test_the_service_that_refuses_selects_no_pod() -> None:
    (closed,) = objects(ingress(plan_of("other")), "Service")

    assert "selector" not in closed["spec"]


@pytest.mark.parametrize("controller", CONTROLLERS)
def test_a_shared_hostname_has_each_path_once(controller: str) -> None:
    plan = plan_of(controller, ingress__hosts__ui="api.acme.com", topology__mcp=True)

    counts = Counter((host, path) for host, path, *_ in routes(plan))

    assert set(counts.values()) == {1}
    assert {path for host, path in counts if host == "api.acme.com"} == {
        *("/api", "/api/v1/mcp", "/health", "/health_check", "/chat", "/flow/", "/")
    }


@pytest.mark.parametrize("controller", CONTROLLERS)
def test_without_hostnames_nothing_is_published(controller: str) -> None:
    plan = plan_of(
        controller, ingress__hosts__api="", ingress__hosts__ui="", ingress__hosts__docs=""
    )

    assert ingress(plan) == Part()


@pytest.mark.parametrize("controller", CONTROLLERS)
def test_a_hostname_of_a_part_that_does_not_run_is_not_routed(controller: str) -> None:
    plan = plan_of(controller, topology__pattern="api-first", topology__docs=False)

    assert {service for *_, service in routes(plan)} == {"skillflaw-backend"}


@pytest.mark.parametrize(("controller", "mode"), COMBINATIONS)
def test_no_rewrite_regex_or_snippet_is_ever_made(controller: str, mode: str) -> None:
    part = ingress(plan_of(controller, tls__mode=mode, topology__mcp=True))

    text = str([file.content for file in part.files]).lower()
    for forbidden in ("rewrite", "regex", "snippet", "custom-http", "default-backend"):
        assert forbidden not in text


@pytest.mark.parametrize(("controller", "mode"), COMBINATIONS)
def test_every_combination_is_made_without_a_repeated_file(controller: str, mode: str) -> None:
    part = ingress(plan_of(controller, tls__mode=mode))

    paths = [file.path for file in part.files]
    assert len(paths) == len(set(paths))
    assert all(file.why.endswith(".") for file in part.files)


@pytest.mark.parametrize("controller", CONTROLLERS)
def test_a_half_filled_plan_does_not_break(controller: str) -> None:
    start = Plan.model_validate(
        {
            "apiVersion": "skillflaw-configurator/v1",
            "kind": "DeploymentPlan",
            "metadata": {"name": "x"},
        }
    )

    for mode in MODES:
        changes = {"ingress.controller": controller, "tls.mode": mode}
        ingress(revised(start, {**changes, "ingress.hosts.api": "a.example"}))


def test_the_guide_is_only_claimed_where_it_is_kept() -> None:
    def claims(plan: Plan) -> set[str]:
        return {statement for file in ingress(plan).files for statement in file.guide}

    whole = {"routing.api", "routing.fallbacks", "routing.hostnames", "security.tls"}
    assert whole <= claims(plan_of("traefik"))
    assert "security.tls" not in claims(plan_of("haproxy", tls__mode="upstream"))
    assert "security.tls" not in claims(plan_of("gateway-api", tls__mode="none"))
    assert "routing.hostnames" not in claims(plan_of("other", ingress__hosts__ui="api.acme.com"))
    assert "routing.fallbacks" not in claims(plan_of("other", topology__pattern="api-first"))
