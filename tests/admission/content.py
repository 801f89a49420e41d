"""What any object can get wrong, and what ConfigMaps and Secrets carry."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from tests.admission.objects import CLUSTER_WIDE
from tests.admission.objects import at
from tests.admission.objects import kind
from tests.admission.objects import name
from tests.admission.objects import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

KEY = re.compile(r"[-._a-zA-Z0-9]{1,253}")
DNS_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
MEBIBYTE = 1024 * 1024
MOST_ANNOTATIONS = 256 * 1024


def refusals(manifest: Object) -> Iterator[str]:
    """Yield what is wrong with an object whatever it is, or with what it carries."""
    if name(manifest) == "?":
        yield "has no name"
    for path, value in walk(manifest):
        if value is None:
            yield f"{path} has no value, which a server drops in silence"
    if kind(manifest) in CLUSTER_WIDE and at(manifest, "metadata.namespace"):
        yield f"a {kind(manifest)} is in no namespace"
    if kind(manifest) == "Namespace" and not DNS_LABEL.fullmatch(name(manifest)):
        yield "a Namespace's name is a DNS label"
    if sum(map(len, map(str, at(manifest, "metadata.annotations", {}).items()))) > MOST_ANNOTATIONS:
        yield "the annotations are larger than 256 KiB"
    if kind(manifest) in {"ConfigMap", "Secret"}:
        yield from _carried(manifest)


def _carried(manifest: Object) -> Iterator[str]:
    entries = (
        at(manifest, "data", {}) | at(manifest, "binaryData", {}) | at(manifest, "stringData", {})
    )
    for key in entries:
        if not KEY.fullmatch(str(key)):
            yield f"{key!r} is no key"
    if sum(len(str(value).encode()) for value in entries.values()) > MEBIBYTE:
        yield "carries more than 1 MiB"
    encoded = at(manifest, "binaryData" if kind(manifest) == "ConfigMap" else "data", {})
    for key, value in encoded.items():
        try:
            base64.b64decode(str(value), validate=True)
        except binascii.Error:
            yield f"{key} is not in base64"
