"""Rename, archive, delete, move and duplicate a configuration; restore it or a revision."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from configurator.access import Access
from configurator.events import log
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.models import Verb
from configurator.plans.environments import SHARED
from configurator.services import draft_limits
from configurator.services import reviews
from configurator.services import revisions
from configurator.services.locking import locked

NAME = "metadata.name"
LONGEST = 40  # characters of a plan's name
COPY = re.compile(r"(?P<stem>.+?)-copy(?:-(?P<number>[1-9][0-9]{0,3}))?")
SAVED_FIRST = "Saved before revision {number} was restored into the draft."


@transaction.atomic
def rename(*, key: UUID, name: str, person: User | None) -> Configuration:
    """Rename the draft; revisions keep the name under which they were saved."""
    configuration = locked(key)
    old = configuration.name
    if name != old:
        unfinished = _without_name(configuration)
        renamed = configuration.plan_file.revised(SHARED, {NAME: name})
        configuration.replace(renamed, unfinished, writer=person)
        configuration.save()
        if not configuration.browser:
            log.record_event(configuration, Verb.RENAMED, person, old=old, new=name)
    return configuration


@transaction.atomic
def archive(*, key: UUID, person: User | None, now: datetime) -> None:
    """Archive a configuration: it becomes read-only."""
    configuration = locked(key)
    if configuration.archived is None:
        configuration.archived = now
        configuration.save()
        log.record_event(configuration, Verb.ARCHIVED, person)


@transaction.atomic
def unarchive(*, key: UUID, person: User | None) -> None:
    """Unarchive a configuration."""
    configuration = locked(key)
    if configuration.archived is not None:
        configuration.archived = None
        configuration.save()
        log.record_event(configuration, Verb.UNARCHIVED, person)


@transaction.atomic
def delete(*, key: UUID, person: User | None, now: datetime) -> None:
    """Delete a configuration (soft delete): hidden at once, it can be restored for 30 days."""
    configuration = locked(key)
    if configuration.deleted is None:
        configuration.deleted = now
        configuration.save()
        if not configuration.browser:
            log.record_event(configuration, Verb.DELETED, person)


@transaction.atomic
def restore(*, key: UUID, person: User | None) -> Configuration:
    """Restore a deleted configuration as it was."""
    configuration = locked(key)
    if configuration.deleted is not None:
        configuration.deleted = None
        configuration.save()
        if not configuration.browser:
            log.record_event(configuration, Verb.RESTORED, person)
    return configuration


@transaction.atomic
def move(*, key: UUID, person: User, team: Team | None) -> list[int]:
    """Make a team the owner of a configuration, or else the person who moves it.

    Returns the revisions that lost their approval, as the new owner requires more.
    """
    configuration = locked(key)
    old = configuration.owned_by
    configuration.team = team
    configuration.person = None if team else person
    configuration.save()
    lost = reviews.recount_after_move(configuration)
    log.record_event(
        configuration,
        Verb.MOVED,
        person,
        old=old,
        new=configuration.owned_by,
        lost=", ".join(f"revision {number}" for number in lost),
    )
    return lost


@transaction.atomic
def duplicate(*, grant: Access, revision: Revision | None = None) -> Configuration:
    """Start a draft that copies another draft, or a revision, under a new name.

    ``Unreadable`` where this version cannot read the revision's plan.
    """
    source, visitor = grant.configuration, grant.visitor
    file = revision.plan_file if revision else source.plan_file
    draft_limits.check_new(visitor)
    copy = Configuration(person=visitor.person)
    if visitor.person is None:
        copy.browser, copy.origin = visitor.browser, visitor.origin
    copy.preset = "" if revision else source.preset
    named = file.revised(SHARED, {NAME: copy_name(file.name)})
    copy.take(named, {} if revision else _without_name(source))
    draft_limits.check_size(copy)
    copy.save()
    number = revision.number if revision else None
    if visitor.person:
        origin = f"{file.name}, revision {number}" if number else file.name
        log.record_event(copy, Verb.DUPLICATED, visitor.person, source=origin)
    if not source.browser:
        log.record_event_of(grant, Verb.DUPLICATED, number, name=copy.name)
    return copy


@transaction.atomic
def restore_revision(*, key: UUID, number: int, person: User, save_first: bool) -> int | None:
    """Restore a revision into the draft; return the revision that saved the draft before, if any.

    With ``save_first``, unsaved changes of the draft are saved first. ``Unreadable`` where this
    version cannot read the revision's plan, ``InvalidValues`` where the draft cannot be saved.
    """
    revision = locked(key).revisions.get(number=number)
    file = revision.plan_file
    saved = revisions.save(key, person, SAVED_FIRST.format(number=number)) if save_first else None
    configuration = locked(key)
    configuration.replace(file, writer=person)
    if number == configuration.latest:
        configuration.kept_version = configuration.version
    configuration.save()
    log.record_event(configuration, Verb.RESTORED, person, revision=number)
    return saved.revision.number if saved and saved.new else None


def copy_name(name: str) -> str:
    """Return the name of a copy: ``acme-copy`` of ``acme``, then ``acme-copy-2``."""
    copied = COPY.fullmatch(name)
    number = int(copied["number"] or 1) + 1 if copied else 1
    end = f"-copy-{number}" if number > 1 else "-copy"
    stem = copied["stem"] if copied else name
    return stem[: LONGEST - len(end)].rstrip("-") + end


def _without_name(draft: Configuration) -> dict[str, Any]:
    """Return the invalid values of a draft, without one of the name."""
    return {path: raw for path, raw in draft.unfinished.items() if path != NAME}
