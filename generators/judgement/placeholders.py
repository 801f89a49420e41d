"""Placeholders for what a plan does not say yet, so that its files can be shown all the same.

A placeholder begins with ``todo-`` and names its choice: ``todo-database-host.invalid``. No
resolver answers a name that ends in ``.invalid`` (RFC 2606). No bundle has a placeholder, since
what it stands for is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache

from generators.guide import RULES
from generators.guide import Finding
from generators.guide import Rule
from generators.guide import Severity
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import revised

NAMES = (
    "release.backend.tag",
    "release.frontend.tag",
    "release.docs.tag",
    "release.previousBackendTag",
    "storage.claimName",
    "database.name",
    "database.caSecret.name",
    "redis.caSecret.name",
    "secrets.store.name",
    "ingress.className",
    "ingress.gateway.name",
    "ingress.gateway.namespace",
    "ingress.controllerNamespace",
    "tls.issuer.name",
)
HOSTS = (
    "database.host",
    "redis.host",
    "ingress.hosts.api",
    "ingress.hosts.ui",
    "ingress.hosts.docs",
)
GIT_URL = "operations.gitUrl"
# An answer can raise the next question, such as a certificate for a hostname. Few ever do.
MOST_ROUNDS = 4


def _named(path: str) -> str:
    """Name a choice in lower case and hyphens: ``todo-ingress-class-name``."""
    return "todo-" + re.sub(r"\.|(?=[A-Z])", "-", path).lower()


PLACEHOLDERS: Mapping[str, str] = {
    **{path: _named(path) for path in NAMES},
    **{path: f"{_named(path)}.invalid" for path in HOSTS},
    GIT_URL: f"https://{_named(GIT_URL)}.invalid/bundle.git",
}


def placeholders_for(plan: Plan, known: Iterable[Finding] | None = None) -> dict[str, str]:
    """Give the placeholders of what errors ask for and the plan leaves open, by choice.

    ``known`` are the plan's findings, where they are known already. What errors ask for beside
    names and addresses, such as an amount of memory, has no placeholder: no value of it would be
    unmistakable, so that the files leave it out.
    """
    asked: dict[str, str] = {}
    for _ in range(MOST_ROUNDS):
        current = revised(plan, asked) if asked else plan
        raised = _asked_of(current) if known is None else known
        known = None
        further = _open_in(current, raised)
        if not further:
            break
        asked |= further
    return asked


def _asked_of(plan: Plan) -> Iterator[Finding]:
    """List the findings of the rules that can ask for a choice with a placeholder."""
    return (finding for rule in _asking() for finding in rule.findings(plan, None))


@cache
def _asking() -> tuple[Rule, ...]:
    errors = (rule for rule in RULES if rule.severity is Severity.ERROR)
    return tuple(rule for rule in errors if not PLACEHOLDERS.keys().isdisjoint(rule.about))


def _open_in(plan: Plan, raised: Iterable[Finding]) -> dict[str, str]:
    errors = (finding for finding in raised if finding.severity is Severity.ERROR)
    paths = dict.fromkeys(path for error in errors for path in error.paths)
    return {
        path: PLACEHOLDERS[path]
        for path in paths
        if path in PLACEHOLDERS and not choice_at(path).of(plan)
    }
