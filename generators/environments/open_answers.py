"""Placeholders for what the shared plan leaves open, so that the base has every object's form.

An overlay then changes a hostname, and does not bring the whole object. The names end in
``.invalid``, which no resolver answers (RFC 2606).
"""

from __future__ import annotations

from generators.guide.hostnames import served
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import revised

PLACEHOLDERS = {
    "database.host": "database-host.invalid",
    "redis.host": "redis-host.invalid",
    "ingress.hosts.api": "api-host.invalid",
    "ingress.hosts.ui": "ui-host.invalid",
    "ingress.hosts.docs": "docs-host.invalid",
}


def answered(plan: Plan) -> Plan:
    """Give a plan in which open hostnames of what it runs are placeholders."""
    changes = open_hostnames(plan)
    return revised(plan, changes) if changes else plan


def open_hostnames(plan: Plan) -> dict[str, str]:
    """Give the placeholders of open hostnames of what a plan runs, by choice."""
    hosts = {f"ingress.hosts.{part}" for part in served(plan)}
    external = {f"{store}.host" for store in ("database", "redis") if _external(plan, store)}
    return {
        path: name
        for path, name in PLACEHOLDERS.items()
        if path in hosts | external and not choice_at(path).of(plan)
    }


def _external(plan: Plan, store: str) -> bool:
    return bool(getattr(plan, store).mode == "external")
