"""Choices whose value follows from another one, each with its source."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.guide.managed_redis import managed_redis
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import revised
from generators.plan.choice import always

# What the installation guides of the controllers use: ingress class, and namespace of the proxies.
CONTROLLERS: Mapping[str, tuple[str, str]] = {
    "traefik": ("traefik", "traefik"),  # https://doc.traefik.io/traefik/getting-started/
    "haproxy": (
        "haproxy",
        "haproxy-controller",
    ),  # https://www.haproxy.com/documentation/kubernetes-ingress/
    "ingress-nginx": (
        "nginx",
        "ingress-nginx",
    ),  # https://kubernetes.github.io/ingress-nginx/deploy/
}
# Where these run their proxies, unless somebody configures it otherwise.
PROXY_NAMESPACES: Mapping[str, str] = {
    "envoy-gateway": "envoy-gateway-system",  # https://gateway.envoyproxy.io/docs/tasks/operations/
    "traefik": "traefik",  # https://doc.traefik.io/traefik/getting-started/
}
# These start proxies for each Gateway, beside it:
# https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
# https://docs.nginx.com/nginx-gateway-fabric/install/deploy-data-plane/
BESIDE_THE_GATEWAY = ("istio", "nginx-gateway-fabric")
# Classes that GKE and AKS make by themselves:
# https://cloud.google.com/kubernetes-engine/docs/concepts/storage-overview
# https://learn.microsoft.com/azure/aks/concepts-storage
DRIVERS: Mapping[str, str] = {
    **dict.fromkeys(("standard-rwo", "premium-rwo"), "pd.csi.storage.gke.io"),
    **dict.fromkeys(
        ("standard-rwx", "premium-rwx", "zonal-rwx", "enterprise-rwx"),
        "filestore.csi.storage.gke.io",
    ),
    **dict.fromkeys(
        ("azurefile", "azurefile-csi", "azurefile-premium", "azurefile-csi-premium"),
        "file.csi.azure.com",
    ),
    **dict.fromkeys(("managed-csi", "managed-csi-premium"), "disk.csi.azure.com"),
}


@dataclass(frozen=True)
class Derivation:
    """One choice, the one that it follows, and how.

    ``source`` names the choice that decides in a plan. ``value`` gives nothing where nothing
    follows. Where ``when`` does not hold, the choice is not touched at all.
    """

    path: str
    source: Callable[[Plan], str]
    value: Callable[[Plan], Any]
    when: Callable[[Plan], bool] = always


def _always(path: str) -> Callable[[Plan], str]:
    return lambda plan: path


def _class_name(plan: Plan) -> str | None:
    return CONTROLLERS.get(plan.ingress.controller, (None, None))[0]


def _proxy_namespace(plan: Plan) -> str | None:
    ingress = plan.ingress
    if ingress.controller != "gateway-api":
        return CONTROLLERS.get(ingress.controller, (None, None))[1]
    if ingress.implementation in BESIDE_THE_GATEWAY:
        return ingress.gateway.namespace or None
    return PROXY_NAMESPACES.get(ingress.implementation)


def _namespace_source(plan: Plan) -> str:
    if plan.ingress.controller != "gateway-api":
        return "ingress.controller"
    beside = plan.ingress.implementation in BESIDE_THE_GATEWAY
    return "ingress.gateway.namespace" if beside else "ingress.implementation"


def _tls_mode(plan: Plan) -> str | None:
    """Certificates of a Gateway are the platform's, unless the bundle makes the Gateway itself."""
    ingress = plan.ingress
    return "at-gateway" if ingress.controller == "gateway-api" and not ingress.class_name else None


def _redis_port(plan: Plan) -> int | None:
    service = managed_redis(plan.redis.host)
    return service.tls_port if service and plan.redis.tls else None


DERIVATIONS: tuple[Derivation, ...] = (
    Derivation(
        "release.frontend.tag",
        _always("release.backend.tag"),
        lambda plan: plan.release.backend.tag or None,
        when=lambda plan: not plan.release.frontend.digest,
    ),
    Derivation(
        "release.docs.tag",
        _always("release.backend.tag"),
        lambda plan: plan.release.backend.tag or None,
        when=lambda plan: not plan.release.docs.digest,
    ),
    Derivation("ingress.className", _always("ingress.controller"), _class_name),
    Derivation("ingress.controllerNamespace", _namespace_source, _proxy_namespace),
    Derivation("tls.mode", _always("ingress.controller"), _tls_mode),
    Derivation("redis.port", _always("redis.host"), _redis_port),
    Derivation(
        "storage.provisioner",
        _always("storage.storageClass"),
        lambda plan: DRIVERS.get(plan.storage.storage_class),
    ),
)


# What the derivations look at: without a change of one of these, nothing follows.
SOURCES = ("release.backend.tag", "ingress.", "redis.host", "redis.tls", "storage.storageClass")


def leads_to_others(paths: Iterable[str]) -> bool:
    """Tell whether a change of these choices may give others their value."""
    return any(path.startswith(SOURCES) for path in paths)


def following(before: Plan, after: Plan, answered: Collection[str] = ()) -> dict[str, Any]:
    """Give what follows from a change of a plan, by path; what was ``answered`` with it stays."""
    changes: dict[str, Any] = {}
    for derivation in DERIVATIONS:
        choice = choice_at(derivation.path)
        if derivation.path in answered or not (choice.applies(after) and derivation.when(after)):
            continue
        old, new = derivation.value(before), derivation.value(after)
        follows = choice.of(after) in (choice.default, old)
        if follows and new != old:
            changes[derivation.path] = choice.default if new is None else new
    return changes


def completed(plan: Plan) -> Plan:
    """Fill in what is empty in a new plan and follows from the rest of it."""
    given: dict[str, Any] = {}
    for derivation in DERIVATIONS:
        choice, value = choice_at(derivation.path), derivation.value(plan)
        empty = choice.applies(plan) and derivation.when(plan) and choice.of(plan) == choice.default
        if empty and value is not None:
            given[derivation.path] = value
    return revised(plan, given) if given else plan
