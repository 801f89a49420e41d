"""Whether somebody holds an approved bundle: the very bytes, or what differs from them."""

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

# The same plan gives the same bytes, so many configurations may hold them.
MOST = 20


@dataclass(frozen=True)
class Near:
    """An approved revision of the same name, and the files in which it is different."""

    revision: Revision
    missing: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Tell whether only the archive is another: the same files, packed anew."""
        return not (self.missing or self.added or self.changed)


@dataclass(frozen=True)
class Verified:
    """What is known of a zip: the approvals of its bytes, and where they were saved.

    ``near`` lists the approved revisions of its name where the bytes are not known at all.
    """

    digest: str
    name: str = ""
    known: tuple[tuple[Revision, dict[str, Any] | None], ...] = ()
    near: tuple[Near, ...] = ()

    @property
    def approvals(self) -> tuple[tuple[Revision, dict[str, Any]], ...]:
        """List where these bytes are approved, with the record of each approval."""
        return tuple((revision, record) for revision, record in self.known if record)

    @property
    def verdict(self) -> str:
        """Say it in a word: ``approved``, ``not-approved``, ``unknown``."""
        if self.approvals:
            return "approved"
        return "not-approved" if self.known else "unknown"


def verified(zipped: bytes, among: QuerySet[Configuration], only: UUID | None = None) -> Verified:
    """Look up a bundle's bytes. Approvals are known to all, what is only saved ``among`` these.

    Where the bytes are unknown, they are compared with what is approved among these.

    ``only`` is the configuration whose approvals count; without it, any. ``Unreadable`` where this
    is not the zip of a bundle.
    """
    if len(zipped) > settings.LARGEST_ZIP:
        most = settings.LARGEST_ZIP // settings.LARGEST_PLAN
        raise unreadable(f"The zip of a bundle has {most} MiB at most, and this file is larger.")
    digest = hashlib.sha256(zipped).hexdigest()
    found = _revisions().filter(archive=digest, **({"configuration": only} if only else {}))
    # Whoever holds the bytes may know who approved them, but not who else is at work on the same.
    rows = list(found.filter(state=State.APPROVED)[:MOST]) or list(
        found.filter(configuration__in=among)[:MOST]
    )
    if rows:
        known = tuple((each, approval(each)) for each in rows)
        return Verified(digest, rows[0].document["metadata"]["name"], known)
    held = unpacked(zipped)
    alike = among.filter(approved__gt=0, deleted=None)
    alike = alike.filter(pk=only) if only else alike.filter(name=held.name)
    near = [_near(held, key, last) for key, last in alike.values_list("pk", "approved")[:MOST]]
    return Verified(digest, held.name, near=tuple(near))


def _revisions() -> QuerySet[Revision]:
    rows = Revision.objects.filter(configuration__deleted=None).order_by("created")
    return rows.select_related("configuration__team").defer("findings", "waived")


def _near(held: Packed, key: Any, number: int) -> Near:
    revision = _revisions().select_related("archive").get(configuration=key, number=number)
    files = revision.bundle.files if revision.bundle else ()
    approved = {each.path: hashlib.sha256(each.text.encode()).hexdigest() for each in files}
    return Near(
        revision,
        missing=tuple(sorted(approved.keys() - held.files.keys())),
        added=tuple(sorted(held.files.keys() - approved.keys())),
        changed=tuple(
            sorted(path for path in approved if held.files.get(path) not in (None, approved[path]))
        ),
    )


def against(found: Verified, source: bytes) -> str:
    """Say what is wrong with an approval record that came with a bundle; nothing where it holds.

    ``Unreadable`` where it is no such record.
    """
    record = _record(source)
    if record["bundle"].get("sha256") != found.digest:
        return "The record is of other bytes than this zip."
    if record not in [known for _, known in found.approvals]:
        return "The record is not what this installation says of these bytes now."
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
