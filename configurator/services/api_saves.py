"""Saves by the API: a whole plan becomes a revision in one call."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

import generators
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.plans.environments import as_file
from configurator.services import drafts
from configurator.services import promotions
from configurator.services import revisions
from configurator.services.locking import locked
from configurator.services.revisions import SaveResult


class BaseOutdated(Exception):
    """The revision on which a plan is based is not the latest: the optimistic lock of the API."""

    def __init__(self, base: int, latest: Revision) -> None:
        super().__init__(f"Revision {latest.number} came after revision {base}.")
        self.base = base
        self.latest = latest


@transaction.atomic
def create(
    plan: generators.PlanFile, person: User, note: str = "", team: Team | None = None
) -> SaveResult:
    """Save a plan as revision 1 of a new configuration; a team or else the person owns it."""
    draft = drafts.create(Visitor(person), plan)
    if team:
        draft.person, draft.team = None, team
        draft.save(update_fields=["person", "team"])
    return revisions.save(draft.pk, person, note)


@transaction.atomic
def revise(
    key: UUID,
    plan: generators.Plan | generators.PlanFile,
    person: User,
    note: str = "",
    base: int | None = None,
) -> SaveResult:
    """Save a plan as the next revision; :class:`BaseOutdated` where ``base`` is not the latest.

    The draft takes the plan too, unless it has unsaved changes.
    """
    configuration = locked(key)
    latest = configuration.revisions.filter(number=configuration.latest).first()
    if latest and revisions.holds(latest, as_file(plan)):
        return SaveResult(latest, new=False)
    if latest and base not in (None, latest.number):
        raise BaseOutdated(base or 0, latest)
    return SaveResult(_revised(configuration, as_file(plan), person, note), new=True)


@dataclass(frozen=True)
class Move:
    """The environments of a promotion, and the choices that move although they stay otherwise."""

    source: str
    target: str
    also: tuple[str, ...] = ()


@transaction.atomic
def promote(
    key: UUID, move: Move, person: User, note: str = "", base: int | None = None
) -> SaveResult:
    """Save the latest revision's plan with a promotion as the next revision.

    :class:`BaseOutdated` where ``base`` is not the latest, ``CannotPromote`` where the names do
    not fit it, ``Unreadable`` where this version cannot read it. Nothing is saved where nothing
    moves. The draft takes the plan too, unless it has unsaved changes.
    """
    configuration = locked(key)
    latest = configuration.revisions.get(number=configuration.latest)
    if base not in (None, latest.number):
        raise BaseOutdated(base or 0, latest)
    file = generators.read_plan_document(latest.written)
    promotion = generators.promote(file, move.source, move.target, move.also)
    if not promotion.moved:
        return SaveResult(latest, new=False)
    follows = not configuration.changed and not configuration.pending
    if follows:
        promotions.remember(configuration, move.source, move.target, latest.number, person)
    note = note or f"{move.source} promoted to {move.target}."
    promotions.record_promotion(configuration, move.source, move.target, promotion, person)
    return SaveResult(_revised(configuration, promotion.file, person, note), new=True)


def _revised(
    configuration: Configuration, plan: generators.PlanFile, person: User, note: str
) -> Revision:
    """Save a plan as the next revision; the draft takes it too, unless it has unsaved changes."""
    if not configuration.changed and not configuration.pending:
        configuration.replace(plan, writer=person)
    revision = revisions.revise(configuration, plan, author=person, saver=person, note=note)
    revisions.record_saved(configuration, revision, person, note)
    return revision
