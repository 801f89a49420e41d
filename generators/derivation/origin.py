"""Where a value of a plan came from, for people who see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generators.derivation.domain import domain_of
from generators.derivation.domain import hostnames
from generators.derivation.table import DERIVATIONS
from generators.plan import Plan
from generators.plan import choice_at

DOMAIN = "answers.domain"
BACKEND_IMAGE = "answers.backendImage"
IMAGES = {"answers.frontendImage": "frontend", "answers.docsImage": "docs"}


@dataclass(frozen=True)
class Origin:
    """What a choice follows: the path of its source, and the value that this gives.

    ``value`` is nothing while the source is open. ``holds`` tells that the plan has this value;
    where it has another one, somebody gave it.
    """

    source: str
    value: Any
    holds: bool

    @property
    def waits(self) -> bool:
        """Tell whether the value comes as soon as the source is answered."""
        return self.value is None


def origin(plan: Plan, path: str) -> Origin | None:
    """Find what a choice or a shorthand follows; nothing where it follows nothing."""
    if path in IMAGES:
        return _of_image(plan, IMAGES[path])
    if path in hostnames("acme.com"):
        name = domain_of(plan)
        value = hostnames(name)[path] if name else None
        return Origin(DOMAIN, value, _holds(plan, path, value))
    derivation = next((derivation for derivation in DERIVATIONS if derivation.path == path), None)
    if derivation is None or not derivation.when(plan):
        return None
    value, source = derivation.value(plan), derivation.source(plan)
    if value is None and choice_at(source).of(plan):
        return None
    return Origin(source, value, _holds(plan, path, value))


def _of_image(plan: Plan, workload: str) -> Origin | None:
    image, tag = getattr(plan.release, workload), plan.release.backend.tag
    if image.digest or image.image != choice_at(f"release.{workload}.image").default:
        return None
    return Origin(BACKEND_IMAGE, tag or None, bool(tag) and image.tag == tag)


def _holds(plan: Plan, path: str, value: Any) -> bool:
    return value is not None and choice_at(path).of(plan) == value
