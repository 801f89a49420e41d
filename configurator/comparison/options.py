"""What a visitor can choose from as the sides of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

import generators
from configurator.access import Access
from configurator.access import Right
from configurator.access import Visitor
from configurator.comparison import urls
from configurator.comparison.inputs import Found
from configurator.models import Configuration

# A longer list would need a search; other pages link to the comparisons that people want.
MOST = 50


@dataclass(frozen=True)
class Offer:
    """Sides that belong together: their heading, and of each its address and its name."""

    title: str
    sides: tuple[tuple[str, str], ...]


def offers(
    who: Visitor, rows: QuerySet[Configuration], sides: Sequence[Found]
) -> tuple[Offer, ...]:
    """List the sides to choose from: of what is on a side already everything, then the rows."""
    near = {each.access.configuration.pk: each.access for each in sides if each.access}
    found = [_near(here, sides) for here in near.values()]
    others = [each for each in rows.filter(archived=None)[:MOST] if each.pk not in near]
    found += [
        Offer("Configurations", tuple(side for row in others for side in _far(row, who))),
        Offer("Presets", tuple((urls.preset(p.slug), p.title) for p in generators.PRESETS)),
    ]
    return tuple(each for each in found if each.sides)


def _near(here: Access, chosen: Sequence[Found]) -> Offer:
    """List everything of a configuration that is already on one side."""
    configuration = here.configuration
    known: dict[str, str] = {}
    if here.may(Right.EDIT):
        known[urls.draft(configuration.pk)] = f"{configuration.name}, draft"
    numbers = list(here.revisions.values_list("number", flat=True)[:MOST])
    for number in numbers:
        known[urls.revision(configuration.pk, number)] = _named(configuration, number)
    for number in numbers[:1]:
        side = urls.today(configuration.pk, number)
        known[side] = f"{configuration.name}, revision {number} as of today"
    for each in chosen:
        if each.access and each.access.configuration.pk == configuration.pk:
            known.setdefault(str(each.address), each.side.title)
    return Offer(configuration.name, tuple(known.items()))


def _named(configuration: Configuration, number: int) -> str:
    approved = ", last approved" if number == configuration.approved else ""
    return f"{configuration.name}, revision {number}{approved}"


def _far(row: Configuration, who: Visitor) -> Iterator[tuple[str, str]]:
    """Name the ends of another configuration; the rest is offered when it is chosen."""
    if row.latest:
        yield urls.latest(row.pk), f"{row.name}, latest revision ({row.latest})"
    if row.approved and row.approved != row.latest:
        yield urls.approved(row.pk), f"{row.name}, last approved ({row.approved})"
    if row.browser or (row.person_id and who.person and row.person_id == who.person.pk):
        yield urls.draft(row.pk), f"{row.name}, draft"
