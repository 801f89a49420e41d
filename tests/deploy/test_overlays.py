"""`deploy/` is held to what bundles are held to: a server's rules, restricted pods, policies."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.admission import newest
from tests.admission import refusals
from tests.admission import secret_references
from tests.machine import rendered
from tests.reachability import Address
from tests.reachability import Pod
from tests.reachability import Policies
from tests.source import TOP

Build = Callable[[Path], list[dict[str, Any]]]

OVERLAYS = TOP / "deploy/overlays"
NAMESPACE = "skillflaw-configurator"
NAME = "app.kubernetes.io/name"
COMPONENT = "app.kubernetes.io/component"
KINDS = {"Deployment", "CronJob"}
PIN = re.compile(r"\S+@sha256:[0-9a-f]{64}")
EVERY = pytest.mark.parametrize("name", sorted(path.name for path in OVERLAYS.iterdir()))


@cache
def objects(name: str) -> list[dict[str, Any]]:
    """Return what kustomize makes of one overlay."""
    return rendered(OVERLAYS / name)


def pods(name: str) -> Iterator[dict[str, Any]]:
    """Yield the pod templates of an overlay."""
    for manifest in objects(name):
        if manifest["kind"] in KINDS:
            spec = manifest["spec"]
            yield spec.get("jobTemplate", {"spec": spec})["spec"]["template"]


def containers(name: str) -> Iterator[dict[str, Any]]:
    """Yield every container of an overlay, those that run first too."""
    for pod in pods(name):
        yield from (*pod["spec"].get("initContainers", ()), *pod["spec"]["containers"])


def component(name: str) -> Pod:
    """Return a pod of ours."""
    return Pod(NAMESPACE, {NAME: NAMESPACE, COMPONENT: name})


@EVERY
@pytest.mark.parametrize("minor", [30, newest()])
def test_no_server_refuses_an_object(name: str, minor: int, kustomize_build: Build) -> None:
    assert refusals(objects(name), f"1.{minor}") == []


@EVERY
def test_every_image_is_pinned_and_every_root_is_read_only(
    name: str, kustomize_build: Build
) -> None:
    for container in containers(name):
        assert PIN.fullmatch(container["image"])
        assert container["securityContext"]["readOnlyRootFilesystem"]


@EVERY
def test_every_secret_comes_from_a_file(name: str, kustomize_build: Build) -> None:
    variables = [entry for container in containers(name) for entry in container["env"]]

    assert not any("valueFrom" in entry for entry in variables)
    assert {reference.partition("/")[0] for reference in map(str, secret_references(objects(name)))}


@EVERY
def test_every_variable_is_a_setting_that_the_documentation_has(
    name: str, kustomize_build: Build
) -> None:
    running = (TOP / "docs/running.md").read_text()
    (settings,) = (
        manifest["data"]
        for manifest in objects(name)
        if manifest["kind"] == "ConfigMap" and "dashboard" not in manifest["metadata"]["name"]
    )
    variables = {entry["name"] for container in containers(name) for entry in container["env"]}

    for variable in variables | set(settings):
        assert f"`{variable}`" in running, variable


@EVERY
def test_probes_ask_by_a_name_that_the_server_serves(name: str, kustomize_build: Build) -> None:
    text = (OVERLAYS / name / "configurator.env").read_text()
    served = re.findall(r"^ALLOWED_HOSTS=(.*)$", text, re.MULTILINE)[0].split(",")
    (web,) = (container for container in containers(name) if container["name"] == "web")

    for probe, path in (("startup", "z"), ("liveness", "healthz"), ("readiness", "readyz")):
        asked = web[f"{probe}Probe"]["httpGet"]
        assert asked["path"].endswith(path)
        assert asked["httpHeaders"][0]["value"] in served


@pytest.mark.parametrize(("name", "gateway"), [("single", "traefik"), ("scaled", "gateway")])
def test_nobody_reaches_more_than_they_need(
    name: str, gateway: str, kustomize_build: Build
) -> None:
    policies = Policies(NAMESPACE, tuple(objects(name)))
    web, stranger = component("web"), Pod("default")
    dns = Pod("kube-system", {"k8s-app": "kube-dns"})

    assert policies.allow(Pod(gateway), web, 8000)
    assert policies.allow(Pod("monitoring"), web, 9100)
    assert policies.allow(web, dns, 53, "UDP")
    assert policies.allow(web, Address("203.0.113.9"), 443)
    assert not policies.allow(Pod(gateway), web, 9100)
    assert not policies.allow(stranger, web, 8000)
    assert not policies.allow(web, Address("169.254.169.254"), 80)
    assert not policies.allow(web, Address("10.1.2.3"), 443)


def test_servers_and_workers_reach_the_database(kustomize_build: Build) -> None:
    policies = Policies(NAMESPACE, tuple(objects("scaled")))

    for name in ("web", "worker"):
        assert policies.allow(component(name), Address("10.20.0.5"), 5432)
    assert not policies.allow(component("web"), Address("10.21.0.5"), 5432)


def test_the_autoscaler_alone_says_how_many_servers_run(kustomize_build: Build) -> None:
    (web,) = (
        manifest
        for manifest in objects("scaled")
        if manifest["kind"] == "Deployment" and manifest["metadata"]["name"] == "configurator-web"
    )
    (scaler,) = (m for m in objects("scaled") if m["kind"] == "HorizontalPodAutoscaler")

    assert "replicas" not in web["spec"]
    assert scaler["spec"]["minReplicas"] == 3
    assert scaler["spec"]["scaleTargetRef"]["name"] == web["metadata"]["name"]


def test_the_container_takes_the_arguments_it_is_given(kustomize_build: Build) -> None:
    start = (TOP / "scripts/start").read_text()
    given = [container["args"] for container in containers("scaled")]

    assert ["scripts/start", "web"] in given
    for command, *rest in given:
        if command == "scripts/start":
            assert re.search(rf"^{rest[0]}\)", start, re.MULTILINE)
        else:
            assert (TOP / f"configurator/management/commands/{rest[-1]}.py").exists()
