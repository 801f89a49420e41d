"""What differs between the implementations of Gateway API."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.plan import Plan

NO_BODY_LIMIT = (
    "The ingress controller enforces no body size; the backend's own upload limit applies."
)


@dataclass(frozen=True)
class AllowList:
    """An object of an implementation that routes name as a filter and that limits clients.

    ``reference`` is the ``extensionRef`` of the filter, ``manifest`` makes the object.
    """

    reference: Manifest
    manifest: Callable[[Plan], Manifest]
    why: str


def no_metrics(_plan: Plan) -> None:
    """Give no metrics: the implementation counts no responses by status."""


def no_files(_plan: Plan) -> tuple[File, ...]:
    """Make nothing beside the routes."""
    return ()


@dataclass(frozen=True)
class Implementation:
    """One implementation of Gateway API.

    ``timeouts`` says what it does with the timeouts of a route, ``body`` what limits the size of a
    request, ``gateway_class`` what else its GatewayClass has to be, and ``network_policy`` why a
    NetworkPolicy cannot allow its traffic; each is empty where there is nothing to say.
    ``route_timeouts`` is off where it takes none in a route. ``http`` and ``https`` are the usual
    names of a Gateway's listeners. ``source_cidrs`` are the networks that requests come from where
    the Gateway has no pods. ``controller`` is what the GatewayClass of a Gateway names. ``files``
    makes objects that this implementation alone reads. ``api_groups`` names the product that serves
    an API group.
    """

    metrics: Callable[[Plan], IngressMetrics | None] = no_metrics
    timeouts: str = ""
    body: str = NO_BODY_LIMIT
    gateway_class: str = ""
    allow_list: AllowList | None = None
    network_policy: str = ""
    route_timeouts: bool = True
    http: str = "http"
    https: str = "https"
    source_cidrs: tuple[str, ...] = ()
    controller: str = ""
    files: Callable[[Plan], tuple[File, ...]] = no_files
    api_groups: Mapping[str, str] = field(default_factory=dict)
