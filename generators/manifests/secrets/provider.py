"""What differs between secrets providers."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from generators.manifests.part import Manifest
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.prerequisite import Prerequisite
from generators.plan import Plan


def no_prerequisites(_plan: Plan) -> Iterator[Prerequisite]:
    """List nothing: the provider has no object that has to exist first."""
    yield from ()


@dataclass(frozen=True)
class Delivery:
    """The commands that apply encrypted files: all of a directory, and one."""

    directory: Callable[[str], str]
    file: Callable[[str], str]


def no_decryption(_plan: Plan) -> Manifest:
    """Give no field: Flux has nothing to decrypt."""
    return {}


@dataclass(frozen=True)
class Provider:
    """One secrets provider.

    ``part`` makes the objects, scripts and notes from the plan and all required Secrets. ``script``
    is the path of the script that creates Secrets; empty where an operator reads them from a store.
    ``creator`` names what creates a Secret after the first apply; empty where it has to exist
    before. ``components`` describes each folder below ``components/``, ``api_groups`` names the
    product that serves an API group. ``flux_decryption`` gives the field of a Kustomization.
    """

    part: Callable[[Plan, Sequence[RequiredSecret]], Part]
    script: str = ""
    creator: str = ""
    components: Mapping[str, str] = field(default_factory=dict)
    prerequisites: Callable[[Plan], Iterator[Prerequisite]] = no_prerequisites
    api_groups: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery | None = None
    flux_decryption: Callable[[Plan], Manifest] = no_decryption
