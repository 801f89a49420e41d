"""The envelope of a signed record, as DSSE describes it: payload, its type, and one signature.

https://github.com/secure-systems-lab/dsse/blob/master/envelope.md
"""

from __future__ import annotations

import json
from base64 import b64decode
from base64 import b64encode
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass

from generators.records.invalid import InvalidRecord
from generators.records.invalid import fields
from generators.records.invalid import parsed
from generators.records.public_keys import PublicKey

PAYLOAD_TYPE = "application/vnd.in-toto+json"
FIELDS = {"payload", "payloadType", "signatures"}
# A bundle has at most 2,000 files, of which each is a line in the statement.
MOST_BYTES = 2 * 1024 * 1024
CHANGED = (
    "The signature does not match: the record was changed after it was signed. "
    "Download it again from the server."
)


@dataclass(frozen=True)
class Envelope:
    """An envelope that was read, and not believed yet."""

    payload: bytes
    key_id: str
    signature: bytes

    def checked(self, keys: Iterable[PublicKey]) -> PublicKey:
        """Return the key that signed the payload; :class:`InvalidRecord` where none of them did."""
        trusted = {key.id: key for key in keys}
        key = trusted.get(self.key_id)
        if key is None:
            raise InvalidRecord(
                f"The record is signed with the key {self.key_id[:64]!r}, and the given key is "
                f"{', '.join(trusted) or 'none'}. Take the keys from the server that signed it."
            )
        if not key.verifies(self.signature, authenticated(self.payload)):
            raise InvalidRecord(CHANGED)
        return key


def authenticated(payload: bytes) -> bytes:
    """Return the bytes that are signed: the payload after its type, with both lengths."""
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sealed(payload: bytes, key_id: str, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the envelope of a payload as JSON; the same payload and key give the same bytes."""
    signature = {"keyid": key_id, "sig": _encoded(sign(authenticated(payload)))}
    envelope = {
        "payloadType": PAYLOAD_TYPE,
        "payload": _encoded(payload),
        "signatures": [signature],
    }
    return (json.dumps(envelope, indent=2) + "\n").encode()


def is_envelope(source: bytes) -> bool:
    """Tell whether a file means to be an envelope, however broken it may be."""
    return b'"payloadType"' in source or b'"signatures"' in source


def opened(source: bytes) -> Envelope:
    """Read an envelope, whose signature nobody checked yet; :class:`InvalidRecord` for others."""
    if len(source) > MOST_BYTES:
        raise InvalidRecord("The signed record is larger than 2 MiB.")
    envelope = fields(parsed(source, "The signed record"), FIELDS, "The signed record")
    if envelope["payloadType"] != PAYLOAD_TYPE:
        raise InvalidRecord(
            f"The payloadType of the signed record is {str(envelope['payloadType'])[:80]!r}, and "
            f"that of an approval record is {PAYLOAD_TYPE!r}."
        )
    signatures = envelope["signatures"]
    if not isinstance(signatures, list) or len(signatures) != 1:
        raise InvalidRecord("A signed record has exactly one signature, and this one has not.")
    signature = fields(signatures[0], {"keyid", "sig"}, "The signature of the record")
    if not isinstance(signature["keyid"], str):
        raise InvalidRecord("The keyid of the signature is not a text.")
    payload = _decoded(envelope["payload"], "payload")
    return Envelope(payload, signature["keyid"], _decoded(signature["sig"], "sig"))


def _encoded(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _decoded(text: object, label: str) -> bytes:
    """Decode standard base64, of which one text is the only one for its bytes."""
    try:
        content = b64decode(str(text), validate=True)
    except ValueError:
        content = b""
    if not content or _encoded(content) != text:
        raise InvalidRecord(f"The {label} of the signed record is not standard base64.")
    return content
