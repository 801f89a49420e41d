"""Who wrote or suggested parts of a revision besides its author, and which choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from configurator.models import Revision
from configurator.models import User
from configurator.wording.labels import choice_title

NAMED = 5


@dataclass(frozen=True)
class Contribution:
    """What one person wrote: the titles of some choices, and the number of further ones."""

    person: User
    titles: tuple[str, ...]
    more: int


def contributions(revision: Revision) -> tuple[Contribution, ...]:
    """List what others than the author wrote; they cannot approve the revision either."""
    keys = set(revision.writers.values()) - {revision.author_id}
    people = User.objects.filter(pk__in=keys).order_by("username") if keys else ()
    return tuple(_contribution(revision.writers, person) for person in people)


def _contribution(by_choice: Mapping[str, int], person: User) -> Contribution:
    paths = [path for path, key in by_choice.items() if key == person.pk]
    titles = tuple(choice_title(path) for path in paths[:NAMED])
    return Contribution(person, titles, len(paths) - len(titles))


def suggestions(revision: Revision) -> tuple[Contribution, ...]:
    """List the values that the author took from suggestions, by the person who made them."""
    keys = set(revision.suggesters.values())
    people = User.objects.filter(pk__in=keys).order_by("username") if keys else ()
    return tuple(_contribution(revision.suggesters, person) for person in people)
