"""What is signed: an in-toto statement that somebody approved exactly these files.

Its subjects are the files of the bundle with the SHA-256 of each; that of ``SHA256SUMS`` is the
bundle's digest. https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.output.checksums import CHECKSUMS
from generators.output.checksums import is_custom
from generators.records.invalid import InvalidRecord
from generators.records.invalid import fields
from generators.records.invalid import parsed

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
# A name that stays, and no address: every installation is at another one (RFC 4151).
PREDICATE_TYPE = "tag:skillflaw.com,2026:configurator/bundle-approval/v1"
FIELDS = {"_type", "subject", "predicateType", "predicate"}
PREDICATE = {
    *("bundle", "configuration", "revision", "plan", "generator", "guide"),
    *("required", "approvals", "environments", "waivers"),
}
ENVIRONMENT = "environment"
SHA256 = re.compile(r"[0-9a-f]{64}")
LABEL = "The statement of the record"


@dataclass(frozen=True)
class Statement:
    """A statement that was read: the SHA-256 of each file by path, and what is said of them."""

    files: Mapping[str, str]
    predicate: Mapping[str, Any]


def statement(files: Mapping[str, str], predicate: Mapping[str, Any]) -> bytes:
    """Write a statement; the same files and the same predicate give the same bytes."""
    subjects = [
        {"name": path, "digest": {"sha256": files[path]}}
        for path in sorted(files)
        if not is_custom(path)
    ]
    document = {
        "_type": STATEMENT_TYPE,
        "subject": subjects,
        "predicateType": PREDICATE_TYPE,
        "predicate": predicate,
    }
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def read_statement(payload: bytes) -> Statement:
    """Read a statement; :class:`InvalidRecord` where it is not one that approves a bundle."""
    document = fields(parsed(payload, LABEL), FIELDS, LABEL)
    for name, wanted in (("_type", STATEMENT_TYPE), ("predicateType", PREDICATE_TYPE)):
        if document[name] != wanted:
            raise InvalidRecord(f"The {name} of the statement is not {wanted}.")
    predicate = document["predicate"]
    own = {ENVIRONMENT} if isinstance(predicate, dict) and ENVIRONMENT in predicate else set()
    fields(predicate, PREDICATE | own, "The predicate of the statement")
    files = _files(document["subject"])
    bundle = fields(predicate["bundle"], {"name", "sha256"}, "The bundle of the predicate")
    if files.get(CHECKSUMS, bundle["sha256"]) != bundle["sha256"]:
        raise InvalidRecord("The statement names two digests of the bundle.")
    return Statement(files, predicate)


def _files(subjects: object) -> dict[str, str]:
    files: dict[str, str] = {}
    for subject in subjects if isinstance(subjects, list) else ():
        row = fields(subject, {"name", "digest"}, "A subject of the statement")
        digest = fields(row["digest"], {"sha256"}, "The digest of a subject")["sha256"]
        path = row["name"]
        if not isinstance(path, str) or not SHA256.fullmatch(str(digest)) or path in files:
            raise InvalidRecord("A subject of the statement names no file, or one twice.")
        files[path] = digest
    if not files:
        raise InvalidRecord("The statement names no files.")
    return files
