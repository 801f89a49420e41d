"""What the jobs may reach. Their policies come and go with them, so they lie beside them."""

from __future__ import annotations

from generators.manifests.database.downgrade import CHOICES as DOWNGRADED
from generators.manifests.database.downgrade import downgrades
from generators.manifests.database.migrate import first
from generators.manifests.operations.policies.openings import EVERY_ADDRESS
from generators.manifests.operations.policies.openings import networks
from generators.manifests.operations.policies.openings import outgoing
from generators.manifests.operations.policies.openings import pods
from generators.manifests.operations.policies.openings import policy
from generators.manifests.operations.policies.resolvers import RESOLVERS
from generators.manifests.operations.policies.resolvers import names
from generators.manifests.operations.policies.sources import SOURCES
from generators.manifests.operations.policies.sources import proxies
from generators.manifests.operations.policies.stores import POSTGRES
from generators.manifests.operations.policies.stores import TO_DATABASE
from generators.manifests.operations.policies.stores import migrates
from generators.manifests.operations.policies.stores import to_database
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import selector
from generators.plan import Plan

BACKEND_PORT = 7860
WEB = (80, 443)
# A load balancer's address often leads straight to the proxies' pods, which listen here.
PROXIES = (80, 443, 8000, 8080, 8443, 10080, 10443)


def smoke_test(plan: Plan) -> tuple[File, ...]:
    """Write the smoke test's policy: it may reach the backend and the ingress controller."""
    rules = policy(
        "skillflaw-smoke-test",
        {"matchLabels": selector("smoke-test")},
        egress=(
            *names(plan),
            *outgoing([pods("backend")], BACKEND_PORT),
            *outgoing(proxies(plan), *PROXIES),
            *_to_ingress(),
        ),
    )
    why = (
        "The smoke test may reach the backend, and the ingress controller at its private or "
        "public address."
    )
    choices = ("operations.networkPolicies", *SOURCES, *RESOLVERS)
    return (_file("jobs/smoke-test", rules, why, choices),)


def _to_ingress() -> tuple[Manifest, ...]:
    return outgoing(networks(EVERY_ADDRESS), *WEB)


def migrate(plan: Plan) -> tuple[File, ...]:
    """Write the migration's policy: it needs PostgreSQL and, with a cache of its own, no more."""
    if not migrates(plan):
        return ()
    rules = policy(
        "skillflaw-migrate",
        {"matchLabels": selector("migrate")},
        egress=(*names(plan), *to_database(plan, direct=True)),
    )
    rules["metadata"] |= first(plan)
    why = "The migration may reach PostgreSQL. Nothing may connect to the migration."
    choices = (
        "database.migrations",
        "release.kubernetes",
        "operations.gitops",
        *TO_DATABASE,
        *RESOLVERS,
    )
    return (_file("jobs/migrate", rules, why, choices),)


def downgrade(plan: Plan) -> tuple[File, ...]:
    """Write the policy of the Job that takes the schema back: it may reach PostgreSQL."""
    if not downgrades(plan):
        return ()
    rules = policy(
        "skillflaw-downgrade",
        {"matchLabels": selector("migrate")},
        egress=(*names(plan), *to_database(plan, direct=True)),
    )
    why = "The Job may reach PostgreSQL. Nothing may connect to the Job."
    return (_file("jobs/downgrade", rules, why, (*DOWNGRADED, *TO_DATABASE, *RESOLVERS)),)


def backup(plan: Plan) -> tuple[File, ...]:
    """Write the policy of the dumps that a single PostgreSQL pod has for backups."""
    if plan.database.mode != "in-cluster" or not plan.database.backup.schedule:
        return ()
    rules = policy(
        "postgres-backup",
        {"matchLabels": selector("backup")},
        egress=(*names(plan), *outgoing([pods("database")], POSTGRES)),
    )
    why = "The backup may reach PostgreSQL. Nothing may connect to the backup."
    choices = ("database.mode", "database.backup.schedule", *RESOLVERS)
    return (_file("components/network-policies", rules, why, choices, "backup"),)


def _file(
    directory: str,
    rules: Manifest,
    why: str,
    choices: tuple[str, ...],
    name: str = "network-policy",
) -> File:
    return File(f"{directory}/{name}.yaml", (rules,), why, choices, ("security.network",))
