"""Saving a draft as a revision: numbered, and immutable from then on."""

from __future__ import annotations

import hashlib
import json
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
from configurator.plans.stored_findings import StoredFinding
from configurator.plans.stored_findings import stored_findings
from configurator.services import promotions
from configurator.services import reviews
from configurator.services.authorship import suggesters_by_choice
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
    if latest and holds(latest, configuration.plan_file):
        return SaveResult(latest, new=False)
    file = configuration.plan_file
    revision = revise(configuration, file, author=person, saver=person, note=note)
    promotions.origins_saved(configuration, revision.number)
    record_saved(configuration, revision, person, note)
    return SaveResult(revision, new=True)


def record_saved(configuration: Configuration, revision: Revision, person: User, note: str) -> None:
    """Record that a revision was saved, and which approvals that keeps or costs."""
    changes = reviews.approval_changes(revision)
    log.record_event(
        configuration,
        Verb.SAVED,
        person,
        revision=revision.number,
        note=note,
        digest=revision.digest,
        approval_kept=changes.retained,
        approval_lost=changes.lost,
    )


def holds(revision: Revision, file: generators.PlanFile) -> bool:
    """Tell whether a revision is this very plan file, its environments in the same order."""
    same = bool(revision.document == generators.sparse_file(file))
    return same and bool(revision.environments == list(file.own))


def claim(configuration: Configuration, person: User, team: Team | None) -> None:
    """Make a person or a team the owner of a browser's draft."""
    configuration.browser = configuration.origin = ""
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
    """Save a plan file as the next revision of a locked configuration.

    The draft has no unsaved changes from then on where it holds the same file.
    """
    writers = writers_by_choice(configuration, file, author)
    suggesters = suggesters_by_choice(configuration, file, writers)
    _advance(configuration, file)
    same = file == configuration.plan_file
    judgement = configuration.judgement if same else judge(file, timezone.localdate())
    revision = Revision.objects.create(
        configuration=configuration,
        number=configuration.latest,
        author=author,
        saver=saver,
        writers=writers,
        suggesters=suggesters,
        note=note,
        document=generators.sparse_file(file),
        complete=generators.complete_file(file),
        environments=list(file.own),
        **_outcome(judgement),
    )
    reviews.start_review(configuration, revision)
    return revision


def _advance(configuration: Configuration, file: generators.PlanFile) -> None:
    """Give the configuration its next number, and note whether the draft is the same file."""
    configuration.latest += 1
    configuration.state = State.SAVED
    configuration.list_as(file)
    document = generators.sparse_file(file)
    if configuration.document == document and configuration.environments == list(file.own):
        configuration.kept_version = configuration.version
    configuration.save()


def _outcome(judgement: generators.Judgement | generators.FileJudgement) -> dict[str, Any]:
    """Return what the checks made of a plan file, as the columns of its revision."""
    archive = _archive(judgement) if judgement.verdict != "blocked" else None
    rendered = archive.renderings if archive else {}
    return {
        "result": judgement.verdict,
        "findings": [finding.row() for finding in stored_findings(judgement.findings)],
        "waived": [_waived_row(waived) for waived in judgement.waived],
        "digest": archive.files_digest if archive else "",
        "archive": archive,
        "renderings": {name: _digest(text.encode()) for name, text in rendered.items()},
        "generator": generator_version.GENERATOR,
        "guide": generator_version.GUIDE,
    }


def _waived_row(waived: generators.Waived) -> dict[str, Any]:
    waiver = waived.waiver
    return {
        "finding": StoredFinding.of(waived.finding).row(),
        "rule": waiver.rule,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": str(waiver.expires),
        "environment": waiver.environment,
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _archive(judgement: generators.Judgement | generators.FileJudgement) -> Archive | None:
    """Store the bundle's bytes under their digest; the same bytes are stored once.

    They are stored with what each environment renders; a bundle from before that gets it now.
    """
    try:
        bundle = generators.bundle(judgement)
    except generators.Blocked:
        return None
    zipped = bundle.zipped()
    about = {
        made.path: {"why": made.why, "choices": list(made.choices), "guide": list(made.guide)}
        for made in bundle.files
    }
    objects = zlib.compress(json.dumps(generators.renderings(judgement)).encode(), 9)
    archive, _ = Archive.objects.get_or_create(
        digest=_digest(zipped),
        defaults={
            "files_digest": bundle.digest,
            "packed": zlib.compress(zipped, 9),
            "about": about,
            "rendered": objects,
        },
    )
    if not archive.rendered:
        archive.rendered = objects
        archive.save(update_fields=["rendered"])
    return archive
