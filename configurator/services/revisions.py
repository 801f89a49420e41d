"""Saving: a draft becomes a revision, numbered and never changed again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

import generators
from configurator.events import log
from configurator.models import Archive
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import State
from configurator.models import Team
from configurator.models import User
from configurator.models import Verb
from configurator.plans import generator_version
from configurator.plans.environments import judge
from configurator.plans.stored_findings import Judged
from configurator.plans.stored_findings import judged
from configurator.services import reviews
from configurator.services.authorship import writers_by_choice
from configurator.services.locking import locked


class Unsettled(Exception):
    """Some answers cannot be read yet, so there is no plan to save; ``paths`` names them."""

    def __init__(self, paths: Mapping[str, Any]) -> None:
        super().__init__("Some answers cannot be read yet.")
        self.paths = tuple(paths)


@dataclass(frozen=True)
class Kept:
    """A revision, and whether it is new: a second press of the button saves nothing twice."""

    revision: Revision
    new: bool


@transaction.atomic
def save(key: UUID, person: User, note: str = "", team: Team | None = None) -> Kept:
    """Save the draft as the next revision; what belonged to a browser becomes the person's own.

    ``team`` owns what nobody owned before. :class:`Unsettled` where an answer cannot be read.
    """
    configuration = locked(key)
    if configuration.pending:
        raise Unsettled(configuration.pending)
    if configuration.browser:
        claim(configuration, person, team)
    latest = configuration.revisions.filter(number=configuration.latest).first()
    if latest and holds(latest, configuration.plan_file):
        return Kept(latest, new=False)
    file = configuration.plan_file
    revision = revise(configuration, file, author=person, saver=person, note=note)
    log.record_event(
        configuration,
        Verb.SAVED,
        person,
        revision=revision.number,
        note=note,
        digest=revision.digest,
    )
    return Kept(revision, new=True)


def holds(revision: Revision, file: generators.PlanFile) -> bool:
    """Tell whether a revision is this very plan file, its environments in the same order."""
    same = bool(revision.document == generators.sparse_file(file))
    return same and bool(revision.environments == list(file.own))


def claim(configuration: Configuration, person: User, team: Team | None) -> None:
    """Make a browser's draft somebody's own."""
    configuration.browser = ""
    configuration.team = team
    configuration.person = None if team else person
    configuration.take(configuration.plan_file, configuration.unfinished)


def revise(
    configuration: Configuration,
    file: generators.PlanFile,
    *,
    author: User,
    saver: User,
    note: str,
) -> Revision:
    """Write a plan file down as the next revision of a locked configuration.

    The draft counts as saved where it holds this very file.
    """
    writers = writers_by_choice(configuration, file, author)
    configuration.latest += 1
    configuration.state = State.SAVED
    configuration.list_as(file)
    document = generators.sparse_file(file)
    if configuration.document == document and configuration.environments == list(file.own):
        configuration.kept_version = configuration.version
    configuration.save()
    today = timezone.localdate()
    judgement = configuration.judgement if file == configuration.plan_file else judge(file, today)
    revision = Revision.objects.create(
        configuration=configuration,
        number=configuration.latest,
        author=author,
        saver=saver,
        writers=writers,
        note=note,
        document=document,
        complete=generators.complete_file(file),
        environments=list(file.own),
        result=judgement.verdict,
        findings=[each.row() for each in judged(judgement.findings)],
        waived=[_waived_row(each) for each in judgement.waived],
        archive=_archive(judgement) if judgement.verdict != "blocked" else None,
        generator=generator_version.GENERATOR,
        guide=generator_version.GUIDE,
    )
    reviews.start_review(configuration, revision)
    return revision


def _waived_row(each: generators.Waived) -> dict[str, Any]:
    waiver = each.waiver
    return {
        "finding": Judged.of(each.finding).row(),
        "rule": waiver.rule,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": str(waiver.expires),
    }


def _archive(judgement: generators.Judgement | generators.FileJudgement) -> Archive | None:
    """Keep the bundle's bytes under their digest; the same bytes are kept once."""
    try:
        bundle = generators.bundle(judgement)
    except generators.Blocked:
        return None
    zipped = bundle.zipped()
    about = {
        made.path: {"why": made.why, "choices": list(made.choices), "guide": list(made.guide)}
        for made in bundle.files
    }
    found, _ = Archive.objects.get_or_create(
        digest=hashlib.sha256(zipped).hexdigest(),
        defaults={"packed": zlib.compress(zipped, 9), "about": about},
    )
    return found
