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
    title="Redis database shared by environments",
    about=("redis.host", "redis.port", "redis.db"),
    severity=Severity.ERROR,
    why="Each environment reads the sessions and results that another one cached.",
    fix="Give each environment its own Redis, or another database number on it.",
    because="A user gets the data of another environment.",
    guide=("state.cache",),
    bad={
        "environments.staging.redis.host": "redis.acme.net",
        "environments.production.redis.host": "redis.acme.net",
    },
)
def redis_database_shared_by_environments(plans: Mapping[str, Plan]) -> Iterator[Overlap]:
    for (host, port, number), environments in in_common(plans, _databases):
        message = f"{named(environments)} have the database {number} on {host}:{port}."
        yield Overlap(message, environments)


def _databases(plan: Plan) -> tuple[tuple[str, int, int], ...]:
    redis = plan.redis
    if redis.mode != "external" or not redis.host:
        return ()
    return ((redis.host, redis.port, redis.db),)
