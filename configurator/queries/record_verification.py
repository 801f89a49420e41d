"""Verification of an approval record that came with a bundle, signed or not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import generators
from configurator.config.record_key import Unsigned
from configurator.config.record_key import record_keys
from configurator.queries.verification import Verification
from configurator.reviews.approval_record import KIND
from configurator.reviews.signed_record import statement
from generators import records

OTHER_BUNDLE = "The approval record is for another SHA-256 than this bundle."
OTHER_RECORD = (
    "The approval record differs from the current record of this installation. Download it again."
)
WITHDRAWN = "The approval was withdrawn after the record was signed: these files are not approved."
UNSIGNED = (
    "The approval record is not signed, so --key has nothing to check. Download the signed record "
    "from the page of the revision."
)


def record_problem(
    verification: Verification,
    source: bytes,
    keys: Sequence[records.PublicKey] = (),
    environment: str | None = None,
) -> str:
    """Return the problem of an approval record that came with a bundle; empty where it is valid.

    With ``keys`` the record has to be signed by one of them; a signed record that comes without
    any, by a key of this installation. ``Unreadable`` where the file is no record.
    """
    if records.is_envelope(source):
        return _signed_problem(verification, source, keys, environment)
    if keys:
        return UNSIGNED
    record = _record(source)
    current = [known for _, known in verification.approvals]
    if record["bundle"].get("sha256") not in [known["bundle"]["sha256"] for known in current]:
        return OTHER_BUNDLE
    return "" if record in current else OTHER_RECORD


def _signed_problem(
    verification: Verification,
    source: bytes,
    keys: Sequence[records.PublicKey],
    environment: str | None,
) -> str:
    try:
        envelope = records.opened(source)
        envelope.checked(keys or record_keys().public)
        record = records.read_statement(envelope.payload)
    except Unsigned as error:
        return f"The signature cannot be checked without the keys of this server: {error}"
    except records.InvalidRecord as error:
        return str(error)
    only = record.predicate.get("environment", "")
    if only and only != environment:
        return f"The approval record is for {only} only: say so with --environment {only}."
    current = [statement(revision, only) for revision, _ in verification.known]
    return "" if envelope.payload in current else _difference(verification, record, current)


def _difference(
    verification: Verification, record: records.Statement, current: Sequence[bytes | None]
) -> str:
    """Tell why a record that this server signed is none of its current ones."""
    # The files of a revision stay; what else is stated of them follows the reviews.
    if record.files in [records.read_statement(payload).files for payload in current if payload]:
        return OTHER_RECORD
    bundles = (revision.bundle for revision, _ in verification.known)
    own = any(bundle.digests.items() >= record.files.items() for bundle in bundles if bundle)
    return WITHDRAWN if own else OTHER_BUNDLE


def _record(source: bytes) -> dict[str, Any]:
    try:
        record = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise generators.unreadable("The approval record is not JSON.") from error
    known = isinstance(record, dict) and record.get("kind") == KIND
    if not known or not isinstance(record.get("bundle"), dict):
        raise generators.unreadable(f"The approval record is not a {KIND}.")
    return dict(record)
