"""What becomes of a configuration as a whole: its name, its owner, its rest and its end."""

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
from configurator.services import reviews
from configurator.services import revisions
from configurator.services.locking import locked

NAME = "metadata.name"
LONGEST = 40  # characters of a plan's name
COPY = re.compile(r"(?P<stem>.+?)-copy(?:-(?P<number>[1-9][0-9]{0,3}))?")
KEPT_FIRST = "Kept before revision {number} became the draft again."


@transaction.atomic
def rename(*, key: UUID, name: str, person: User | None) -> Configuration:
    """Give the draft another name; revisions keep the one that they were saved under."""
    held = locked(key)
    old = held.name
    if name != old:
        kept = _beside_the_name(held)
        held.replace(held.plan_file.revised(SHARED, {NAME: name}), kept, writer=person)
        held.save()
        if not held.browser:
            log.record_event(held, Verb.RENAMED, person, old=old, new=name)
    return held


@transaction.atomic
def archive(*, key: UUID, person: User | None, now: datetime) -> None:
    """Put a configuration to rest: it is read and no longer changed."""
    held = locked(key)
    if held.archived is None:
        held.archived = now
        held.save()
        log.record_event(held, Verb.ARCHIVED, person)


@transaction.atomic
def unarchive(*, key: UUID, person: User | None) -> None:
    """Take a configuration out of the archive."""
    held = locked(key)
    if held.archived is not None:
        held.archived = None
        held.save()
        log.record_event(held, Verb.UNARCHIVED, person)


@transaction.atomic
def delete(*, key: UUID, person: User | None, now: datetime) -> None:
    """Delete a configuration: it is found nowhere from now on, and can be restored for a while."""
    held = locked(key)
    if held.deleted is None:
        held.deleted = now
        held.save()
        if not held.browser:
            log.record_event(held, Verb.DELETED, person)


@transaction.atomic
def restore(*, key: UUID, person: User | None) -> Configuration:
    """Bring a deleted configuration back as it was."""
    held = locked(key)
    if held.deleted is not None:
        held.deleted = None
        held.save()
        if not held.browser:
            log.record_event(held, Verb.RESTORED, person)
    return held


@transaction.atomic
def move(*, key: UUID, person: User, team: Team | None) -> list[int]:
    """Make a team own a configuration, or else the person who moves it.

    Gives the revisions whose approval is not worth as much as the new owner asks.
    """
    held = locked(key)
    old = held.owned_by
    held.team = team
    held.person = None if team else person
    held.save()
    lost = reviews.recount_after_move(held)
    log.record_event(
        held,
        Verb.MOVED,
        person,
        old=old,
        new=held.owned_by,
        lost=", ".join(f"revision {each}" for each in lost),
    )
    return lost


@transaction.atomic
def duplicate(*, here: Access, revision: Revision | None = None) -> Configuration:
    """Begin a draft that is a copy of another, or of a revision, under a name of its own.

    ``Unreadable`` where this version cannot read the revision's plan any more.
    """
    source, who = here.configuration, here.visitor
    file = revision.plan_file if revision else source.plan_file
    copy = Configuration(person=who.person)
    copy.browser = "" if who.person else who.browser
    copy.preset = "" if revision else source.preset
    named = file.revised(SHARED, {NAME: copy_name(file.name)})
    copy.take(named, {} if revision else _beside_the_name(source))
    copy.save()
    number = revision.number if revision else None
    if who.person:
        came = f"{file.name}, revision {number}" if number else file.name
        log.record_event(copy, Verb.DUPLICATED, who.person, source=came)
    if not source.browser:
        log.record_event_of(here, Verb.DUPLICATED, number, name=copy.name)
    return copy


@transaction.atomic
def bring_back(*, key: UUID, number: int, person: User, keep: bool) -> int | None:
    """Make the draft what a revision holds; give the revision that kept the draft before, if any.

    With ``keep``, a draft that no revision holds is saved first. ``Unreadable`` where this version
    cannot read the revision's plan any more, ``Unsettled`` where the draft cannot be saved.
    """
    wanted = locked(key).revisions.get(number=number)
    file = wanted.plan_file
    saved = revisions.save(key, person, KEPT_FIRST.format(number=number)) if keep else None
    held = locked(key)
    held.replace(file, writer=person)
    if number == held.latest:
        held.kept_version = held.version
    held.save()
    log.record_event(held, Verb.RESTORED, person, revision=number)
    return saved.revision.number if saved and saved.new else None


def copy_name(name: str) -> str:
    """Name a copy: ``acme`` becomes ``acme-copy``, then ``acme-copy-2``, never too long."""
    found = COPY.fullmatch(name)
    number = int(found["number"] or 1) + 1 if found else 1
    end = f"-copy-{number}" if number > 1 else "-copy"
    stem = found["stem"] if found else name
    return stem[: LONGEST - len(end)].rstrip("-") + end


def _beside_the_name(draft: Configuration) -> dict[str, Any]:
    """List what cannot be read yet, without a name that somebody was typing."""
    return {path: raw for path, raw in draft.unfinished.items() if path != NAME}
