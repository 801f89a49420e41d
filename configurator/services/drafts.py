"""How a draft begins, and how a plan from elsewhere takes its place."""

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
from configurator.services.locking import locked


def start(who: Visitor, preset: generators.Preset | None = None) -> Configuration:
    """Begin a draft, blank or from a preset."""
    document = preset.document() if preset else dict(BLANK)
    return keep(who, generators.read_document(document), preset.slug if preset else "")


def keep(
    who: Visitor, plan: generators.Plan | generators.PlanFile, preset: str = ""
) -> Configuration:
    """Begin a draft with a plan that exists already.

    It belongs to whoever is signed in, else to the browser.
    """
    draft = Configuration(preset=preset, person=who.person)
    draft.browser = "" if who.person else who.browser
    draft.take(plan, {})
    draft.save()
    return draft


@transaction.atomic
def take_in(who: Visitor, plan: generators.PlanFile, source: str) -> Configuration:
    """Begin a draft with a plan that somebody brought along, as ``source`` names it."""
    draft = keep(who, plan)
    if who.person:
        log.record_event(draft, Verb.IMPORTED, who.person, source=source)
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
    if file == draft.plan_file and unfinished == draft.unfinished:
        return False
    draft.take(file, unfinished, writer=writer, page=page)
    draft.version += 1
    draft.save()
    return True


@transaction.atomic
def replace(
    *, key: UUID, plan: generators.PlanFile, seen: int, person: User | None, source: str
) -> bool:
    """Put a plan from elsewhere into a draft; not where the draft changed since it was seen."""
    held = locked(key)
    if held.version != seen:
        return False
    held.replace(plan, writer=person)
    held.save()
    if not held.browser:
        log.record_event(held, Verb.IMPORTED, person, source=source)
    return True
