"""What the name of an environment tells: whether a mistake there hurts customers."""

from __future__ import annotations

import re

from generators.plan import Plan
from generators.plan.scalars import registered_domain

# Words people name environments with, grouped by what they mean.
FAMILIES: dict[str, frozenset[str]] = {
    "production": frozenset({"prod", "production", "prd"}),
    "staging": frozenset({"staging", "stage", "stg", "preprod", "uat"}),
    "development": frozenset({"dev", "devel", "development", "sandbox", "playground"}),
    "test": frozenset({"test", "tests", "testing", "qa", "ci", "e2e", "rehearsal"}),
}


def _families(words: str) -> tuple[str, ...]:
    parts = re.split(r"[^a-z0-9]+", words.lower())
    return tuple(name for name, members in FAMILIES.items() if members.intersection(parts))


def family(plan: Plan) -> str:
    """Tell what kind of environment a plan is for; an empty string where its name does not say."""
    return next(iter(_families(plan.release.environment)), "")


def rehearsal(plan: Plan) -> bool:
    """Tell whether the environment's name says that no real user depends on it."""
    return family(plan) not in ("", "production")


def foreign_family(plan: Plan, words: str) -> str:
    """Name another kind of environment that these words speak of; an empty string for none."""
    own, spoken = family(plan), _families(words)
    return spoken[0] if own and spoken and own not in spoken else ""


def own_labels(host: str) -> str:
    """Give what a team chose of a hostname: the labels before the registered or the top domain."""
    return host.removesuffix(registered_domain(host) or host.rpartition(".")[2])
