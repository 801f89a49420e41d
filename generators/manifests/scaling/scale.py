"""How many pods of each part serve, how large they are, and what they are spread over."""

from __future__ import annotations

from dataclasses import dataclass

from generators.manifests.computed import ComputedNumber
from generators.manifests.computed import computed_text
from generators.manifests.part import Manifest
from generators.manifests.part import selector
from generators.plan import Plan
from generators.plan.resources import BackendResources
from generators.plan.resources import WebResources


@dataclass(frozen=True)
class Scale:
    """How many pods of a part serve, as another part does where it ``follows``.

    ``cpu_percent`` is 0 where no autoscaler decides.
    """

    component: str
    least: int
    most: int
    cpu_percent: int
    max_unavailable: int
    slow_seconds: int
    follows: bool = False

    @property
    def autoscaled(self) -> bool:
        return self.cpu_percent > 0

    @property
    def choices(self) -> str:
        """The group of choices that this scale comes from."""
        return f"scaling.{self.component}"


def scales(plan: Plan) -> tuple[Scale, ...]:
    """List the scale of each part that runs, in the order people name them."""
    scale_of = {"backend": backend_scale, "frontend": frontend_scale, "docs": docs_scale}
    return tuple(scale_of[part](plan) for part in plan.topology.parts)


def counted(scale: Scale) -> tuple[str, ...]:
    """Name the choices that the count of a part comes from."""
    if scale.component == "docs":
        return ("topology.docs", f"{scale.choices}.replicas")
    group = "scaling.backend" if scale.follows else scale.choices
    bounds = ("enabled", "minReplicas", "maxReplicas")
    own = (f"{group}.replicas", *(f"{group}.autoscaling.{choice}" for choice in bounds))
    web = ("topology.pattern", "scaling.frontend.followBackend")
    return own if scale.component == "backend" else (*web, *own)


def backend_scale(plan: Plan) -> Scale:
    """Read how many backend pods serve; what they do may take the longest flow's time."""
    backend = plan.scaling.backend
    return Scale(
        "backend",
        backend.least,
        backend.most,
        backend.autoscaling.cpu_percent if backend.autoscaling.enabled else 0,
        backend.max_unavailable,
        backend.longest_flow_seconds,
    )


def frontend_scale(plan: Plan) -> Scale:
    """Read how many frontend pods serve: their own count, or the backend's where they follow it."""
    frontend = plan.scaling.frontend
    led = plan.scaling.backend if frontend.follow_backend else frontend
    return Scale(
        "frontend",
        led.least,
        led.most,
        led.autoscaling.cpu_percent if led.autoscaling.enabled else 0,
        frontend.max_unavailable,
        0,
        frontend.follow_backend,
    )


def docs_scale(plan: Plan) -> Scale:
    """Read how many docs pods serve; a drain takes one at a time."""
    count = plan.scaling.docs.replicas
    return Scale("docs", count, count, 0, 1, 0)


def mebibytes(count: int) -> str:
    """Write a quantity as people do: 1Gi, not 1024Mi."""
    whole, rest = divmod(count, 1024)
    text = f"{count}Mi" if rest else f"{whole}Gi"
    return computed_text(text, count.arithmetic) if isinstance(count, ComputedNumber) else text


def resources(
    resources: BackendResources | WebResources, *, scratch: int, scratch_limit: int
) -> Manifest:
    """Make the ``resources`` of a container; scratch space is in MiB, request and limit."""
    requests = {
        "cpu": resources.requests.cpu,
        "memory": resources.requests.memory,
        "ephemeral-storage": mebibytes(scratch),
    }
    limits = {
        "cpu": resources.limits.cpu,
        "memory": resources.limits.memory,
        "ephemeral-storage": mebibytes(scratch_limit),
    }
    return {"requests": _given(requests), "limits": _given(limits)}


def spread(plan: Plan, scale: Scale) -> Manifest:
    """Make the pod's ``topologySpreadConstraints``, or nothing where one pod is all there is."""
    keys = {
        "node": ("kubernetes.io/hostname",),
        "zone": ("topology.kubernetes.io/zone", "kubernetes.io/hostname"),
        "none": (),
    }[plan.scaling.spread]
    if scale.most < 2 or not keys:  # noqa: PLR2004 - one pod has nothing to keep away from
        return {}
    return {"topologySpreadConstraints": [_constraint(key, scale.component) for key in keys]}


def _constraint(key: str, component: str) -> Manifest:
    return {
        "maxSkew": 1,
        "topologyKey": key,
        # A preference: a cluster with one node left still serves.
        "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": {"matchLabels": selector(component)},
        # Only pods of one revision count, so a rollout does not unbalance the next one.
        "matchLabelKeys": ["pod-template-hash"],
    }


def _given(amounts: dict[str, str]) -> dict[str, str]:
    return {name: amount for name, amount in amounts.items() if amount}
