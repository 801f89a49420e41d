"""The approval record beside a bundle, as a command reads it: docs/approvals.md describes it.

It comes from a file that anybody may have written, so nothing in it is taken for granted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import generators
from generators.output.received import printable

KIND = "BundleApproval"


@dataclass(frozen=True)
class ApprovalRecord:
    """What a record says: for which SHA-256, of which revision, and who approved it.

    ``attributions`` has a line for each approval, of the whole bundle or of an environment.
    """

    digest: str
    subject: str
    attributions: tuple[str, ...]


def read(source: bytes) -> ApprovalRecord:
    """Read an approval record; ``Unreadable`` where it is none."""
    try:
        record = json.loads(source)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or record.get("kind") != KIND:
        raise generators.unreadable(f"The approval record is not a {KIND} in JSON.")
    digest = _mapping(record.get("bundle")).get("sha256")
    if not isinstance(digest, str):
        raise generators.unreadable("The approval record names no bundle.sha256.")
    configuration = _mapping(record.get("configuration"))
    subject = (
        f"revision {_text(record, 'revision')} of {_text(configuration, 'name')}, "
        f"configuration {_text(configuration, 'id')}"
    )
    return ApprovalRecord(digest, subject, tuple(_attributions(record)))


def _attributions(record: Mapping[str, Any]) -> Iterator[str]:
    for approval in _rows(record.get("approvals")):
        yield _attribution(approval)
    for environment in _rows(record.get("environments")):
        for approval in _rows(environment.get("approvals")):
            name, revision = _text(environment, "name"), _text(approval, "revision")
            yield f"{name}: {_attribution(approval)}, in revision {revision}"


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
