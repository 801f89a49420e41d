"""Saving a draft as a revision: numbered, and immutable from then on."""

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
from configurator.plans.stored_findings import Judged
from configurator.plans.stored_findings import judged
from configurator.services import reviews
from configurator.services.authorship import writers_by_choice
from configurator.services.locking import locked


class InvalidValues(Exception):
    """The draft has invalid values, so it cannot be saved; ``paths`` names their choices."""

    def __init__(self, paths: Mapping[str, Any]) -> None:
        super().__init__("The draft has invalid values.")
        self.paths = tuple(paths)


@dataclass(frozen=True)
class SaveResult:
    """The latest revision, and whether this save made it: saving twice makes one revision."""

    revision: Revision
    new: bool


@transaction.atomic
def save(key: UUID, person: User, note: str = "", team: Team | None = None) -> SaveResult:
    """Save the draft as the next revision; a browser's draft becomes the person's own.

    ``team`` owns a configuration that had no owner. :class:`InvalidValues` where a value of the
    draft is invalid.
    """
    configuration = locked(key)
    if configuration.pending:
        raise InvalidValues(configuration.pending)
    if configuration.browser:
        claim(configuration, person, team)
    latest = configuration.revisions.filter(number=configuration.latest).first()
    if latest and latest.document == configuration.document:
        return SaveResult(latest, new=False)
    revision = revise(configuration, configuration.plan, author=person, saver=person, note=note)
    log.happened(
        configuration,
        Verb.SAVED,
        person,
        revision=revision.number,
        note=note,
        digest=revision.digest,
    )
    return SaveResult(revision, new=True)


def claim(configuration: Configuration, person: User, team: Team | None) -> None:
    """Make a person or a team the owner of a browser's draft."""
    configuration.browser = ""
    configuration.team = team
    configuration.person = None if team else person
    configuration.take(configuration.plan, configuration.unfinished)


def revise(
    configuration: Configuration, plan: generators.Plan, *, author: User, saver: User, note: str
) -> Revision:
    """Save a plan as the next revision of a locked configuration.

    The draft has no unsaved changes from then on where it holds the same plan.
    """
    writers = writers_by_choice(configuration, plan, author)
    configuration.latest += 1
    configuration.state = State.SAVED
    configuration.list_as(plan)
    if configuration.document == generators.sparse(plan):
        configuration.kept_version = configuration.version
    configuration.save()
    judgement = configuration.judgement if plan == configuration.plan else _judge(plan)
    revision = Revision.objects.create(
        configuration=configuration,
        number=configuration.latest,
        author=author,
        saver=saver,
        writers=writers,
        note=note,
        document=generators.sparse(plan),
        complete=generators.complete(plan),
        result=judgement.verdict,
        findings=[finding.row() for finding in judged(judgement.findings)],
        waived=[_waived_row(waived) for waived in judgement.waived],
        archive=_archive(plan) if judgement.verdict != "blocked" else None,
        generator=generator_version.GENERATOR,
        guide=generator_version.GUIDE,
    )
    reviews.start_review(configuration, revision)
    return revision


def _judge(plan: generators.Plan) -> generators.Judgement:
    return generators.judge(plan, timezone.localdate())


def _waived_row(waived: generators.Waived) -> dict[str, Any]:
    waiver = waived.waiver
    return {
        "finding": Judged.of(waived.finding).row(),
        "rule": waiver.rule,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": str(waiver.expires),
    }


def _archive(plan: generators.Plan) -> Archive | None:
    """Store the bundle's bytes under their digest; the same bytes are stored once."""
    try:
        bundle = generators.bundle(plan)
    except generators.Blocked:
        return None
    zipped = bundle.zipped()
    about = {
        file.path: {"why": file.why, "choices": list(file.choices), "guide": list(file.guide)}
        for file in bundle.files
    }
    archive, _ = Archive.objects.get_or_create(
        digest=hashlib.sha256(zipped).hexdigest(),
        defaults={"packed": zlib.compress(zipped, 9), "about": about},
    )
    return archive
