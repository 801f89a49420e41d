"""Asking people for a review, and letting in those who cannot see yet what they are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from configurator.access import Access
from configurator.access import Right
from configurator.access import role_of
from configurator.events import log
from configurator.models import ReviewRequest
from configurator.models import Revision
from configurator.models import Role
from configurator.models import User
from configurator.models import Verb
from configurator.services.locking import locked
from configurator.services.reviews import Refused
from configurator.services.reviews import settle
from configurator.services.sharing import share


@transaction.atomic
def ask(here: Access, people: Iterable[User]) -> tuple[User, ...]:
    """Ask people to review the latest revision, and give those whom this reaches anew.

    Whoever cannot review yet is made a reviewer, where the asker may do that; else
    :class:`Refused`. Nobody is asked where one of them cannot be.
    """
    configuration = locked(here.configuration.pk)
    revision = configuration.revisions.get(number=configuration.latest)
    asked = tuple(each for each in people if _ask(here, revision, each))
    if asked:
        settle(configuration, revision)
    return asked


@transaction.atomic
def withdraw(here: Access, request: int) -> ReviewRequest | None:
    """Take a request back; what the person said stays."""
    configuration = locked(here.configuration.pk)
    found = configuration.requests.select_related("reviewer").filter(pk=request).first()
    if found:
        found.delete()
        settle(configuration, configuration.revisions.get(number=configuration.latest))
        who = found.reviewer.username
        log.record_event_of(here, Verb.UNASKED, configuration.latest, reviewer=who)
    return found


def _ask(here: Access, revision: Revision, person: User) -> bool:
    if person.pk == revision.author_id:
        raise Refused(f"{person.shown} is the author of this revision: ask somebody else.")
    if revision.written_by(person):
        raise Refused(f"{person.shown} wrote a part of this revision: ask somebody else.")
    _let_in(here, person)
    requests = ReviewRequest.objects.filter(configuration=revision.configuration, reviewer=person)
    found = requests.first()
    if found and found.done is None and found.revision_id == revision.pk:
        return False
    ReviewRequest.objects.update_or_create(
        configuration=revision.configuration,
        reviewer=person,
        defaults={"revision": revision, "by": here.signed, "done": None},
    )
    log.record_event_of(here, Verb.ASKED, revision.number, reviewer=person.username)
    return True


def _let_in(here: Access, person: User) -> None:
    role = role_of(person, here.configuration)
    if role and role.rank >= Role.REVIEWER.rank:
        return
    if not here.may(Right.OWN):
        raise Refused(
            f"{person.shown} cannot review this configuration yet, and only an owner can share "
            "it: ask an owner to make them a reviewer."
        )
    share(here, person, Role.REVIEWER)
