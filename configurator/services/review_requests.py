"""Requesting reviews, and making the people who are asked reviewers where they are not yet."""

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
from configurator.services.reviews import update_states
from configurator.services.sharing import share


@transaction.atomic
def create(access: Access, people: Iterable[User]) -> tuple[User, ...]:
    """Request a review of the latest revision, and return the people who were not asked before.

    A person who cannot review yet becomes a reviewer, where the visitor may share. Raise
    :class:`Refused` where one of the people cannot be asked; then nobody is.
    """
    configuration = locked(access.configuration.pk)
    revision = configuration.revisions.get(number=configuration.latest)
    requested = tuple(person for person in people if _request(access, revision, person))
    if requested:
        update_states(configuration, revision)
    return requested


@transaction.atomic
def withdraw(access: Access, key: int) -> ReviewRequest | None:
    """Withdraw a request; reviews that the person submitted stay."""
    configuration = locked(access.configuration.pk)
    request = configuration.requests.select_related("reviewer").filter(pk=key).first()
    if request:
        request.delete()
        update_states(configuration, configuration.revisions.get(number=configuration.latest))
        reviewer = request.reviewer.username
        log.record_event_of(
            access, Verb.REVIEW_REQUEST_WITHDRAWN, configuration.latest, reviewer=reviewer
        )
    return request


def _request(access: Access, revision: Revision, person: User) -> bool:
    if person.pk == revision.author_id:
        raise Refused(f"{person.display_name} is the author of this revision. Ask somebody else.")
    if revision.written_by(person):
        raise Refused(f"{person.display_name} wrote a part of this revision. Ask somebody else.")
    _make_reviewer(access, person)
    requests = ReviewRequest.objects.filter(configuration=revision.configuration, reviewer=person)
    request = requests.first()
    if request and request.done is None and request.revision_id == revision.pk:
        return False
    ReviewRequest.objects.update_or_create(
        configuration=revision.configuration,
        reviewer=person,
        defaults={"revision": revision, "by": access.signed, "done": None},
    )
    log.record_event_of(access, Verb.REVIEW_REQUESTED, revision.number, reviewer=person.username)
    return True


def _make_reviewer(access: Access, person: User) -> None:
    role = role_of(person, access.configuration)
    if role and role.rank >= Role.REVIEWER.rank:
        return
    if not access.may(Right.OWN):
        raise Refused(
            f"{person.display_name} cannot review this configuration yet, and only an owner can "
            "share it. Ask an owner to share it with them as a reviewer."
        )
    share(access, person, Role.REVIEWER, asked=True)
