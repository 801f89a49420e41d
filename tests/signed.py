"""A signed approval record of the recommended bundle, as a server would write it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import PublicFormat

import generators
from generators import records
from generators.plan import recommended
from generators.records import PublicKey

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
GRACE = {
    "by": "Grace Hopper",
    "username": "grace",
    "at": "2026-11-25T07:31:00Z",
    "own": False,
    "verdict": "approve",
}


def public(private: Ed25519PrivateKey = PRIVATE) -> PublicKey:
    """Return the public half of a key."""
    return PublicKey(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


@cache
def bundle() -> generators.Bundle:
    """Return the bundle that the record is of."""
    return generators.bundle(recommended())


def predicate(**other: Any) -> dict[str, Any]:
    """Return what the record says of the bundle."""
    environment = {"name": "production", "sha256": "0" * 64, "required": 1}
    return {
        "configuration": {"id": "0f9b", "name": "acme"},
        "revision": 3,
        "bundle": {"name": bundle().name, "sha256": bundle().digest},
        "plan": {"sha256": bundle().digests["plan.yaml"]},
        "generator": "0.2.0",
        "guide": "2026-11-23",
        "required": 1,
        "approvals": [GRACE],
        "environments": [{**environment, "approvals": [{**GRACE, "revision": 3}]}],
        "waivers": [],
        **other,
    }


def statement(**other: Any) -> dict[str, Any]:
    """Return the statement as JSON, with other members where some are given."""
    document: dict[str, Any] = json.loads(records.statement(bundle().digests, predicate()))
    return document | other


def signed(payload: bytes | None = None, private: Ed25519PrivateKey = PRIVATE) -> bytes:
    """Return the signed record, or that of another payload or key."""
    payload = payload or records.statement(bundle().digests, predicate())
    return records.sealed(payload, public(private).id, private.sign)
