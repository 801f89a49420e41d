"""Verification of a bundle: whether exactly its bytes are approved, or how they differ."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import State
from configurator.plans.unzip import Packed
from configurator.plans.unzip import unpacked
from configurator.plans.unzip import unreadable
from configurator.reviews.approval_record import KIND
from configurator.reviews.approval_record import approval
from configurator.reviews.environments import EnvironmentReview
from configurator.reviews.state import review_state

# The same plan gives the same bytes, so many configurations may hold them.
MOST_REVISIONS = 20


@dataclass(frozen=True)
class Difference:
    """An approved revision of the same name, and the files that differ from it."""

    revision: Revision
    missing: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Tell whether the files are the same and only the zip was packed again."""
        return not (self.missing or self.added or self.changed)


@dataclass(frozen=True)
class Verification:
    """The result for a zip: the revisions that have its bytes, with their approval records.

    ``differences`` lists the approved revisions of its name where the bytes are not known at all.
    """

    digest: str
    name: str = ""
    known: tuple[tuple[Revision, dict[str, Any] | None], ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def approvals(self) -> tuple[tuple[Revision, dict[str, Any]], ...]:
        """List where these bytes are approved, with the record of each approval."""
        return tuple((revision, record) for revision, record in self.known if record)

    def environments(self) -> tuple[tuple[Revision, EnvironmentReview], ...]:
        """List the environments of the revisions that have these bytes, with their approvals."""
        return tuple(
            (revision, review)
            for revision, _ in self.known
            for review in review_state(revision).environments
        )

    def approved_for(self, environment: str) -> bool:
        """Tell whether an environment of these bytes is approved, or needs no approval."""
        alone = any(
            not revision.environments and environment_of(revision) == environment
            for revision, _ in self.approvals
        )
        return alone or any(
            review.settled and review.environment == environment
            for _, review in self.environments()
        )

    @property
    def result(self) -> str:
        """Return the result: ``approved``, ``not-approved`` or ``unknown``."""
        if self.approvals:
            return "approved"
        return "not-approved" if self.known else "unknown"


def environment_of(revision: Revision) -> str:
    """Name the environment of a plan for one."""
    return str(revision.complete["spec"]["release"]["environment"])


def verify_zip(
    zipped: bytes, among: QuerySet[Configuration], only: UUID | None = None
) -> Verification:
    """Look up the bytes of a zip. Approvals are public; other revisions count only ``among`` these.

    Where the bytes are unknown, they are compared with what is approved among these.

    ``only`` is the configuration whose approvals count; without it, any. ``Unreadable`` where this
    is not the zip of a bundle.
    """
    if len(zipped) > settings.LARGEST_ZIP:
        most = settings.LARGEST_ZIP // settings.LARGEST_PLAN
        raise unreadable(f"The file is larger than {most} MiB, the limit for the zip of a bundle.")
    digest = hashlib.sha256(zipped).hexdigest()
    revisions = _revisions().filter(archive=digest, **({"configuration": only} if only else {}))
    # Anyone who has the bytes may know who approved them, but not which drafts share them.
    rows = list(revisions.filter(state=State.APPROVED)[:MOST_REVISIONS]) or list(
        revisions.filter(configuration__in=among)[:MOST_REVISIONS]
    )
    if rows:
        known = tuple((revision, approval(revision)) for revision in rows)
        return Verification(digest, rows[0].document["metadata"]["name"], known)
    unpacked_zip = unpacked(zipped)
    alike = among.filter(approved__gt=0, deleted=None)
    alike = alike.filter(pk=only) if only else alike.filter(name=unpacked_zip.name)
    differences = [
        _difference(unpacked_zip, key, last)
        for key, last in alike.values_list("pk", "approved")[:MOST_REVISIONS]
    ]
    return Verification(digest, unpacked_zip.name, differences=tuple(differences))


def _revisions() -> QuerySet[Revision]:
    rows = Revision.objects.filter(configuration__deleted=None).order_by("created")
    return rows.select_related("configuration__team").defer("findings", "waived")


def _difference(unpacked_zip: Packed, key: Any, number: int) -> Difference:
    revision = _revisions().select_related("archive").get(configuration=key, number=number)
    files = revision.bundle.files if revision.bundle else ()
    approved = {file.path: hashlib.sha256(file.text.encode()).hexdigest() for file in files}
    return Difference(
        revision,
        missing=tuple(sorted(approved.keys() - unpacked_zip.files.keys())),
        added=tuple(sorted(unpacked_zip.files.keys() - approved.keys())),
        changed=tuple(
            sorted(
                path
                for path in approved
                if unpacked_zip.files.get(path) not in (None, approved[path])
            )
        ),
    )


def record_problem(verification: Verification, source: bytes) -> str:
    """Return the problem of an approval record that came with a bundle; empty where it is valid.

    ``Unreadable`` where it is no such record.
    """
    record = _record(source)
    if record["bundle"].get("sha256") != verification.digest:
        return "The approval record is for another SHA-256 than this zip."
    if record not in [known for _, known in verification.approvals]:
        return "The approval record differs from the current record of this installation."
    return ""


def _record(source: bytes) -> dict[str, Any]:
    try:
        record = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise unreadable("The approval record is not JSON.") from error
    known = isinstance(record, dict) and record.get("kind") == KIND
    if not known or not isinstance(record.get("bundle"), dict):
        raise unreadable(f"The approval record is not a {KIND}.")
    return dict(record)
