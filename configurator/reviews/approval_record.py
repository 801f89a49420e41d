"""The approval record: a file beside a bundle that names who approved exactly this bundle."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import UTC
from datetime import datetime
from typing import Any

from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.reviews.environments import AppliedRule
from configurator.reviews.environments import EnvironmentReview
from configurator.reviews.state import ReviewState
from configurator.reviews.state import review_state
from configurator.reviews.waivers import RevisionWaiver
from configurator.reviews.waivers import revision_waivers

API_VERSION = "skillflaw-configurator/v1"
KIND = "BundleApproval"


def approval(revision: Revision) -> dict[str, Any] | None:
    """Return the approval record of a revision, or nothing where it is not approved."""
    if revision.state != State.APPROVED:
        return None
    return record_of(revision, review_state(revision))


def record_of(revision: Revision, review: ReviewState) -> dict[str, Any]:
    """Return what a record says of a revision with this review, whether it is approved or not."""
    name = revision.document["metadata"]["name"]
    environments = [environment_row(row) for row in review.environments]
    return {
        "apiVersion": API_VERSION,
        "kind": KIND,
        "configuration": {"id": str(revision.configuration_id), "name": name},
        "revision": revision.number,
        "bundle": {"name": f"{name}.zip", "sha256": revision.digest},
        "generator": revision.generator,
        "guide": revision.guide,
        "required": review.required,
        "approvals": [_approval(approval) for approval in review.approvals],
        **_rules(review.rules),
        **({"environments": environments} if environments else {}),
        "waivers": [_waiver(waiver) for waiver in revision_waivers(revision)],
    }


def as_json(record: dict[str, Any]) -> bytes:
    """Write a record as JSON; the same state gives the same bytes."""
    return (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode()


def moment(time: datetime) -> str:
    """Write a time in UTC, to the second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def attribution(approval: Mapping[str, Any]) -> str:
    """Write who gave an approval of a record, when, and whether they are its author."""
    name, username = approval["by"], approval["username"]
    reviewer = name if name == username else f"{name} ({username})"
    own = ", as its author (self-approval in a team of one)" if approval["own"] else ""
    return f"{reviewer} at {approval['at']}{own}"


def environment_status(row: Mapping[str, Any]) -> str:
    """Write how an environment of a record is approved, and by whom."""
    if not row["required"] and not row["approvals"]:
        return f"{row['name']}: no approval required"
    people = ", ".join(
        f"{approval['username']} in revision {approval['revision']}"
        for approval in row["approvals"]
    )
    return f"{row['name']}: approved by {people}"


def environment_row(review: EnvironmentReview) -> dict[str, Any]:
    """Name what an environment renders, and the approvals of exactly that, in any revision."""
    return {
        "name": review.environment,
        "sha256": review.digest,
        "required": review.required,
        "approvals": [
            {**_approval(approval), "revision": approval.revision.number}
            for approval in review.approvals
        ],
        **_rules(review.rules),
    }


def _rules(rules: Iterable[AppliedRule]) -> dict[str, Any]:
    """Name the approval rules that were met, where there were any."""
    rows = [rule.row for rule in rules]
    return {"rules": rows} if rows else {}


def _approval(review: Review) -> dict[str, Any]:
    row = {
        "by": review.reviewer.get_full_name() or review.reviewer.username,
        "username": review.reviewer.username,
        "at": moment(review.created),
        "own": review.own,
        **({"suggested": True} if review.suggested else {}),
    }
    return {**row, "note": review.body} if review.body else row


def _waiver(waiver: RevisionWaiver) -> dict[str, Any]:
    given = waiver.given
    environment = {"environment": waiver.environment} if waiver.environment else {}
    return {
        "rule": waiver.rule,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": waiver.expires,
        **environment,
        "givenBy": given.by.username if given else None,
        "givenAt": moment(given.created) if given else None,
        "own": given.own if given else False,
    }
