"""Promote an environment of a draft, and remember where its values came from."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

import generators
from configurator.models import Configuration
from configurator.models import User
from configurator.models import Verb
from configurator.plans.environments import key_of
from configurator.services.environments import Refused
from configurator.services.environments import record
from configurator.services.environments import replace_draft
from configurator.services.locking import locked
from configurator.wording.plurals import counted


@transaction.atomic
def promote(
    *, key: UUID, source: str, target: str, also: Iterable[str], seen: int, person: User | None
) -> generators.Promotion | None:
    """Copy the values of the choices that a promotion moves, from source to target, in the draft.

    Return nothing, and change nothing, where the draft is not the version ``seen`` any more.
    """
    draft = locked(key)
    if draft.version != seen:
        return None
    try:
        promotion = generators.promote(draft.plan_file, source, target, also)
    except generators.CannotPromote as error:
        raise Refused(str(error)) from None
    moved = {key_of(target, difference.path) for difference in promotion.moved}
    unfinished = {key: raw for key, raw in draft.unfinished.items() if key not in moved}
    of_draft = _differs_from_latest(draft, source)
    remember(draft, source, target, draft.latest, person, of_draft=of_draft)
    replace_draft(draft, promotion.file, unfinished, person)
    if promotion.moved:
        record_promotion(draft, source, target, promotion, person)
    return promotion


def remember(
    draft: Configuration,
    source: str,
    target: str,
    revision: int,
    person: User | None,
    *,
    of_draft: bool = False,
) -> None:
    """Note in a locked draft from which revision of the source a target's values come.

    ``of_draft`` tells that the source was changed in the draft since that revision.
    """
    draft.promotions[target] = {
        "source": source,
        "revision": revision,
        "draft": of_draft,
        "at": timezone.now().isoformat(),
        "by": person.pk if person else None,
    }


def origins_saved(draft: Configuration, number: int) -> None:
    """Name the revision that was saved of a draft as the origin of what was promoted in it.

    An environment that is behind its source again has the values of an earlier draft, which no
    revision holds.
    """
    file = draft.plan_file
    saved = {
        target: row | {"revision": number, "draft": False}
        for target, row in draft.promotions.items()
        if row["draft"] and not _moves(file, row["source"], target)
    }
    if saved:
        draft.promotions |= saved
        draft.save(update_fields=["promotions"])


def _moves(file: generators.PlanFile, source: str, target: str) -> bool:
    """Tell whether a promotion would move anything, or cannot be made any more."""
    try:
        return bool(generators.promote(file, source, target).moved)
    except generators.CannotPromote:
        return True


def record_promotion(
    draft: Configuration,
    source: str,
    target: str,
    promotion: generators.Promotion,
    person: User | None,
) -> None:
    """Record in the audit log which choices moved."""
    record(
        draft,
        Verb.PROMOTED,
        person,
        source=source,
        target=target,
        choices=counted(len(promotion.moved), "choice"),
        paths=", ".join(difference.path for difference in promotion.moved),
    )


def _differs_from_latest(draft: Configuration, source: str) -> bool:
    """Tell whether the source's values in the draft are not those of the latest revision."""
    latest = draft.revisions.filter(number=draft.latest).first()
    try:
        return not latest or latest.plan_file.plan_of(source) != draft.plan_of(source)
    except (generators.Unreadable, KeyError):
        return True
