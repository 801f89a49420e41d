"""The options of the form that chooses the sides of a comparison."""

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
from configurator.comparison.inputs import Input
from configurator.models import Configuration

# A longer list would need a search; other pages link to the usual comparisons.
MOST = 50


@dataclass(frozen=True)
class OptionGroup:
    """Options under one heading, each as the side's reference and its label."""

    title: str
    options: tuple[tuple[str, str], ...]


def option_groups(
    visitor: Visitor, rows: QuerySet[Configuration], chosen: Sequence[Input]
) -> tuple[OptionGroup, ...]:
    """List the options: every revision of the configurations already chosen, then the others."""
    grants = {side.access.configuration.pk: side.access for side in chosen if side.access}
    groups = [_all_of(grant, chosen) for grant in grants.values()]
    others = [row for row in rows.filter(archived=None)[:MOST] if row.pk not in grants]
    presets = tuple((urls.preset(preset.slug), preset.title) for preset in generators.PRESETS)
    groups += [
        OptionGroup("Configurations", tuple(o for row in others for o in _few_of(row, visitor))),
        OptionGroup("Presets", presets),
    ]
    return tuple(group for group in groups if group.options)


def _all_of(grant: Access, chosen: Sequence[Input]) -> OptionGroup:
    """List the draft and the revisions of a configuration that is already on one side."""
    configuration = grant.configuration
    labels: dict[str, str] = {}
    if grant.may(Right.EDIT):
        labels[urls.draft(configuration.pk)] = f"{configuration.name}, draft"
    numbers = list(grant.revisions.values_list("number", flat=True)[:MOST])
    for number in numbers:
        labels[urls.revision(configuration.pk, number)] = _label(configuration, number)
    for number in numbers[:1]:
        reference = urls.today(configuration.pk, number)
        labels[reference] = f"{configuration.name}, revision {number}, current version"
    for side in chosen:
        if side.access and side.access.configuration.pk == configuration.pk:
            title = side.side.title.removesuffix(f", {side.reference.environment}")
            labels.setdefault(str(side.reference.whole), title)
    return OptionGroup(configuration.name, tuple(labels.items()))


def environment_names(chosen: Sequence[Input]) -> tuple[str, ...]:
    """Name the environments of the sides that are already chosen."""
    return tuple(dict.fromkeys(name for side in chosen for name in side.names))


def _label(configuration: Configuration, number: int) -> str:
    approved = ", last approved" if number == configuration.approved else ""
    return f"{configuration.name}, revision {number}{approved}"


def _few_of(row: Configuration, visitor: Visitor) -> Iterator[tuple[str, str]]:
    """List the latest and approved revisions and the draft; the form adds the rest once chosen."""
    if row.latest:
        yield urls.latest(row.pk), f"{row.name}, latest revision ({row.latest})"
    if row.approved and row.approved != row.latest:
        yield urls.approved(row.pk), f"{row.name}, last approved ({row.approved})"
    if row.browser or (row.person_id and visitor.person and row.person_id == visitor.person.pk):
        yield urls.draft(row.pk), f"{row.name}, draft"
