"""The signed approval record: an in-toto statement of who approved exactly which files."""

from __future__ import annotations

from typing import Any

from configurator.config.record_key import RecordKeys
from configurator.models import Revision
from configurator.reviews.approval_record import approval
from configurator.reviews.approval_record import environment_row
from configurator.reviews.approval_record import record_of
from configurator.reviews.state import review_state
from generators import records

PLAN = "plan.yaml"


def signed_record(revision: Revision, keys: RecordKeys, environment: str = "") -> bytes | None:
    """Return the signed record of a revision, or of one of its environments.

    Nothing where that is not approved. The same state and the same key give the same bytes.
    """
    payload = statement(revision, environment)
    return keys.sealed(payload) if payload else None


def statement(revision: Revision, environment: str = "") -> bytes | None:
    """Return the statement that is signed; nothing where there is nothing approved to state."""
    record = _of_environment(revision, environment) if environment else approval(revision)
    if record is None or revision.bundle is None:
        return None
    files = revision.bundle.digests
    bundle = {"name": revision.bundle.name, "sha256": revision.digest}
    predicate = {
        name: value for name, value in record.items() if name not in ("apiVersion", "kind")
    }
    predicate |= {"bundle": bundle, "plan": {"sha256": files[PLAN]}}
    predicate.setdefault("environments", _alone(revision, record))
    for row in (predicate, *predicate["environments"]):
        row["approvals"] = [{**given, "verdict": "approve"} for given in row["approvals"]]
    return records.statement(files, predicate)


def _of_environment(revision: Revision, environment: str) -> dict[str, Any] | None:
    """Return what is said of one environment: that it is approved, or needs no approval."""
    if revision.archive is None:
        return None
    review = review_state(revision)
    row = next((row for row in review.environments if row.environment == environment), None)
    if row is None or not row.settled:
        return None
    stated = {"approvals": [], "environments": [environment_row(row)], "environment": environment}
    return {**record_of(revision, review), **stated, "required": row.required}


def _alone(revision: Revision, record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the only environment of a plan for one, which is approved as the revision is."""
    given = [{**row, "revision": revision.number} for row in record["approvals"]]
    return [
        {"name": name, "sha256": digest, "required": record["required"], "approvals": given}
        for name, digest in revision.renderings.items()
    ]
