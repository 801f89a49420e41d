"""Kubernetes quantities as exact numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from tests.admission.objects import containers
from tests.admission.objects import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

SUFFIXES = {
    **{letter: Decimal(1000) ** power for power, letter in enumerate("kMGTPE", start=1)},
    **{f"{letter}i": Decimal(1024) ** power for power, letter in enumerate("KMGTPE", start=1)},
    **{letter: Decimal(1000) ** -power for power, letter in enumerate("mun", start=1)},
    "": Decimal(1),
}
FORM = re.compile(r"([+-]?[0-9.]+)([KMGTPE]i|[numkMGTPE]|)\Z|([+-]?[0-9.]+[eE][+-]?[0-9]+)\Z")


def amount(quantity: Any) -> Decimal | None:
    """Return the number a quantity stands for, or None when it is none."""
    match = FORM.match(str(quantity))
    if not match:
        return None
    return Decimal(match[3]) if match[3] else Decimal(match[1]) * SUFFIXES[match[2]]


def refusals(manifest: Object) -> Iterator[str]:
    """Yield each limit below its request, and each amount that cannot be."""
    for container in containers(manifest):
        resources = container.get("resources") or {}
        requests, limits = resources.get("requests") or {}, resources.get("limits") or {}
        for resource in sorted(requests.keys() & limits.keys()):
            requested, allowed = amount(requests[resource]), amount(limits[resource])
            if requested is not None and allowed is not None and allowed < requested:
                yield (
                    f"{container.get('name')}: {resource} limit {limits[resource]} "
                    f"is below its request {requests[resource]}"
                )
    for path, value in walk(manifest):
        if path.endswith((".requests", ".limits")) and isinstance(value, dict):
            for resource, quantity in value.items():
                if (number := amount(quantity)) is not None and number < 0:
                    yield f"{path}.{resource}: {quantity} is below zero"
