"""Topology and capacity of the environments of a revision."""

from __future__ import annotations

from dataclasses import dataclass

import generators
from configurator.models import Revision
from configurator.pages.capacity import Capacity
from configurator.pages.capacity import capacity
from configurator.pages.topology_diagram import Picture
from configurator.pages.topology_diagram import picture
from configurator.plans.environments import judge
from configurator.plans.environments import judgements_in


@dataclass(frozen=True)
class DrawnEnvironment:
    """Topology and capacity of one environment; its name is empty where it is the only one."""

    name: str
    picture: Picture
    capacity: Capacity


def drawn_environments(revision: Revision) -> tuple[DrawnEnvironment, ...]:
    """Draw each environment; none where this version can no longer read the plan."""
    try:
        judgements = judgements_in(judge(revision.plan_file))
    except generators.Unreadable:
        return ()
    inventories = {name: generators.inventory(part) for name, part in judgements.items()}
    return tuple(
        DrawnEnvironment(
            name if revision.environments else "", picture(counted.topology), capacity(counted)
        )
        for name, counted in inventories.items()
    )
