"""Create drafts, write into them, and import plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

import generators
from configurator.access import Visitor
from configurator.events import log
from configurator.models import Configuration
from configurator.models import User
from configurator.models import Verb
from configurator.plans.parsing import BLANK
from configurator.services import draft_limits
from configurator.services.locking import locked


def start(visitor: Visitor, preset: generators.Preset | None = None) -> Configuration:
    """Create a draft, blank or from a preset, with what follows from its choices filled in."""
    document = preset.document() if preset else dict(BLANK)
    plan = generators.with_derived(generators.read_document(document))
    return create(visitor, plan, preset.slug if preset else "")


def create(
    visitor: Visitor, plan: generators.Plan | generators.PlanFile, preset: str = ""
) -> Configuration:
    """Create a draft with a plan. The signed-in person owns it, or else the browser."""
    draft_limits.check_new(visitor)
    draft = Configuration(preset=preset, person=visitor.person)
    if visitor.person is None:
        draft.browser, draft.origin = visitor.browser, visitor.origin
    draft.take(plan, {})
    draft_limits.check_size(draft)
    draft.save()
    return draft


@transaction.atomic
def import_plan(visitor: Visitor, plan: generators.PlanFile, source: str) -> Configuration:
    """Create a draft from an uploaded plan; ``source`` names the upload."""
    draft = create(visitor, plan)
    if visitor.person:
        log.record_event(draft, Verb.IMPORTED, visitor.person, source=source)
    return draft


def write(
    draft: Configuration,
    file: generators.PlanFile,
    unfinished: Mapping[str, Any],
    *,
    writer: User | None = None,
    page: str = "",
) -> bool:
    """Write into a locked draft, and tell whether that changed it."""
    # Plans with the same values may differ in what they state: No is stated, Later is not.
    same = generators.sparse_file(file) == generators.sparse_file(draft.plan_file)
    if same and file == draft.plan_file and unfinished == draft.unfinished:
        return False
    draft.take(file, unfinished, writer=writer, page=page)
    draft.version += 1
    draft_limits.check_size(draft)
    draft.save()
    return True


@transaction.atomic
def import_into(
    *, key: UUID, plan: generators.PlanFile, seen: int, person: User | None, source: str
) -> bool:
    """Replace the plan of a draft by an uploaded one; return false where the draft has changed."""
    draft = locked(key)
    if draft.version != seen:
        return False
    draft.replace(plan, writer=person)
    draft_limits.check_size(draft)
    draft.save()
    if not draft.browser:
        log.record_event(draft, Verb.IMPORTED, person, source=source)
    return True
