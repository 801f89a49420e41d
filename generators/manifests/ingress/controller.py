"""What differs between ingress controllers."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.part import Part
from generators.manifests.prerequisite import ExistingObject
from generators.manifests.prerequisite import Prerequisite
from generators.plan import Plan


def ingress_class(plan: Plan) -> Iterator[Prerequisite]:
    """List the IngressClass that the plan names."""
    if plan.ingress.class_name:
        yield ExistingObject("ingressclass", plan.ingress.class_name)


def no_metrics(_plan: Plan) -> None:
    """Give no metrics: the controller counts no responses by status."""


def no_source_cidrs(_plan: Plan) -> tuple[str, ...]:
    """Give no networks: the controller's requests come from pods."""
    return ()


def allowed_by_namespace(_plan: Plan) -> str:
    """Give no limit: a NetworkPolicy allows the controller by its namespace."""
    return ""


@dataclass(frozen=True)
class Controller:
    """One ingress controller.

    ``part`` makes the objects, in the folder ``components/<component>``, and the notes. ``purpose``
    describes that folder in README.md. ``metrics`` gives the metrics for alerts, ``prerequisites``
    what has to exist in the cluster, ``network_policy_limit`` why a NetworkPolicy cannot allow its
    traffic. ``source_cidrs`` gives the networks that requests come from where the controller has no
    pods. ``api_groups`` names the product that serves an API group.
    """

    component: str
    purpose: str
    part: Callable[[Plan], Part]
    metrics: Callable[[Plan], IngressMetrics | None] = no_metrics
    prerequisites: Callable[[Plan], Iterator[Prerequisite]] = ingress_class
    network_policy_limit: Callable[[Plan], str] = allowed_by_namespace
    source_cidrs: Callable[[Plan], tuple[str, ...]] = no_source_cidrs
    api_groups: Mapping[str, str] = field(default_factory=dict)
