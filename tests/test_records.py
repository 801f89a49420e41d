"""Signed records: one reading, one signature, and nothing that can be changed unnoticed."""

from __future__ import annotations

import json
from base64 import b64decode
from base64 import b64encode
from base64 import urlsafe_b64encode
from collections.abc import Callable
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization import PublicFormat
from hypothesis import given
from hypothesis import strategies as some

from generators import records
from generators.records.envelope import authenticated
from tests.signed import OTHER
from tests.signed import PRIVATE
from tests.signed import bundle
from tests.signed import predicate
from tests.signed import public
from tests.signed import signed
from tests.signed import statement

Document = dict[str, Any]


def checked(source: bytes) -> records.Statement:
    """Read a record as a command does that trusts one key."""
    envelope = records.opened(source)
    envelope.checked([public()])
    return records.read_statement(envelope.payload)


def test_a_record_says_what_was_signed() -> None:
    assert checked(signed()).predicate == predicate()
    assert checked(signed()).files == {
        path: digest for path, digest in bundle().digests.items() if not path.startswith("custom/")
    }


def test_the_same_statement_gives_the_same_bytes() -> None:
    backwards = dict(reversed(predicate().items()))

    assert signed() == signed(records.statement(bundle().digests, backwards))


def test_what_is_signed_is_that_of_dsse() -> None:
    assert authenticated(b"hello") == b"DSSEv1 28 application/vnd.in-toto+json 5 hello"


@given(bit=some.integers(0, len(signed()) * 8 - 1))
def test_no_bit_of_a_record_can_be_flipped(bit: int) -> None:
    source = bytearray(signed())
    source[bit // 8] ^= 1 << bit % 8

    with pytest.raises(records.InvalidRecord):
        checked(bytes(source))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of each value in a document."""
    if isinstance(value, dict | list):
        rows = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in rows:
            yield from leaves(inner, (*path, key))
    elif value is not None:
        yield path


def changed(document: Document, path: tuple[Any, ...]) -> Document:
    """Change one value of a document a little, to another of its type."""
    copy = deepcopy(document)
    *groups, last = path
    target: Any = copy
    for group in groups:
        target = target[group]
    value = target[last]
    target[last] = f"{value}x" if isinstance(value, str) else not value
    return copy


PREDICATE_LEAVES = list(leaves(predicate()))


@pytest.mark.parametrize("path", PREDICATE_LEAVES, ids=lambda path: ".".join(map(str, path)))
def test_nothing_that_a_record_says_can_be_changed(path: tuple[Any, ...]) -> None:
    document = statement(predicate=changed(predicate(), path))
    envelope = json.loads(signed())
    envelope["payload"] = b64encode(json.dumps(document).encode()).decode()

    with pytest.raises(records.InvalidRecord, match="was changed after it was signed"):
        checked(json.dumps(envelope).encode())


def envelope(**other: Any) -> bytes:
    """Return the record with other members of its envelope."""
    return json.dumps({**json.loads(signed()), **other}).encode()


def signature(**other: Any) -> bytes:
    """Return the record with other members of its signature."""
    (row,) = json.loads(signed())["signatures"]
    return envelope(signatures=[{**row, **other}])


PAYLOAD = json.loads(signed())["payload"]
SIG = json.loads(signed())["signatures"][0]["sig"]
LAST = SIG.rstrip("=")[-1]  # two of its bits are not used
ENVELOPES: dict[str, tuple[bytes, str]] = {
    "another payloadType": (envelope(payloadType="application/json"), "payloadType"),
    "no payloadType": (signed().replace(b'"payloadType"', b'"payload_type"'), "lacks payloadType"),
    "a field more": (envelope(note="mine"), "'note'"),
    "no signature": (envelope(signatures=[]), "exactly one signature"),
    "two signatures": (
        envelope(signatures=json.loads(signed())["signatures"] * 2),
        "exactly one signature",
    ),
    "signatures that are a text": (envelope(signatures="x"), "exactly one signature"),
    "a signature that is a text": (envelope(signatures=["x"]), "not a JSON object"),
    "no keyid": (envelope(signatures=[{"sig": SIG}]), "lacks keyid"),
    "a keyid that is a number": (signature(keyid=1), "keyid"),
    "an unknown keyid": (signature(keyid="0" * 16), "signed with the key '0000000000000000'"),
    "a keyid in capitals": (signature(keyid=public().id.upper()), "signed with the key"),
    "another signature": (signature(sig=b64encode(bytes(64)).decode()), "was changed"),
    "half a signature": (signature(sig=b64encode(b64decode(SIG)[:32]).decode()), "was changed"),
    "an empty signature": (signature(sig=""), "base64"),
    "a signature without padding": (signature(sig=SIG.rstrip("=")), "base64"),
    "unused bits": (signature(sig=SIG.replace(f"{LAST}==", f"{chr(ord(LAST) + 1)}==")), "base64"),
    "base64url": (
        signature(sig=urlsafe_b64encode(b64decode(SIG) + b"\xff\xff").decode()),
        "base64",
    ),
    "base64 in lines": (envelope(payload=f"{PAYLOAD[:76]}\n{PAYLOAD[76:]}"), "base64"),
    "a payload that is an object": (envelope(payload={}), "base64"),
    "a payload that is not base64": (envelope(payload="Ä"), "base64"),
    "something after it": (signed() + b"x", "something after it"),
    "two records": (signed() * 2, "something after it"),
    "cut short": (signed()[:-10], "not JSON"),
    "a field twice": (
        signed().replace(b'"payload"', b'"payload": "AAAA", "payload"'),
        "'payload' twice",
    ),
    "a byte order mark": (b"\xef\xbb\xbf" + signed(), "not JSON"),
    "UTF-16": (signed().decode().encode("utf-16"), "not JSON"),
    "NaN": (signed().replace(b'"payloadType"', b'"n": NaN, "payloadType"'), "NaN"),
    "deep": (b'{"payloadType":' + b"[" * 100_000, "not JSON"),
    "a list": (b'["payloadType"]', "not a JSON object"),
    "too large": (b" " * 3_000_000 + signed(), "larger than"),
    "signed by another key": (signed(private=OTHER), public(OTHER).id),
    "signed by another key in this one's name": (
        records.sealed(records.statement(bundle().digests, predicate()), public().id, OTHER.sign),
        "was changed",
    ),
    "a signature of the payload alone": (
        signature(sig=b64encode(PRIVATE.sign(b64decode(PAYLOAD))).decode()),
        "was changed",
    ),
}


@pytest.mark.parametrize(("source", "message"), ENVELOPES.values(), ids=ENVELOPES)
def test_an_envelope_of_another_form_is_refused(source: bytes, message: str) -> None:
    with pytest.raises(records.InvalidRecord, match=message):
        checked(source)


def of(**other: Any) -> bytes:
    return json.dumps(statement(**other)).encode()


def without(name: str) -> bytes:
    rest = {key: value for key, value in predicate().items() if key != name}
    return of(predicate=rest)


SUBJECT = {"name": "README.md", "digest": {"sha256": "0" * 64}}
STATEMENTS: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"approved", "not JSON"),
    "a list": (b"[]", "not a JSON object"),
    "another version": (of(_type="https://in-toto.io/Statement/v0.1"), "_type"),
    "another predicate": (of(predicateType="https://slsa.dev/provenance/v1"), "predicateType"),
    "a field more": (of(more=1), "'more'"),
    "a field twice": (of()[:-1] + b', "predicate": {}}', "'predicate' twice"),
    "no subject": (of(subject=[]), "names no files"),
    "subjects that are an object": (of(subject={}), "names no files"),
    "a file twice": (of(subject=[SUBJECT, SUBJECT]), "one twice"),
    "a digest of another kind": (
        of(subject=[{"name": "a", "digest": {"sha1": "0" * 40}}]),
        "lacks sha256",
    ),
    "a digest that is none": (of(subject=[{"name": "a", "digest": {"sha256": "0"}}]), "one twice"),
    "a number for a path": (of(subject=[{**SUBJECT, "name": 1}]), "one twice"),
    "a predicate that is a text": (of(predicate="approved"), "not a JSON object"),
    "another bundle": (
        of(predicate=predicate(bundle={"name": "acme", "sha256": "0" * 64})),
        "two digests",
    ),
    **{f"no {name}": (without(name), f"lacks {name}") for name in predicate()},
}


@pytest.mark.parametrize(("payload", "message"), STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_of_another_form_is_refused_though_it_is_signed(
    payload: bytes, message: str
) -> None:
    with pytest.raises(records.InvalidRecord, match=message):
        checked(signed(payload))


@pytest.mark.parametrize("write", [records.as_pem, records.as_jwks])
def test_keys_are_read_as_they_were_written(write: Callable[..., str]) -> None:
    keys = [public(), public(OTHER)]

    assert records.public_keys(write(keys).encode()) == tuple(keys)


def test_a_jwk_set_tells_which_keys_are_retired() -> None:
    retired = records.PublicKey(public().raw, retired=True)

    assert records.public_keys(records.as_jwks([retired]).encode()) == (retired,)


def pem(private: Any) -> bytes:
    secret: bytes = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return secret


OF_ANOTHER_KIND = generate_private_key(SECP256R1())
JWK: dict[str, Any] = json.loads(records.as_jwks([public()]))["keys"][0]


def jwks(**other: Any) -> bytes:
    return json.dumps({"keys": [{**JWK, **other}]}).encode()


NO_KEYS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "no public key"),
    "text": (b"ssh-ed25519 AAAA", "no public key"),
    "an empty set": (b'{"keys": []}', "no public key"),
    "keys that are a text": (b'{"keys": "x"}', "no public key"),
    "half a set": (b'{"keys": [', "no public key"),
    "a record": (signed(), "no public key"),
    "a broken PEM": (b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "no public"),
    "a private key": (pem(PRIVATE), "private key"),
    "a private JWK": (jwks(d="AAAA"), "private key"),
    "an elliptic curve": (
        OF_ANOTHER_KIND.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "not an Ed25519 key",
    ),
    "an RSA JWK": (jwks(kty="RSA"), "not an Ed25519 key"),
    "a short JWK": (jwks(x="AAAA"), "base64url"),
    "a JWK without x": (jwks(x=None), "base64url"),
    "a key that is a text": (b'{"keys": ["x"]}', "not an Ed25519 key"),
}


@pytest.mark.parametrize(("source", "message"), NO_KEYS.values(), ids=NO_KEYS)
def test_a_file_without_public_keys_is_refused(source: bytes, message: str) -> None:
    with pytest.raises(records.InvalidKey, match=message):
        records.public_keys(source)
