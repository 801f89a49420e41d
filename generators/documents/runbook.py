"""What the documents say about a plan that takes more than a look at one choice."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.layout import Layout
from generators.manifests.part import Manifest
from generators.plan import Plan


@dataclass(frozen=True)
class Alert:
    """One alert of the bundle, as the person it wakes meets it."""

    name: str
    severity: str
    summary: str
    description: str
    waits: str


@dataclass(frozen=True)
class Part:
    """A part that runs, with its image and where a rollback takes it."""

    name: str
    workload: str
    image: str
    repository: str
    back: str


@dataclass(frozen=True)
class Facts:
    """Names and lists that the templates print."""

    parts: tuple[Part, ...]
    components: tuple[tuple[str, str], ...]
    jobs: tuple[str, ...]
    alerts: tuple[Alert, ...]
    hosts: Mapping[str, str]
    workloads: tuple[str, ...]
    claims: tuple[str, ...]
    connections: int
    pods: int


def facts(plan: Plan, layout: Layout) -> Facts:
    """Collect what the README and the runbook say about this plan."""
    objects = tuple(_objects(layout))
    directories = dict.fromkeys(file.directory for file in layout.files)
    backend = plan.scaling.backend
    surge = backend.most + 1
    each = plan.database.pool_size + plan.database.max_overflow
    return Facts(
        parts=_parts(plan),
        components=tuple(_components(layout)),
        jobs=tuple(d.partition("/")[2] for d in directories if d.startswith("jobs/")),
        alerts=tuple(_alerts(objects)),
        hosts={part: host for part, host in _hosts(plan).items() if host},
        workloads=tuple(_named(objects, ("Deployment", "StatefulSet"))),
        claims=tuple(_named(objects, ("PersistentVolumeClaim",))),
        connections=surge * backend.workers * each,
        pods=surge,
    )


def _objects(layout: Layout) -> Iterator[Manifest]:
    for file in layout.files:
        if not isinstance(file.content, str):
            yield from file.content


def _parts(plan: Plan) -> tuple[Part, ...]:
    release = plan.release
    parts = []
    for name in plan.topology.parts:
        image = getattr(release, name)
        back = "with-backend" if name == "backend" else getattr(release.rollback, name)
        parts.append(Part(name, f"skillflaw-{name}", image.reference, image.image, back))
    return tuple(parts)


def _components(layout: Layout) -> Iterator[tuple[str, str]]:
    seen = set()
    for file in layout.files:
        place, _, name = file.directory.partition("/")
        if place == "components" and name not in seen and file.filename != "kustomization.yaml":
            seen.add(name)
            yield name, file.why


def _alerts(objects: tuple[Manifest, ...]) -> Iterator[Alert]:
    for each in objects:
        if each.get("kind") != "PrometheusRule":
            continue
        for rule in (r for group in each["spec"]["groups"] for r in group["rules"]):
            if "alert" in rule:
                yield _alert(rule)


def _alert(rule: Mapping[str, Any]) -> Alert:
    said = rule.get("annotations", {})
    return Alert(
        rule["alert"],
        rule.get("labels", {}).get("severity", ""),
        said.get("summary", ""),
        said.get("description", ""),
        rule.get("for", "0s"),
    )


def _hosts(plan: Plan) -> dict[str, str]:
    hosts = plan.ingress.hosts
    shown = {"api": hosts.api}
    if plan.topology.web:
        shown["ui"] = hosts.ui
    if plan.topology.docs:
        shown["docs"] = hosts.docs
    return shown


def _named(objects: tuple[Manifest, ...], kinds: tuple[str, ...]) -> Iterator[str]:
    found: dict[str, None] = {}
    for each in objects:
        if each.get("kind") in kinds and "spec" in each:
            found[f"{each['kind'].lower()}/{each['metadata']['name']}"] = None
    yield from found
