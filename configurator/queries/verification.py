"""Verification of a bundle: whether exactly its files are approved, or how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

import generators
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import State
from configurator.reviews.approval_record import approval
from configurator.reviews.approval_rules import environment_of
from configurator.reviews.environments import EnvironmentReview
from configurator.reviews.state import review_state

# The same plan gives the same files, so many configurations may hold them.
MOST_REVISIONS = 20


@dataclass(frozen=True)
class Difference:
    """An approved revision of the same name, and the files that differ from it."""

    revision: Revision
    comparison: generators.Comparison


@dataclass(frozen=True)
class Verification:
    """The result for a bundle: the revisions that have its files, with their approval records.

    ``digest`` is the SHA-256 of its ``SHA256SUMS``. ``differences`` lists the approved revisions of
    its name where the files are not known at all. ``customized`` lists the team's own files, which
    no approval covers.
    """

    digest: str
    name: str = ""
    known: tuple[tuple[Revision, dict[str, Any] | None], ...] = ()
    differences: tuple[Difference, ...] = ()
    customized: tuple[str, ...] = ()

    @property
    def approvals(self) -> tuple[tuple[Revision, dict[str, Any]], ...]:
        """List where these files are approved, with the record of each approval."""
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


def verify_bundle(
    bundle: generators.Received, among: QuerySet[Configuration], only: UUID | None = None
) -> Verification:
    """Look up the files of a bundle. Approvals are public; other revisions count only ``among``.

    Where no revision has these files, they are compared with what is approved ``among`` these.
    ``only`` is the configuration whose approvals count; without it, any.
    """
    digest, customized = bundle.digest, bundle.customized
    revisions = _revisions().filter(
        archive__files_digest=digest, **({"configuration": only} if only else {})
    )
    # Anyone who has the files may know who approved them, but not which drafts share them.
    rows = list(revisions.filter(state=State.APPROVED)[:MOST_REVISIONS]) or list(
        revisions.filter(configuration__in=among)[:MOST_REVISIONS]
    )
    if rows:
        known = tuple((revision, approval(revision)) for revision in rows)
        name = rows[0].document["metadata"]["name"]
        return Verification(digest, name, known, customized=customized)
    alike = among.filter(approved__gt=0, deleted=None)
    alike = alike.filter(pk=only) if only else alike.filter(name=bundle.name)
    differences = tuple(
        _difference(bundle, key, last)
        for key, last in alike.values_list("pk", "approved")[:MOST_REVISIONS]
    )
    return Verification(digest, bundle.name, differences=differences, customized=customized)


def _revisions() -> QuerySet[Revision]:
    rows = Revision.objects.filter(configuration__deleted=None).order_by("created")
    return rows.select_related("configuration__team").defer("findings", "waived")


def _difference(bundle: generators.Received, key: Any, number: int) -> Difference:
    revision = _revisions().select_related("archive").get(configuration=key, number=number)
    approved: Mapping[str, str] = revision.bundle.digests if revision.bundle else {}
    return Difference(revision, bundle.compared(approved))
