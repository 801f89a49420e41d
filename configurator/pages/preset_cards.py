"""The presets as the front page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import generators
from configurator.pages import wording
from configurator.wording.labels import rule_title


@dataclass(frozen=True)
class Card:
    """A preset, the facts that tell it from the others, and what it honestly costs."""

    preset: generators.Preset
    facts: tuple[tuple[str, str], ...]
    price: tuple[str, ...]
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
    yield "Runs", ", ".join(f"{part} × {count}" for part, count in wording.parts(plan))
    yield "PostgreSQL", wording.DATABASES[plan.database.mode]
    yield "Redis", wording.CACHES[plan.redis.mode]
    edge, certificates = wording.EDGES[plan.ingress.controller], wording.CERTIFICATES[plan.tls.mode]
    yield "Ingress", f"{edge}, {certificates}"
