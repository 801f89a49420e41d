"""A revision at a glance: what changed by name, and who stated its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from configurator.comparison import Comparison
from configurator.reviews.claims import RevisionClaim

NAMED = 3


@dataclass(frozen=True)
class NamedChange:
    """A changed choice: its title, with its environment if it is its own, and both values."""

    title: str
    old: str
    new: str


@dataclass(frozen=True)
class Glance:
    """The first changed choices with the number of the others, and who stated how many claims.

    ``unstated`` names the first claims that nobody stated.
    """

    changes: tuple[NamedChange, ...]
    more: int
    claimants: tuple[tuple[str, int], ...]
    unstated: tuple[str, ...]


def glance(changed: Comparison | None, claims: Iterable[RevisionClaim]) -> Glance:
    """Sum up a revision from its comparison with the one before, if any, and from its claims."""
    changes = _changes(changed) if changed else []
    rows = tuple(claims)
    people = Counter(claim.person or "somebody not known" for claim in rows if claim.value)
    unstated = dict.fromkeys(claim.label for claim in rows if not claim.value)
    return Glance(
        tuple(changes[:NAMED]),
        max(0, len(changes) - NAMED),
        tuple(people.most_common()),
        tuple(unstated)[:NAMED],
    )


def _changes(changed: Comparison) -> list[NamedChange]:
    groups = [("", step.changes) for step in changed.steps]
    groups += [(f"{row.name}: ", row.changes) for row in changed.environments]
    return [
        NamedChange(f"{prefix}{change.title}", change.old or "not asked", change.new or "not asked")
        for prefix, changes in groups
        for change in changes
    ]
