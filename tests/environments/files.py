"""Plan files with environments to try things on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generators.plan import Plan
from generators.plan import PlanFile
from generators.plan import recommended
from generators.plan import revised
from generators.plan import sparse
from generators.plan import with_changes
from generators.plan.reading import read_plan_document


def with_environments(plan: Plan, own: Mapping[str, Mapping[str, Any]]) -> PlanFile:
    """Make a plan file that shares a plan, with the choices of each environment, by path."""
    document = sparse(plan)
    document["spec"]["release"].pop("environment", None)
    topics = {name: with_changes({}, chosen).get("spec", {}) for name, chosen in own.items()}
    return read_plan_document({**document, "environments": topics})


def apart(name: str) -> dict[str, Any]:
    """Give an environment the names, hosts and stores of its own that each needs."""
    return {
        "release.namespace": f"acme-{name}",
        "ingress.hosts.api": f"api-{name}.skillflaw.acme.com",
        "database.host": f"db.{name}.acme.net",
        "redis.host": f"cache.{name}.acme.net",
    }


def shared_plan(changes: Mapping[str, Any] | None = None) -> Plan:
    """Give the recommended plan in which what each environment answers is open."""
    answered = {"ingress.hosts.api": "", "database.host": "", "redis.host": "", "tls.covers": []}
    return revised(recommended(), {**answered, "metadata.name": "acme", **(changes or {})})


def two(
    staging: Mapping[str, Any] | None = None, production: Mapping[str, Any] | None = None
) -> PlanFile:
    """Make a file of staging and production, in which these choices differ from the usual."""
    return with_environments(
        shared_plan(),
        {
            "staging": {**apart("staging"), **(staging or {})},
            "production": {**apart("production"), **(production or {})},
        },
    )
