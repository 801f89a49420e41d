"""The topology of an environment as a diagram: across a page, or down a narrow column."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import generators

HEIGHT = 70
# Across the page each tier is a column.
WIDTH, ACROSS, DOWN = 182, 226, 88
# Down a narrow column each tier is a row, or two where it has four nodes.
NARROW, STEP, CLOSER = 340, 108, 20
GAPS = {1: 0, 2: 26, 3: 14}
MOST_IN_A_ROW = 3
# The width of a character of the text in a box.
CHARACTER = 5.9


@dataclass(frozen=True)
class Box:
    """A node with its position; ``after`` tells that it is in the second row of its tier."""

    node: generators.Node
    x: float
    y: float
    width: float
    after: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """Write the details as short as the box is wide."""
        fits = int((self.width - 16) / CHARACTER)
        texts = filter(None, (self.node.detail, self.node.more))
        return tuple(text if len(text) <= fits else f"{text[: fits - 1]}…" for text in texts)

    @property
    def title(self) -> str:
        """Write the title as short as the box is wide; it is set larger and bold."""
        fits = int((self.width - 20) / CHARACTER * 0.82)
        title = self.node.title
        return title if len(title) <= fits else f"{title[: fits - 1]}…"


@dataclass(frozen=True)
class Way:
    """A node and the nodes that it calls or uses, for the list in words."""

    node: generators.Node
    ends: tuple[generators.Node, ...]


@dataclass(frozen=True)
class Picture:
    """The boxes, the lines between them as SVG paths, and the same in words."""

    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    width: float
    height: float
    ways: tuple[Way, ...]
    narrow: bool = False


def picture(topology: generators.Topology) -> Picture:
    """Draw a topology across a page."""
    columns = [list(nodes) for nodes in _tiers(topology)]
    rows = max(len(column) for column in columns)
    boxes = {}
    for number, column in enumerate(columns):
        first = (rows - len(column)) / 2
        for row, node in enumerate(column):
            boxes[node.key] = Box(node, number * ACROSS + 1, (first + row) * DOWN + 1, WIDTH)
    lines = tuple(_across(boxes[start], boxes[end]) for start, end in topology.ways)
    width = (len(columns) - 1) * ACROSS + WIDTH + 2
    height = (rows - 1) * DOWN + HEIGHT + 2
    return Picture(tuple(boxes.values()), lines, width, height, _ways(topology))


def narrow_picture(topology: generators.Topology) -> Picture:
    """Draw a topology down a narrow column."""
    boxes = {box.node.key: box for box in _stacked(topology)}
    lines = tuple(_down(boxes[start], boxes[end]) for start, end in topology.ways)
    height = max(box.y for box in boxes.values()) + HEIGHT + 1
    return Picture(tuple(boxes.values()), lines, NARROW + 2, height, _ways(topology), narrow=True)


def _tiers(topology: generators.Topology) -> Iterator[Iterable[generators.Node]]:
    ordered = sorted(topology.nodes, key=lambda node: node.tier)
    for _, nodes in groupby(ordered, key=lambda node: node.tier):
        yield list(nodes)


def _ways(topology: generators.Topology) -> tuple[Way, ...]:
    return tuple(Way(node, topology.called_by(node.key)) for node in topology.nodes)


def _stacked(topology: generators.Topology) -> Iterator[Box]:
    """Place each tier in a row, a large one in two: nodes that call others are in the second."""
    y = 1.0
    for tier in _tiers(topology):
        nodes = list(tier)
        if len(nodes) > MOST_IN_A_ROW:
            nodes.sort(key=lambda node: bool(topology.called_by(node.key)))
        across = len(nodes) if len(nodes) <= MOST_IN_A_ROW else 2
        gap = GAPS[across]
        width = min((NARROW - (across - 1) * gap) / across, WIDTH)
        for start in range(0, len(nodes), across):
            row = nodes[start : start + across]
            indent = (NARROW - len(row) * width - (len(row) - 1) * gap) / 2
            for number, node in enumerate(row):
                yield Box(node, 1 + indent + number * (width + gap), y, width, start > 0)
            y += STEP if start + across >= len(nodes) else STEP - CLOSER


def _across(start: Box, end: Box) -> str:
    if start.x == end.x:
        return _beside(start, end)
    x1, y1, x2, y2 = start.x + WIDTH, start.y + HEIGHT / 2, end.x, end.y + HEIGHT / 2
    middle = (x1 + x2) / 2
    return f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2 - 5:g} {y2:g}"


def _beside(start: Box, end: Box) -> str:
    """Draw a line to a box above or below."""
    x, up = start.x + WIDTH / 2, end.y < start.y
    y1, y2 = (start.y, end.y + HEIGHT + 5) if up else (start.y + HEIGHT, end.y - 5)
    return f"M{x:g} {y1:g}V{y2:g}"


def _down(start: Box, end: Box) -> str:
    if start.y == end.y:
        left = end.x < start.x
        x1, x2 = (start.x, end.x + end.width + 5) if left else (start.x + start.width, end.x - 5)
        return f"M{x1:g} {start.y + HEIGHT / 2:g}H{x2:g}"
    x1, y1, x2 = start.x + start.width / 2, start.y + HEIGHT, end.x + end.width / 2
    if end.after:
        return _around(x1, y1, end)
    middle = (y1 + end.y) / 2
    return f"M{x1:g} {y1:g}C{x1:g} {middle:g} {x2:g} {middle:g} {x2:g} {end.y - 5:g}"


def _around(x: float, y: float, end: Box) -> str:
    """Draw a line between the boxes of the first row to one of the second."""
    gutter, left = NARROW / 2 + 1, end.x < NARROW / 2
    side = end.x + end.width + 5 if left else end.x - 5
    turn, level = y + (STEP - HEIGHT) / 2, end.y + HEIGHT / 2
    start = f"M{x:g} {y:g}C{x:g} {turn:g} {gutter:g} {turn:g} {gutter:g} {y + STEP - HEIGHT:g}"
    return f"{start}V{level:g}H{side:g}"
