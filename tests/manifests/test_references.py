"""What pods refer to is what somebody is told to make, key by key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from generators.layout import laid_out
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.manifests.walking import containers
from tests.manifests.walking import inside
from tests.manifests.walking import manifests
from tests.plans import DOCS
from tests.plans import WEB
from tests.plans import branches

PLANS = branches() | {
    "pull-secret": revised(recommended(), {**WEB, **DOCS, "release.imagePullSecret": "registry"})
}
# Operators' own ways to name a Secret's key.
KEYED = (
    "secretKeyRef",
    *("accessKeyId", "secretAccessKey", "applicationCredentials", "storageAccount", "storageKey"),
)
CERTIFICATE = ("tls.crt", "tls.key")


def used(plan: Plan) -> set[tuple[str, str]]:
    """Name every Secret and key that an object of the bundle reads and cannot do without."""
    issued = plan.tls.mode == "cert-manager"
    fields = (field for _, manifest in manifests(plan) for field in inside(manifest))
    return {key for field, value in fields for key in _keys(field, value, issued)}


def _keys(field: str, value: dict[str, Any], issued: bool) -> Iterator[tuple[str, str]]:
    if value.get("optional"):
        return
    if field in KEYED:
        yield value["name"], value["key"]
    elif field == "secret" and "secretName" in value:
        keys = [item["key"] for item in value.get("items", [])] or CERTIFICATE
        yield from ((value["secretName"], key) for key in keys)
    elif field == "imagePullSecrets":
        yield value["name"], ".dockerconfigjson"
    elif field in ("tls", "certificateRefs") and not issued:
        name = value.get("secretName") or value.get("name")
        yield from ((name, key) for key in CERTIFICATE if name)


@pytest.mark.parametrize("name", PLANS)
def test_every_key_that_a_pod_reads_is_asked_for_and_no_other(name: str) -> None:
    referred = {
        (secret.name, entry.key)
        for secret in laid_out(PLANS[name]).whole.secrets
        for entry in secret.entries
    }

    assert used(PLANS[name]) == referred


@pytest.mark.parametrize("name", PLANS)
def test_every_image_is_pinned_and_one_with_a_digest_is_not_asked_for_anew(name: str) -> None:
    plan = PLANS[name]
    pinned = {pin.name: bool(pin.digest) for pin in laid_out(plan).whole.images}

    for _, container in containers(plan):
        image, _, tag = container["image"].rpartition(":")
        policy = "IfNotPresent" if pinned[image] else "Always"
        assert (container["imagePullPolicy"], tag) == (policy, "pin-me-in-the-overlay")
