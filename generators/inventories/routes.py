"""The routes of an environment: which hostnames lead to which workloads, and through what."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.inventories.objects import Objects
from generators.inventories.objects import component_of
from generators.manifests.part import Manifest
from generators.plan import Plan

CALLERS = (("api", "API clients"), ("ui", "Browsers"), ("docs", "Readers"))
REDIRECT = "-redirect"
PLACEHOLDER = "todo-"


@dataclass(frozen=True)
class Caller:
    """Those who call one hostname; the hostname is empty while nobody has given it."""

    key: str
    title: str
    host: str


@dataclass(frozen=True)
class Routes:
    """Who calls, what their requests reach, and the Gateway or class that serves them.

    ``unknown`` tells that nobody has named the Gateway or the class yet.
    """

    callers: tuple[Caller, ...]
    components: tuple[str, ...]
    served_by: str
    unknown: bool


def routes(plan: Plan, objects: Objects) -> Routes:
    """Read the routes of the overlay; a redirect to HTTPS leads nowhere new."""
    entries = [
        entry
        for entry in objects.of_kind("HTTPRoute", "Ingress")
        if not entry["metadata"]["name"].endswith(REDIRECT)
    ]
    services = {
        entry["metadata"]["name"]: component_of(entry) for entry in objects.of_kind("Service")
    }
    reached = [services.get(name, "") for entry in entries for name in _services(entry["spec"])]
    components = dict.fromkeys(name for name in reached if name and name != "ingress")
    served_by = _served_by(entries)
    unknown = PLACEHOLDER in served_by
    if unknown:
        served_by = f"{served_by.partition(' ')[0].capitalize()} not given"
    return Routes(tuple(_callers(plan)), tuple(components), served_by, unknown)


def _callers(plan: Plan) -> Iterator[Caller]:
    """Name who calls each hostname; a hostname that two share is called by both."""
    hosts = plan.ingress.hosts
    served = {"api": True, "ui": plan.topology.web, "docs": plan.topology.docs}
    titles: dict[str, list[str]] = {}
    for key, title in CALLERS:
        if served[key]:
            titles.setdefault(getattr(hosts, key) or f"?{key}", []).append(title)
    for host, names in titles.items():
        known = "" if host.startswith("?") else host
        yield Caller(f"callers-{names[0].partition(' ')[0].lower()}", " and ".join(names), known)


def _services(spec: Any) -> Iterator[str]:
    """Find the names of the Services that a route sends requests to, wherever they stand."""
    if isinstance(spec, Mapping):
        for key, value in spec.items():
            if key == "service" and isinstance(value, Mapping):
                yield str(value.get("name", ""))
            elif key == "backendRefs":
                yield from (str(reference["name"]) for reference in value)
            else:
                yield from _services(value)
    elif isinstance(spec, list | tuple):
        for item in spec:
            yield from _services(item)


def _served_by(entries: Iterable[Manifest]) -> str:
    for entry in entries:
        for parent in entry["spec"].get("parentRefs", ()):
            name, namespace = parent.get("name"), parent.get("namespace")
            return f"Gateway {namespace}/{name}" if namespace else f"Gateway {name}"
        if name := entry["spec"].get("ingressClassName"):
            return f"class {name}"
        return "default class"
    return "no route"
