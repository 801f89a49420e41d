"""The approval record: a file beside a bundle that says who approved just these bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from datetime import datetime
from typing import Any

from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.reviews.state import standing
from configurator.reviews.waivers import Accepted
from configurator.reviews.waivers import accepted

API_VERSION = "skillflaw-configurator/v1"
KIND = "BundleApproval"


def approval(revision: Revision) -> dict[str, Any] | None:
    """Write down the approval of a revision; there is none where it is not approved."""
    if revision.state != State.APPROVED:
        return None
    name = revision.document["metadata"]["name"]
    found = standing(revision)
    return {
        "apiVersion": API_VERSION,
        "kind": KIND,
        "configuration": {"id": str(revision.configuration_id), "name": name},
        "revision": revision.number,
        "bundle": {"name": f"{name}.zip", "sha256": revision.digest},
        "generator": revision.generator,
        "guide": revision.guide,
        "required": found.required,
        "approvals": [_approval(each) for each in found.approvals],
        "waivers": [_waiver(each) for each in accepted(revision)],
    }


def as_json(record: dict[str, Any]) -> bytes:
    """Write a record; the same state gives the same bytes."""
    return (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode()


def moment(time: datetime) -> str:
    """Write a time in UTC, to the second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def signed(approval: Mapping[str, Any]) -> str:
    """Say who gave an approval of a record, when, and what is special about it."""
    name, username = approval["by"], approval["username"]
    who = name if name == username else f"{name} ({username})"
    own = ", as its author: this team of one allows it" if approval["own"] else ""
    return f"{who} at {approval['at']}{own}"


def _approval(review: Review) -> dict[str, Any]:
    said = {
        "by": review.reviewer.get_full_name() or review.reviewer.username,
        "username": review.reviewer.username,
        "at": moment(review.created),
        "own": review.own,
    }
    return {**said, "note": review.body} if review.body else said


def _waiver(waiver: Accepted) -> dict[str, Any]:
    given = waiver.given
    return {
        "rule": waiver.rule,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": waiver.expires,
        "givenBy": given.by.username if given else None,
        "givenAt": moment(given.created) if given else None,
        "own": given.own if given else False,
    }
