"""The topology of an environment: who calls it, what runs, what it needs, and the ways between."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from generators.inventories import routes
from generators.inventories.objects import Objects
from generators.inventories.objects import component_of
from generators.inventories.objects import template_of
from generators.inventories.volumes import Volume
from generators.inventories.volumes import volumes
from generators.inventories.workloads import TITLES
from generators.inventories.workloads import Workload
from generators.manifests.part import Manifest
from generators.plan import Plan
from generators.plan import choice_at

# The columns of the drawing, from those who call to what is stored.
CLIENTS, INGRESS, WORKLOADS, STORES, BEHIND = range(5)
PARTS = ("backend", "frontend", "docs")


@dataclass(frozen=True)
class Node:
    """Something that runs or is reached. What lies outside the bundle is ``outside``.

    ``more`` is a second detail. ``unknown`` tells that nobody has said yet where it is.
    """

    key: str
    title: str
    detail: str
    tier: int
    outside: bool = False
    unknown: bool = False
    more: str = ""

    @property
    def text(self) -> str:
        """Write both details: “3 instances, 20Gi each”."""
        return ", ".join(filter(None, (self.detail, self.more)))


@dataclass(frozen=True)
class Topology:
    """Nodes, and the ways between them as pairs of keys, from the caller to what it calls."""

    nodes: tuple[Node, ...]
    ways: tuple[tuple[str, str], ...]

    def node(self, key: str) -> Node:
        """Find a node; ``KeyError`` where there is none."""
        return {node.key: node for node in self.nodes}[key]

    def called_by(self, key: str) -> tuple[Node, ...]:
        """List what a node calls or uses."""
        return tuple(self.node(end) for start, end in self.ways if start == key)


def topology(plan: Plan, objects: Objects, running: Iterable[Workload]) -> Topology:
    """Read nodes and ways from the objects; names of what they only refer to, from the plan."""
    entered = routes.routes(plan, objects)
    parts = [workload for workload in running if workload.component in PARTS]
    nodes = (
        *(_client(caller) for caller in entered.callers),
        _ingress(plan, entered),
        *(Node(part.component, part.title, _pods(part.pods), WORKLOADS) for part in parts),
        *_stores(plan, objects, running),
    )
    ways = (
        *((caller.key, "ingress") for caller in entered.callers),
        *(("ingress", component) for component in entered.components),
        *_inside(plan, objects, {node.key for node in nodes}),
    )
    return Topology(nodes, ways)


def _pods(count: str) -> str:
    return f"{count} pod{'' if count == '1' else 's'}"


def _client(caller: routes.Caller) -> Node:
    host = caller.host or "hostname not given"
    return Node(caller.key, caller.title, host, CLIENTS, outside=True, unknown=not caller.host)


def _ingress(plan: Plan, entered: routes.Routes) -> Node:
    title = str(choice_at("ingress.controller").option(plan).label)
    certificates = str(choice_at("tls.mode").option(plan).label)
    tls = f"TLS: {certificates}" if plan.tls.mode != "none" else certificates
    return Node("ingress", title, entered.served_by, INGRESS, True, entered.unknown, more=tls)


def _stores(plan: Plan, objects: Objects, running: Iterable[Workload]) -> Iterator[Node]:
    by_component = {workload.component: workload for workload in running}
    pooler = by_component.get("pooler")
    if pooler:
        yield Node("pooler", pooler.title, _pods(pooler.pods), STORES)
    volumes_by_title = {volume.title: volume for volume in volumes(objects)}
    tier = BEHIND if pooler else STORES
    yield _store("database", tier, plan.database.host, by_component, volumes_by_title)
    if plan.redis.mode != "none":
        yield _store("cache", STORES, plan.redis.host, by_component, volumes_by_title)
    yield _state(volumes_by_title)
    if store := objects.one("ObjectStore"):
        path = store["spec"]["configuration"]["destinationPath"]
        yield Node("backup", "Backups", path, BEHIND, outside=True)
    if any(component_of(entry) == "backup" for entry in objects.of_kind("CronJob")):
        yield Node("backup", "Database dumps", "volume in the cluster", BEHIND)
    if called := _called(plan):
        yield Node("services", "Outside services", called, STORES, outside=True)


def _store(
    component: str,
    tier: int,
    host: str,
    running: Mapping[str, Workload],
    volumes_by_title: Mapping[str, Volume],
) -> Node:
    """Show a data store: its pods where the bundle runs it, or else its host."""
    title, workload = TITLES[component], running.get(component)
    if not workload:
        detail = host or "host not given"
        return Node(component, title, detail, tier, outside=True, unknown=not host)
    volume = volumes_by_title.get(title)
    size = f"{volume.text} on disk" if volume else "nothing on disk"
    return Node(component, title, _pods(workload.pods), tier, more=size)


def _state(volumes_by_title: Mapping[str, Volume]) -> Node:
    """Show where the backend keeps its state directory."""
    for title, volume in volumes_by_title.items():
        if title == "State directory":
            return Node("state", title, volume.text, STORES, more=volume.access)
        if title.startswith("Existing claim"):
            return Node("state", "State directory", title, STORES)
    return Node("state", "State directory", "lost with the pod", STORES)


def _called(plan: Plan) -> str:
    """Say where flows may call out to; empty where they may not."""
    allowed = plan.operations.egress
    if not plan.operations.network_policies:
        return "any address"
    if allowed == "none":
        return ""
    if allowed == "internet-443":
        return "internet, port 443"
    return f"{len(allowed)} destination{'' if len(allowed) == 1 else 's'}"


def _inside(plan: Plan, objects: Objects, keys: set[str]) -> Iterator[tuple[str, str]]:
    if "frontend" in keys and _names_backend(objects):
        yield ("frontend", "backend")
    pooled = "pooler" in keys
    ways = [("backend", "pooler"), ("pooler", "database")] if pooled else [("backend", "database")]
    ways += [("backend", store) for store in ("cache", "state", "services")]
    ways.append(("database", "backup"))
    yield from (way for way in ways if {*way} <= keys)


def _names_backend(objects: Objects) -> bool:
    """Tell whether the frontend's pods forward to the backend's Service."""
    return any(
        "http://skillflaw-backend" in str(variable.get("value", ""))
        for entry in objects.of_kind("Deployment")
        if component_of(entry) == "frontend"
        for container in _containers(entry)
        for variable in container.get("env", ())
    )


def _containers(entry: Manifest) -> Iterable[Manifest]:
    containers: Iterable[Manifest] = template_of(entry)["spec"]["containers"]
    return containers
