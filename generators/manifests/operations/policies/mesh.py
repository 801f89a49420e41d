"""What a service mesh adds to the policies: ways to its control plane, and its tunnels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generators.manifests.cluster_fields import MESHED
from generators.manifests.operations.policies.openings import namespace
from generators.manifests.operations.policies.openings import networks
from generators.manifests.operations.policies.openings import outgoing
from generators.manifests.operations.policies.openings import tcp
from generators.manifests.operations.policies.resolvers import names
from generators.manifests.part import COMPONENT
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import because
from generators.plan import Plan

# istiod and the port of its API with mutual TLS: https://istio.io/latest/docs/ops/deployment/application-requirements/
CONTROL_PLANE = "istio-system"
DISCOVERY = 15012
# ztunnel's tunnel to another pod, and the address that probes of the kubelet then come from:
# https://istio.io/latest/docs/ambient/usage/networkpolicy/
TUNNEL = 15008
PROBES = ("169.254.7.127/32", "fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128")


def meshed(plan: Plan, files: Iterable[File]) -> tuple[File, ...]:
    """Add to each policy what the mesh of the plan needs."""
    named = because(files, "release.mesh")
    if plan.release.mesh == "none":
        return named
    return tuple(replace(file, content=_changed(plan, file)) for file in named)


def _changed(plan: Plan, file: File) -> tuple[Manifest, ...]:
    sidecar = plan.release.mesh == "istio-sidecar"
    return tuple(
        {
            **rules,
            "spec": _with_control_plane(plan, rules["spec"])
            if sidecar
            else _with_tunnels(rules["spec"]),
        }
        for rules in file.content
        if isinstance(rules, dict)
    )


def _with_control_plane(plan: Plan, spec: Manifest) -> Manifest:
    labels = spec["podSelector"].get("matchLabels", {})
    if labels.get(COMPONENT) not in MESHED:
        return spec
    ways = spec.get("egress", [])
    dns = () if ways else names(plan)
    return {**spec, "egress": [*ways, *dns, *outgoing(namespace(CONTROL_PLANE), DISCOVERY)]}


def _with_tunnels(spec: Manifest) -> Manifest:
    ways: dict[str, Any] = {
        way: list(map(_tunnelled, spec[way])) for way in ("ingress", "egress") if way in spec
    }
    ports = sorted({port["port"] for rule in spec.get("ingress", []) for port in rule["ports"]})
    if ports:
        ways["ingress"] += [{"from": list(networks(PROBES)), "ports": tcp(ports)}]
    return {**spec, **ways}


def _tunnelled(rule: Manifest) -> Manifest:
    """Let pods of the mesh through on the tunnel's port too; addresses and DNS have no tunnel."""
    outside = all("ipBlock" in peer for peer in rule.get("from") or rule.get("to") or [])
    ports = rule["ports"]
    asks = any(port.get("protocol") == "UDP" for port in ports)
    all_ports = any("port" not in port for port in ports)
    if outside or asks or all_ports:
        return rule
    return {**rule, "ports": [*ports, *tcp([TUNNEL])]}


def notes(plan: Plan) -> tuple[Note, ...]:
    """Say what the mesh is taken to be."""
    texts = {
        "istio-sidecar": (
            "Istio's control plane is in istio-system, and its release is 1.24 or newer, which "
            "runs istio-proxy as a native sidecar where a pod asks for it. The backend, the "
            "frontend, the docs and the smoke test are in the mesh; PostgreSQL, Redis, exporters "
            "and the other Jobs are not. With a PeerAuthentication of mode STRICT the ingress "
            "controller has to be in the mesh, and the probe of /health fails unless Prometheus' "
            "prober is."
        ),
        "istio-ambient": (
            "ztunnel carries the traffic between pods on port 15008. With a PeerAuthentication of "
            "mode STRICT the ingress controller, Prometheus and its prober have to be in the mesh."
        ),
    }
    text = texts.get(plan.release.mesh)
    return (Note("assumed", text, ("release.mesh",), ("security.network",)),) if text else ()
