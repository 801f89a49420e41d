"""What a real API server of a Kubernetes minor version would refuse, without one.

    refused = refusals(kustomize_build(overlay), "1.36")

One module a concern; each says in sentences what it has against an object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.admission import content
from tests.admission import custom
from tests.admission import pods
from tests.admission import quantities
from tests.admission import references
from tests.admission import routes
from tests.admission import scaling
from tests.admission import schedules
from tests.admission import schemas
from tests.admission import security
from tests.admission import services
from tests.admission import workloads
from tests.admission.objects import group
from tests.admission.objects import kind
from tests.admission.objects import name
from tests.admission.objects import namespace
from tests.admission.objects import repeated
from tests.admission.references import Neighbours
from tests.admission.schemas import newest
from tests.admission.secrets import secret_references

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from tests.admission.objects import Object

__all__ = ["names_of", "newest", "refusals", "secret_references"]

# Each looks at nothing but one object.
ALONE = (content, pods, quantities, routes, scaling, schedules, services, workloads)


def refusals(objects: list[Object], kubernetes: str, existing: Iterable[str] = ()) -> list[str]:
    """Return everything a server of this version would refuse, as `Kind/name: sentence`.

    `existing` names what the cluster has before, as `Kind/name` (see `names_of`). Secrets are
    always taken to be there. Where the custom resources' definitions are absent, their fields are
    not looked at; `tests/test_admission_custom.py` says what is left.
    """
    near = Neighbours(objects, frozenset(existing))
    enforced = security.levels(objects)
    refused = list(_twice(objects))
    for manifest in objects:
        messages = [*_schema(manifest, schemas.minor(kubernetes))]
        messages += [refusal for check in ALONE for refusal in check.refusals(manifest)]
        messages += security.refusals(manifest, enforced)
        messages += references.refusals(manifest, near)
        refused += [f"{kind(manifest)}/{name(manifest)}: {message}" for message in messages]
    return refused


def names_of(objects: list[Object]) -> set[str]:
    """Return `Kind/name` of each object, as `existing` wants them."""
    return {f"{kind(manifest)}/{name(manifest)}" for manifest in objects}


def _schema(manifest: Object, minor: int) -> Iterator[str]:
    if schemas.is_builtin(manifest):
        yield from schemas.refusals(manifest, minor)
    elif custom.are_here():
        yield from schemas.metadata_refusals(manifest, minor)
        yield from custom.refusals(manifest)


def _twice(objects: list[Object]) -> Iterator[str]:
    for twice in repeated([(kind(x), name(x), group(x), namespace(x)) for x in objects]):
        yield f"{twice[0]}/{twice[1]}: is there twice"
