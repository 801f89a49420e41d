from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from generators.guide.connections import budget
from generators.guide.environment_rules.environment_rule import Overlap
from generators.guide.environment_rules.environment_rule import environment_rule
from generators.guide.environment_rules.environment_rule import in_common
from generators.guide.environment_rules.environment_rule import named
from generators.guide.questions import assumed_limit
from generators.guide.rule import Severity
from generators.plan import Plan


@environment_rule(
    title="PostgreSQL allows fewer connections than its environments open",
    about=("database.maxConnections", "database.host", "database.poolSize"),
    severity=Severity.WARNING,
    why="Each environment fits alone. When both are busy, PostgreSQL answers too many clients, and "
    "requests of both fail at random.",
    fix="Give the environments servers of their own, make the pools smaller, or allow more "
    "connections.",
    because="It works until the environments are busy at the same time.",
    guide=("postgres.replicas", "postgres.monitoring"),
    bad={
        "environments.staging.database.host": "db.acme.net",
        "environments.staging.database.name": "staging",
        "environments.staging.database.maxConnections": 150,
        "environments.production.database.host": "db.acme.net",
        "environments.production.database.maxConnections": 150,
    },
)
def database_connections_shared_by_environments(plans: Mapping[str, Plan]) -> Iterator[Overlap]:
    for (host, port), environments in in_common(plans, _servers):
        own = [plans[environment] for environment in environments]
        peaks = [budget(plan).peak for plan in own]
        allowed = min(plan.database.max_connections for plan in own)
        if max(peaks) <= allowed < sum(peaks):
            added = " + ".join(f"{peak:,}" for peak in peaks)
            assumed = next(filter(None, map(assumed_limit, own)), "")
            yield Overlap(
                f"{named(environments)} open up to {added} = {sum(peaks):,} connections to "
                f"{host}:{port}, which allows {allowed:,}.{assumed}",
                environments,
            )


def _servers(plan: Plan) -> tuple[tuple[str, int], ...]:
    database = plan.database
    if database.mode != "external" or not database.host:
        return ()
    return ((database.host, database.port),)
