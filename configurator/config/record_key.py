"""The Ed25519 key that signs approval records, in a file that only the server reads.

The file is PEM: the private key first, and after it the public keys of retired ones, whose records
stay valid. It is read each time, so that a key that was rotated counts at once.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization import PublicFormat
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from generators import records

PRIVATE = re.compile(rb"-----BEGIN PRIVATE KEY-----.*?-----END PRIVATE KEY-----\s*", re.DOTALL)
NO_FILE = "there is no such file. Create it with manage.py record_key --rotate"
NO_SHARED_FILE = (
    "there is no such file. With PostgreSQL every server needs the same one: create it once with "
    "manage.py record_key --rotate --output FILE, and give its path in RECORD_KEY_FILE everywhere"
)
NO_KEY = (
    "it is not an Ed25519 private key in PEM (PKCS 8) without a passphrase. Restore it, or put it "
    "aside and create another with manage.py record_key --rotate"
)


class Unsigned(Exception):
    """Records cannot be signed; ``reason`` says why, and the message also names the file."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{settings.RECORD_KEY_FILE}: {reason}.")
        self.reason = reason


@dataclass(frozen=True)
class RecordKeys:
    """The key that signs records, and the public keys of all whose records are valid."""

    private: Ed25519PrivateKey
    retired: tuple[records.PublicKey, ...] = ()

    def __repr__(self) -> str:
        """Name the key: its private half is never written anywhere."""
        return f"<RecordKeys {self.current.id}>"

    @property
    def current(self) -> records.PublicKey:
        """Return the public half of the key that signs."""
        public = self.private.public_key()
        return records.PublicKey(public.public_bytes(Encoding.Raw, PublicFormat.Raw))

    @property
    def public(self) -> tuple[records.PublicKey, ...]:
        """List the keys that check records, the one that signs first."""
        return (self.current, *self.retired)

    @property
    def pem(self) -> bytes:
        """Return the content of the file."""
        private = self.private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ).decode()
        return f"{private}{records.as_pem(self.retired)}".encode()

    def sealed(self, payload: bytes) -> bytes:
        """Return a payload in its envelope, signed."""
        return records.sealed(payload, self.current.id, self.private.sign)

    def rotated(self) -> RecordKeys:
        """Return these keys after a rotation: a new one signs, and this one is retired."""
        retired = (records.PublicKey(self.current.raw, retired=True), *self.retired)
        return RecordKeys(Ed25519PrivateKey.generate(), retired)


def record_keys() -> RecordKeys:
    """Read the keys of this installation; :class:`Unsigned` where it has none."""
    try:
        source = Path(settings.RECORD_KEY_FILE).read_bytes()
    except FileNotFoundError:
        raise Unsigned(NO_FILE if settings.RECORD_KEY_AUTOMATIC else NO_SHARED_FILE) from None
    except OSError as error:
        raise Unsigned(f"it cannot be read: {error.strerror}") from None
    block = PRIVATE.search(source)
    try:
        private = load_pem_private_key(block[0], password=None) if block else None
        rest = PRIVATE.sub(b"", source, count=1)
        retired = records.public_keys(rest) if rest.strip() else ()
    except (ValueError, TypeError, UnsupportedAlgorithm, records.InvalidKey):
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise Unsigned(NO_KEY)
    return RecordKeys(private, tuple(records.PublicKey(key.raw, retired=True) for key in retired))


def unsigned_reason() -> str:
    """Return why records cannot be signed; empty where they can."""
    try:
        record_keys()
    except Unsigned as error:
        return error.reason
    return ""


def make_record_key() -> None:
    """Create the key file, with mode 600, unless there is one or servers may have to share it.

    Of several servers that start at once the first one wins. ``OSError`` where it cannot be made.
    """
    path: Path = settings.RECORD_KEY_FILE
    if not settings.RECORD_KEY_AUTOMATIC or path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, new_record_keys())
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


def write_record_keys(path: Path, keys: RecordKeys) -> None:
    """Write a key file, with mode 600, in one step; ``OSError`` where it cannot be written."""
    _draft(path, keys).replace(path)


def new_record_keys() -> RecordKeys:
    """Return a new key, with no retired ones."""
    return RecordKeys(Ed25519PrivateKey.generate())


def _draft(path: Path, keys: RecordKeys) -> Path:
    # mkstemp gives mode 600 from the start, whatever the umask is.
    number, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    with os.fdopen(number, "wb") as stream:
        stream.write(keys.pem)
    return Path(draft)
