"""What a real API server of a Kubernetes minor version would refuse, without one.

    refused = refusals(kustomize_build(overlay), "1.36")

One module a concern; each says in sentences what it has against an object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
    always taken to be there. Where the custom resources' definitions are absent, and nothing
    else is refused, the calling test is skipped.
    """
    near = Neighbours(objects, frozenset(existing))
    enforced = security.levels(objects)
    found = list(_twice(objects))
    for thing in objects:
        messages = [*_schema(thing, schemas.minor(kubernetes))]
        messages += [each for check in ALONE for each in check.refusals(thing)]
        messages += security.refusals(thing, enforced)
        messages += references.refusals(thing, near)
        found += [f"{kind(thing)}/{name(thing)}: {message}" for message in messages]
    if not found and not custom.are_here() and not all(map(schemas.is_builtin, objects)):
        pytest.skip("the definitions of custom resources are not beside this project")
    return found


def names_of(objects: list[Object]) -> set[str]:
    """Return `Kind/name` of each object, as `existing` wants them."""
    return {f"{kind(each)}/{name(each)}" for each in objects}


def _schema(thing: Object, minor: int) -> Iterator[str]:
    if schemas.is_builtin(thing):
        yield from schemas.refusals(thing, minor)
    elif custom.are_here():
        yield from schemas.metadata_refusals(thing, minor)
        yield from custom.refusals(thing)


def _twice(objects: list[Object]) -> Iterator[str]:
    for twice in repeated([(kind(x), name(x), group(x), namespace(x)) for x in objects]):
        yield f"{twice[0]}/{twice[1]}: is there twice"
