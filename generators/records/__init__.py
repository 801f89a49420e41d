"""Signed approval records: an in-toto statement in a DSSE envelope, and the keys that check it.

A front door of its own: nobody who only generates or validates has to load the cryptography.
"""

from __future__ import annotations

from generators.records.envelope import Envelope
from generators.records.envelope import is_envelope
from generators.records.envelope import opened
from generators.records.envelope import sealed
from generators.records.invalid import InvalidRecord
from generators.records.public_keys import InvalidKey
from generators.records.public_keys import PublicKey
from generators.records.public_keys import as_jwks
from generators.records.public_keys import as_pem
from generators.records.public_keys import public_keys
from generators.records.statement import PREDICATE_TYPE
from generators.records.statement import Statement
from generators.records.statement import read_statement
from generators.records.statement import statement

__all__ = [
    "PREDICATE_TYPE",
    "Envelope",
    "InvalidKey",
    "InvalidRecord",
    "PublicKey",
    "Statement",
    "as_jwks",
    "as_pem",
    "is_envelope",
    "opened",
    "public_keys",
    "read_statement",
    "sealed",
    "statement",
]
