"""The approval record beside a bundle, as a command reads it: docs/approvals.md describes it.

It comes from a file that anybody may have written, so nothing in it is taken for granted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import generators
from generators.output.received import printable

if TYPE_CHECKING:
    from generators.records import PublicKey

KIND = "BundleApproval"
UNSIGNED = (
    "The record is not signed, so --key has nothing to check. Download the signed record, "
    "NAME.approval.dsse.json, from the page of the revision."
)


@dataclass(frozen=True)
class ApprovalRecord:
    """What a record says: for which SHA-256, of which revision, and who approved it.

    ``attributions`` has a line for each approval, of the whole bundle or of an environment.
    ``environments`` names those that are approved, or need no approval; it is missing where the
    record lists none. ``only`` is the one that the record is for, empty where it is for the whole
    bundle. A signed record lists the SHA-256 of each of its ``files`` by path; ``key`` is what
    checked its signature, nothing without keys.
    """

    digest: str
    subject: str
    attributions: tuple[str, ...]
    environments: tuple[str, ...] | None = None
    only: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    key: PublicKey | None = None

    @property
    def signature(self) -> str:
        """Return ``valid``, ``not-checked`` or ``none``."""
        if self.key:
            return "valid"
        return "not-checked" if self.files else "none"


def read(source: bytes, keys: Sequence[PublicKey] = ()) -> ApprovalRecord:
    """Read an approval record; ``Unreadable`` where it is none.

    With ``keys`` it has to be signed with one of them. ``InvalidRecord`` where it is not, or where
    a signed record is anything else than what the server writes.
    """
    from generators import records

    if records.is_envelope(source):
        return _signed(source, keys)
    if keys:
        raise records.InvalidRecord(UNSIGNED)
    try:
        record = json.loads(source)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or record.get("kind") != KIND:
        raise generators.unreadable(f"The approval record is not a {KIND} in JSON.")
    if not isinstance(_mapping(record.get("bundle")).get("sha256"), str):
        raise generators.unreadable("The approval record names no bundle.sha256.")
    return _record(record)


def _signed(source: bytes, keys: Sequence[PublicKey]) -> ApprovalRecord:
    from generators import records

    envelope = records.opened(source)
    key = envelope.checked(keys) if keys else None
    statement = records.read_statement(envelope.payload)
    return _record(statement.predicate, files=statement.files, key=key)


def _record(record: Mapping[str, Any], **signed: Any) -> ApprovalRecord:
    configuration = _mapping(record.get("configuration"))
    only = _text(record, "environment") if "environment" in record else ""
    subject = (
        f"revision {_text(record, 'revision')} of {_text(configuration, 'name')}, "
        f"configuration {_text(configuration, 'id')}"
    )
    return ApprovalRecord(
        digest=_text(_mapping(record.get("bundle")), "sha256"),
        subject=f"{only} in {subject}" if only else subject,
        attributions=tuple(_attributions(record)),
        environments=tuple(_approved(record)) if _rows(record.get("environments")) else None,
        only=only,
        **signed,
    )


def _attributions(record: Mapping[str, Any]) -> Iterator[str]:
    approvals, environments = _rows(record.get("approvals")), _rows(record.get("environments"))
    yield from map(_attribution, approvals)
    # A plan for one environment has no approvals of its own for that.
    for environment in environments if len(environments) > 1 or not approvals else ():
        name, given = _text(environment, "name"), _rows(environment.get("approvals"))
        if not given and environment.get("required") == 0:
            yield f"{name}: no approval required"
        for approval in given:
            yield f"{name}: {_attribution(approval)}, in revision {_text(approval, 'revision')}"


def _approved(record: Mapping[str, Any]) -> Iterator[str]:
    for environment in _rows(record.get("environments")):
        if _rows(environment.get("approvals")) or environment.get("required") == 0:
            yield _text(environment, "name")


def _attribution(approval: Mapping[str, Any]) -> str:
    name, username = _text(approval, "by"), _text(approval, "username")
    reviewer = name if name == username else f"{name} ({username})"
    own = ", as its author" if approval.get("own") else ""
    return f"{reviewer} at {_text(approval, 'at')}{own}"


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _rows(value: object) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(row: Mapping[str, Any], key: str) -> str:
    """Write a value so that it cannot act on the terminal; “unknown” where there is none."""
    value = row.get(key)
    return printable(str(value)) if isinstance(value, str | int) and value != "" else "unknown"
