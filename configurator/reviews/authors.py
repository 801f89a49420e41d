"""Who wrote a revision beside its author, and which of its choices."""

from __future__ import annotations

from dataclasses import dataclass

from configurator.models import Revision
from configurator.models import User
from configurator.wording.labels import choice_title

NAMED = 5


@dataclass(frozen=True)
class Part:
    """What one person wrote: the titles of some choices, and how many there are beside them."""

    person: User
    titles: tuple[str, ...]
    more: int


def parts(revision: Revision) -> tuple[Part, ...]:
    """List what others than the author wrote; they cannot approve the revision either."""
    keys = set(revision.wrote.values()) - {revision.author_id}
    people = User.objects.filter(pk__in=keys).order_by("username") if keys else ()
    return tuple(_part(revision, each) for each in people)


def _part(revision: Revision, person: User) -> Part:
    paths = [path for path, key in revision.wrote.items() if key == person.pk]
    titles = tuple(choice_title(each) for each in paths[:NAMED])
    return Part(person, titles, len(paths) - len(titles))
