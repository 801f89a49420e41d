from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from generators.guide.environment_rules.environment_rule import Overlap
from generators.guide.environment_rules.environment_rule import environment_rule
from generators.guide.environment_rules.environment_rule import in_common
from generators.guide.environment_rules.environment_rule import named
from generators.guide.rule import Severity
from generators.plan import Plan


@environment_rule(
    title="Database shared by environments",
    about=("database.host", "database.port", "database.name"),
    severity=Severity.ERROR,
    why="A test or a migration in one environment changes the flows and users of every "
    "environment on it.",
    fix="Give each environment its own database: another server, or another name on it.",
    because="Data of one environment is lost by what is done in another.",
    guide=("state.database",),
    bad={
        "environments.staging.database.host": "db.acme.net",
        "environments.production.database.host": "db.acme.net",
    },
)
def database_shared_by_environments(plans: Mapping[str, Plan]) -> Iterator[Overlap]:
    for (host, port, name), environments in in_common(plans, _databases):
        message = f"{named(environments)} have the database {name} on {host}:{port}."
        yield Overlap(message, environments)


def _databases(plan: Plan) -> tuple[tuple[str, int, str], ...]:
    database = plan.database
    if database.mode != "external" or not database.host:
        return ()
    return ((database.host, database.port, database.name),)
