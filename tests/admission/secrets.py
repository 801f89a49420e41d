"""Which Secrets a bundle expects: they are the operator's to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.admission.objects import at
from tests.admission.objects import containers
from tests.admission.objects import kind
from tests.admission.objects import namespace
from tests.admission.objects import pod
from tests.admission.objects import things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

Reference = tuple[str, str, str]


def secret_references(objects: list[Object]) -> set[Reference]:
    """Return (namespace, name, key) of every Secret named; the key is empty for a whole Secret."""
    return {
        (at(reference, "namespace", namespace(manifest)), str(reference.get("name")), key)
        for manifest in objects
        for reference, key in (*_of_pod(manifest), *_of_edge(manifest))
    }


def _of_pod(manifest: Object) -> Iterator[tuple[Object, str]]:
    spec = pod(manifest)
    owner = manifest if kind(manifest) == "ServiceAccount" else spec
    for pull in things(owner, "imagePullSecrets"):
        yield pull, ""
    for container in containers(manifest):
        yield from _of_container(container)
    for volume in things(spec, "volumes"):
        for source in (volume, *things(volume, "projected.sources")):
            if secret := source.get("secret"):
                reference = {"name": secret.get("secretName", secret.get("name"))}
                for key in [item["key"] for item in secret.get("items") or []] or [""]:
                    yield reference, key


def _of_container(container: Object) -> Iterator[tuple[Object, str]]:
    for variable in things(container, "env"):
        if reference := at(variable, "valueFrom.secretKeyRef"):
            yield reference, str(reference.get("key"))
    for source in things(container, "envFrom"):
        if reference := source.get("secretRef"):
            yield reference, ""


def _of_edge(manifest: Object) -> Iterator[tuple[Object, str]]:
    if kind(manifest) == "Ingress":
        for tls in things(manifest, "spec.tls"):
            if tls.get("secretName"):
                yield {"name": tls["secretName"]}, ""
    if kind(manifest) == "Gateway":
        for listener in things(manifest, "spec.listeners"):
            for reference in things(listener, "tls.certificateRefs"):
                yield reference, ""
