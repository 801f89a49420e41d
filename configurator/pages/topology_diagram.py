"""The topology of a plan as a diagram: clients, ingress, pods, data stores."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

import generators
from configurator.pages.workloads import chosen
from configurator.pages.workloads import workloads

WIDTH, HEIGHT = 182, 58
ACROSS, DOWN = 226, 78
FITS = 27


@dataclass(frozen=True)
class Node:
    """A box of the drawing. What runs outside the cluster has a dashed outline."""

    name: str
    line: str
    column: int
    outside: bool = False
    row: float = 0

    @property
    def x(self) -> float:
        return self.column * ACROSS + 1

    @property
    def y(self) -> float:
        return self.row * DOWN + 1

    @property
    def short(self) -> str:
        return self.line if len(self.line) <= FITS else f"{self.line[: FITS - 1]}…"


@dataclass(frozen=True)
class Picture:
    """The boxes, the lines between them as SVG paths, and the same in words."""

    nodes: tuple[Node, ...]
    lines: tuple[str, ...]
    words: str
    height: float
    width: float = 3 * ACROSS + WIDTH + 2


def picture(plan: generators.Plan) -> Picture:
    """Draw a plan in four columns."""
    columns = [list(_callers(plan)), [_ingress(plan)], list(_pods(plan)), list(_state(plan))]
    rows = max(len(column) for column in columns)
    callers, ingress, pods, state = (_placed(column, rows) for column in columns)
    lines = [_line(caller, ingress[0]) for caller in callers]
    lines += [_line(ingress[0], pod) for pod in pods]
    lines += [_line(pods[0], store) for store in state]
    nodes = (*callers, *ingress, *pods, *state)
    words = "; ".join(f"{node.name}: {node.line}" for node in nodes)
    return Picture(nodes, tuple(lines), words, rows * DOWN - DOWN + HEIGHT + 2)


def _callers(plan: generators.Plan) -> Iterator[Node]:
    hosts = plan.ingress.hosts
    yield Node("API clients", hosts.api or "no hostname", 0, outside=True)
    if plan.topology.web:
        yield Node("Browsers", hosts.ui or "no hostname", 0, outside=True)
    if plan.topology.docs:
        yield Node("Readers", hosts.docs or "no hostname", 0, outside=True)


def _ingress(plan: generators.Plan) -> Node:
    served = plan.tls.mode != "none"
    certificates = chosen(plan, "tls.mode")
    line = f"TLS: {certificates}" if served else certificates
    return Node(chosen(plan, "ingress.controller"), line, 1, outside=True)


def _pods(plan: generators.Plan) -> Iterator[Node]:
    for name, count in workloads(plan):
        yield Node(name.capitalize(), f"{count} pod{'' if count == '1' else 's'}", 2)


def _state(plan: generators.Plan) -> Iterator[Node]:
    database, redis, storage = plan.database, plan.redis, plan.storage
    yield Node("PostgreSQL", chosen(plan, "database.mode"), 3, outside=database.mode == "external")
    if redis.mode != "none":
        yield Node("Redis", chosen(plan, "redis.mode"), 3, outside=redis.mode == "external")
    volume = "lost with the pod" if storage.mode == "ephemeral" else storage.access_mode
    yield Node("State directory", volume, 3)


def _placed(nodes: Iterable[Node], rows: int) -> list[Node]:
    """Centre a column beside the tallest one."""
    column = list(nodes)
    first = (rows - len(column)) / 2
    return [
        Node(node.name, node.line, node.column, node.outside, first + number)
        for number, node in enumerate(column)
    ]


def _line(start: Node, end: Node) -> str:
    x1, y1, x2, y2 = start.x + WIDTH, start.y + HEIGHT / 2, end.x, end.y + HEIGHT / 2
    middle = (x1 + x2) / 2
    return f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2 - 5:g} {y2:g}"
