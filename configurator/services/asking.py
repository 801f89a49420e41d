"""Asking people for a review, and letting in those who cannot see yet what they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from configurator.access import role_of
from configurator.models import Configuration
from configurator.models import ReviewRequest
from configurator.models import Revision
from configurator.models import Role
from configurator.models import User
from configurator.models import Verb
from configurator.services import record
from configurator.services.reviews import Refused
from configurator.services.reviews import settle
from configurator.services.rows import locked


@transaction.atomic
def ask(key: UUID, people: Iterable[User], by: User, *, sharing: bool) -> tuple[User, ...]:
    """Ask people to review the latest revision, and give those whom this reaches anew.

    Whoever cannot review yet is made a reviewer where ``sharing`` says that the asker may do that;
    else :class:`Refused`. Nobody is asked where one of them cannot be.
    """
    configuration = locked(key)
    revision = configuration.revisions.get(number=configuration.latest)
    asked = tuple(each for each in people if _ask(configuration, revision, each, by, sharing))
    if asked:
        settle(configuration, revision)
    return asked


@transaction.atomic
def withdraw(key: UUID, request: int, by: User) -> ReviewRequest | None:
    """Take a request back; what the person said stays."""
    configuration = locked(key)
    found = configuration.requests.select_related("reviewer").filter(pk=request).first()
    if found:
        found.delete()
        settle(configuration, configuration.revisions.get(number=configuration.latest))
        record.happened(
            configuration,
            Verb.UNASKED,
            by,
            revision=configuration.latest,
            reviewer=found.reviewer.username,
        )
    return found


def _ask(
    configuration: Configuration, revision: Revision, person: User, by: User, sharing: bool
) -> bool:
    if person.pk == revision.author_id:
        raise Refused(f"{person.shown} is the author of this revision: ask somebody else.")
    _let_in(configuration, person, by, sharing)
    values = {"revision": revision, "by": by, "done": None}
    found, new = configuration.requests.get_or_create(reviewer=person, defaults=values)
    if not new and found.done is None and found.revision_id == revision.pk:
        return False
    if not new:
        configuration.requests.filter(pk=found.pk).update(**values)
    record.happened(
        configuration,
        Verb.ASKED,
        by,
        revision=revision.number,
        reviewer=person.username,
        reviewer_id=person.pk,
    )
    return True


def _let_in(configuration: Configuration, person: User, by: User, sharing: bool) -> None:
    role = role_of(person, configuration)
    if role and role.rank >= Role.REVIEWER.rank:
        return
    if not sharing:
        raise Refused(
            f"{person.shown} cannot review this configuration yet, and only an owner can share "
            "it: ask an owner to make them a reviewer."
        )
    share, new = configuration.shares.get_or_create(
        person=person, defaults={"role": Role.REVIEWER, "by": by}
    )
    if not new:
        share.role = Role.REVIEWER
        share.save(update_fields=["role"])
    record.happened(
        configuration, Verb.SHARED, by, person=person.username, person_id=person.pk, role="reviewer"
    )
