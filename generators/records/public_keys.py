"""The public halves of the keys that sign records: PEM for people, a JWK set for programs.

The JWK set is that of RFC 7517 with the Ed25519 keys of RFC 8037. The id of a key is the start of
the SHA-256 of its DER, so that everybody who has the key can name it.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import PublicFormat
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from generators.output.checksums import sha256

ID_LENGTH = 16
SIZE = 32
PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----.*?-----END \1-----", re.DOTALL)
NO_KEY = (
    "There is no public key in it. Take keys.json or keys.pem from "
    "/.well-known/skillflaw-configurator/ of the server."
)
PRIVATE = (
    "It has a private key, which must not leave the server. Give the public key: keys.pem from "
    "/.well-known/skillflaw-configurator/ of the server."
)


class InvalidKey(Exception):
    """A file has no keys that can check a record; the message says why, and what to do."""


@dataclass(frozen=True)
class PublicKey:
    """An Ed25519 key that checks records; a retired one signs no new ones."""

    raw: bytes
    retired: bool = False

    @property
    def der(self) -> bytes:
        """Return the key as SubjectPublicKeyInfo in DER."""
        return self._key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @property
    def pem(self) -> str:
        """Return the key as SubjectPublicKeyInfo in PEM."""
        return self._key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    @property
    def id(self) -> str:
        """Return the first 16 digits of the SHA-256 of its DER."""
        return sha256(self.der)[:ID_LENGTH]

    @property
    def status(self) -> str:
        """Return ``current`` or ``retired``."""
        return "retired" if self.retired else "current"

    @property
    def _key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.raw)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Tell whether the signature is of this message and by this key."""
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


def as_pem(keys: Iterable[PublicKey]) -> str:
    """Write keys as PEM, one after the other, each with its id and status in a line before it."""
    return "".join(f"{key.id} {key.status}\n{key.pem}" for key in keys)


def as_jwks(keys: Iterable[PublicKey]) -> str:
    """Write keys as a JWK set; ``status`` is a member of our own."""
    rows = [
        {
            "kty": "OKP",
            "crv": "Ed25519",
            "kid": key.id,
            "x": urlsafe_b64encode(key.raw).decode().rstrip("="),
            "use": "sig",
            "alg": "EdDSA",
            "status": key.status,
        }
        for key in keys
    ]
    return json.dumps({"keys": rows}, indent=2) + "\n"


def public_keys(source: bytes) -> tuple[PublicKey, ...]:
    """Read keys from PEM or a JWK set; :class:`InvalidKey` where there is none."""
    keys = tuple(_from_jwks(source) if source.lstrip().startswith(b"{") else _from_pem(source))
    if not keys:
        raise InvalidKey(NO_KEY)
    return keys


def _from_pem(source: bytes) -> Iterator[PublicKey]:
    for block in PEM.finditer(source):
        if b"PRIVATE" in block[1]:
            raise InvalidKey(PRIVATE)
        try:
            key = load_pem_public_key(block[0])
        except (ValueError, UnsupportedAlgorithm):
            raise InvalidKey(NO_KEY) from None
        if not isinstance(key, Ed25519PublicKey):
            raise InvalidKey("The key is not an Ed25519 key, and records are signed with those.")
        yield PublicKey(key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def _from_jwks(source: bytes) -> Iterator[PublicKey]:
    try:
        document = json.loads(source)
    except (ValueError, RecursionError):
        raise InvalidKey(NO_KEY) from None
    rows = document.get("keys", ())
    for row in rows if isinstance(rows, list) else ():
        yield _from_jwk(row)


def _from_jwk(row: Any) -> PublicKey:
    if isinstance(row, dict) and "d" in row:
        raise InvalidKey(PRIVATE)
    if not isinstance(row, dict) or (row.get("kty"), row.get("crv")) != ("OKP", "Ed25519"):
        raise InvalidKey("The JWK set has a key that is not an Ed25519 key.")
    text = str(row.get("x"))
    try:
        raw = urlsafe_b64decode(f"{text}{'=' * (-len(text) % 4)}")
    except ValueError:
        raw = b""
    if len(raw) != SIZE:
        raise InvalidKey("The x of a key in the JWK set is not an Ed25519 key in base64url.")
    return PublicKey(raw, retired=row.get("status") == "retired")
