"""The presets as the front page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import generators
from configurator.pages.workloads import chosen
from configurator.pages.workloads import workloads
from configurator.wording.labels import rule_title


@dataclass(frozen=True)
class Card:
    """A preset, the facts that tell it from the others, and the warnings that it accepts."""

    preset: generators.Preset
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    blanks: int


@cache
def cards() -> tuple[Card, ...]:
    """Show every preset."""
    return tuple(
        Card(
            preset,
            tuple(_facts(preset.filled())),
            tuple(rule_title(slug) for slug in preset.price),
            len(preset.blanks),
        )
        for preset in generators.PRESETS
    )


def _facts(plan: generators.Plan) -> Iterator[tuple[str, str]]:
    yield "Workloads", ", ".join(f"{name} × {count}" for name, count in workloads(plan))
    yield "PostgreSQL", chosen(plan, "database.mode")
    yield "Redis", chosen(plan, "redis.mode")
    yield "Ingress", chosen(plan, "ingress.controller")
    yield "TLS", chosen(plan, "tls.mode")
