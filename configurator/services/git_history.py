"""Commits of a configuration's Git repository: added with a revision or an approval, never changed.

They are stored, because names change later: every server, and a restored database, has to send the
same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists
from django.db.models import Max
from django.db.models import OuterRef
from django.db.models import Q
from django.db.models import QuerySet

from configurator.git import pack
from configurator.git.commit_text import Signature
from configurator.git.commit_text import Trailer
from configurator.git.commit_text import commit_text
from configurator.git.commit_text import message
from configurator.git.history import APPROVED
from configurator.git.history import ENVIRONMENTS
from configurator.git.history import LATEST
from configurator.git.objects import ROOT
from configurator.git.objects import GitObject
from configurator.git.objects import commit
from configurator.git.objects import keyframe
from configurator.models import Commit
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.models.revision import snapshot_of
from configurator.reviews.environments import COLUMNS
from configurator.reviews.state import review_state
from configurator.services.locking import locked

# In one transaction, a second of work. A save adds one.
MOST_REVISIONS = 100
Snapshot = Mapping[str, GitObject]  # the objects of a bundle by path


def catch_up(key: UUID) -> bool:
    """Add commits that a configuration lacks, as where an older version saved revisions.

    Tell whether it has all of them now. A call adds those of :data:`MOST_REVISIONS`: it holds the
    lock on the configuration, and a client waits for it.
    """
    with transaction.atomic():
        configuration = locked(key)
        add_commits(configuration)
        return not _uncommitted().filter(configuration=configuration).exists()


class Backlog:
    """The configurations that lacked commits when a worker started; every save adds its own."""

    def __init__(self) -> None:
        self._waiting: list[UUID] | None = None

    def work_off(self) -> int:
        """Add commits to one configuration; return how many configurations were worked on."""
        if self._waiting is None:
            keys = _uncommitted().order_by().values_list("configuration", flat=True).distinct()
            self._waiting = list(keys)
        if not self._waiting:
            return 0
        key = self._waiting[-1]
        # One that was deleted since is not there, and one that is in order is left at once.
        if not Configuration.objects.filter(pk=key).exists() or catch_up(key):
            self._waiting.remove(key)
        return 1


def _uncommitted() -> QuerySet[Revision]:
    committed = Commit.objects.filter(revision=OuterRef("pk"), branch=LATEST)
    return Revision.objects.filter(~Exists(committed), archive__isnull=False)


def add_commits(configuration: Configuration) -> None:
    """Add the commits of a locked configuration that are missing: of revisions, of approvals."""
    last = dict(
        configuration.commits.order_by()
        .values_list("branch")
        .annotate(last=Max("revision__number"))
        .values_list("branch", "last")
    )
    _add_revisions(configuration, last.get(LATEST, 0))
    for revision in _approved_after(configuration, last):
        for branch in _branches(revision):
            if last.get(branch, 0) < revision.number:
                _add_approval(configuration, branch, revision)
                last[branch] = revision.number


def _add_revisions(configuration: Configuration, last: int) -> None:
    """Add a commit for each revision that has a bundle; the others have nothing to deploy."""
    rows = configuration.revisions.filter(archive__isnull=False, number__gt=last)
    rows = rows.select_related("author", "saver", "archive").order_by("number")
    # Reading bundles takes most of the time, and each is the one before the next.
    snapshots: dict[int, Snapshot] = {}
    for revision in rows[:MOST_REVISIONS]:
        parent = _tip(configuration, LATEST)
        position = parent.position + 1 if parent else 1
        needed = {position - 1, keyframe(position)} - {0, position}
        snapshots = {at: snapshots.get(at) or _snapshot_at(configuration, at) for at in needed}
        snapshots[position] = snapshot_of(revision)
        _add_revision(configuration, revision, parent, snapshots)


def _add_revision(
    configuration: Configuration,
    revision: Revision,
    parent: Commit | None,
    snapshots: Mapping[int, Snapshot],
) -> None:
    position = parent.position + 1 if parent else 1
    objects, base = snapshots[position], keyframe(position)
    bases = snapshots[base] if base < position else {}
    new = _new(objects, snapshots.get(position - 1, {}))
    text = commit_text(
        objects[ROOT].oid,
        parent.digest if parent else "",
        _signature(revision.author, revision.created),
        _signature(revision.saver, revision.created),
        message(f"Revision {revision.number}", revision.note, _trailers(revision, objects)),
    )
    packed = b"".join(pack.framed(made, bases.get(path)) for path, made in new.items())
    _append((configuration, LATEST, revision), parent, text, objects[ROOT].oid, packed)


def _add_approval(configuration: Configuration, branch: str, revision: Revision) -> None:
    """Add the commit of an approved revision: its tree, after the last one that was approved."""
    parent = _tip(configuration, branch)
    environment = branch.removeprefix(ENVIRONMENTS) if branch != APPROVED else ""
    approvals = _approvals(revision, environment)
    last = approvals[-1] if approvals else None
    committer = _signature(revision.saver, revision.created)
    if last:
        committer = _signature(last.reviewer, max(last.created, revision.created))
    target = f" for {environment}" if environment else ""
    tree = configuration.commits.get(branch=LATEST, revision=revision).tree
    words = message(
        f"{'Approve' if approvals else 'Follow'} revision {revision.number}{target}",
        revision.note,
        [*_trailers(revision, snapshot_of(revision)), *map(_approved_by, approvals)],
    )
    text = commit_text(
        tree,
        parent.digest if parent else "",
        _signature(revision.author, revision.created),
        committer,
        words,
    )
    _append((configuration, branch, revision), parent, text, tree)


def _append(
    subject: tuple[Configuration, str, Revision],
    parent: Commit | None,
    text: str,
    tree: str,
    packed: bytes = b"",
) -> None:
    configuration, branch, revision = subject
    Commit.objects.create(
        configuration=configuration,
        revision=revision,
        branch=branch,
        position=parent.position + 1 if parent else 1,
        digest=commit(text).oid,
        tree=tree,
        text=text,
        packed=packed,
    )


def _tip(configuration: Configuration, branch: str) -> Commit | None:
    return configuration.commits.defer("packed").filter(branch=branch).last()


def _snapshot_at(configuration: Configuration, position: int) -> Snapshot:
    rows = Revision.objects.select_related("archive").filter(
        commits__configuration=configuration, commits__branch=LATEST, commits__position=position
    )
    revision = rows.first()
    return snapshot_of(revision) if revision else {}


def _new(objects: Snapshot, before: Snapshot) -> Snapshot:
    """Pick the objects that the snapshot before lacks, each once."""
    known = {made.oid for made in before.values()}
    fresh: dict[str, str] = {}
    for path, made in objects.items():
        if made.oid not in known:
            fresh.setdefault(made.oid, path)
    return {path: objects[path] for path in fresh.values()}


def _approved_after(configuration: Configuration, last: Mapping[str, int]) -> Iterator[Revision]:
    """Yield the revisions that are missing on a branch of approved ones, in their order."""
    least = min((number for name, number in last.items() if name != LATEST), default=0)
    rows = configuration.revisions.filter(
        Q(state=State.APPROVED) | ~Q(environment_approvals=[]),
        commits__branch=LATEST,
        number__gte=least,
    )
    for row in list(rows.only(*COLUMNS).order_by("number")):
        if any(last.get(branch, 0) < row.number for branch in _branches(row)):
            yield configuration.revisions.select_related(
                "author", "saver", "archive", "configuration__team"
            ).get(pk=row.pk)


def _branches(revision: Revision) -> Iterator[str]:
    """Yield the branches that a revision may be on: for all, and for each environment."""
    approved = revision.state == State.APPROVED
    if approved:
        yield APPROVED
    if not revision.environments:
        yield from (f"{ENVIRONMENTS}{name}" for name in revision.renderings if approved)
        return
    refused = revision.state == State.CHANGES_REQUESTED
    for row in revision.environment_approvals:
        if row["approved"] or (not row["required"] and not refused):
            yield f"{ENVIRONMENTS}{row['environment']}"


def _approvals(revision: Revision, environment: str) -> tuple[Review, ...]:
    review = review_state(revision)
    if environment and revision.environments:
        return review.of(environment).approvals
    return review.approvals


def _signature(person: User, time: datetime) -> Signature:
    return Signature(person.get_full_name(), person.username, time)


def _approved_by(review: Review) -> Trailer:
    person = _signature(review.reviewer, review.created).person
    return "Approved-by", f"{person}{' as its author' if review.own else ''}"


def _trailers(revision: Revision, objects: Snapshot) -> Iterable[Trailer]:
    """Yield what programs read: the revision, the digests of plan and bundle, the waivers."""
    plan = next(path for path in objects if path.count("/") == 1 and path.endswith("/plan.yaml"))
    yield "Configuration", str(revision.configuration_id)
    yield "Revision", str(revision.number)
    yield "Plan-Digest", f"sha256:{hashlib.sha256(objects[plan].content).hexdigest()}"
    yield "Bundle-Digest", f"sha256:{revision.digest}"
    for waiver in revision.waived:
        where = f" in {waiver['environment']}" if waiver.get("environment") else ""
        yield (
            "Waived",
            f"{waiver['rule']}{where}, owner {waiver['owner']}, until {waiver['expires']}",
        )
