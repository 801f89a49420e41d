"""What two environments must not have in common, as messages for people."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import combinations

from generators.plan import Plan

Find = Callable[[Plan], tuple[tuple[str, str], ...]]


class Mismatch(Exception):
    """The plans are not environments of one deployment."""


def refuse_mismatch(plans: Sequence[Plan]) -> None:
    """Stop at plans of several names, or two for one environment."""
    names = list(dict.fromkeys(plan.name for plan in plans))
    if len(names) > 1:
        said = ", ".join(names)
        raise Mismatch(f"One bundle has one name: give all plans one metadata.name, not {said}.")
    environments = [plan.release.environment for plan in plans]
    twice = [each for each in dict.fromkeys(environments) if environments.count(each) > 1]
    if twice:
        raise Mismatch(
            f"Two plans are for the environment {twice[0]}: give each its own release.environment."
        )


def clashes(plans: Sequence[Plan]) -> tuple[str, ...]:
    """Say what two environments share that each needs for itself."""
    return tuple(
        message for one, other in combinations(plans, 2) for message in _between(one, other)
    )


def _between(one: Plan, other: Plan) -> Iterator[str]:
    both = f"{one.release.environment} and {other.release.environment}"
    hosts = _hosts(other)
    for host in dict.fromkeys(_hosts(one)):
        if host in hosts:
            yield f"{both} have the hostname {host}: one of them gets the other's requests."
    if _database(one) and _database(one) == _database(other):
        yield f"{both} have one database: a test or a migration in one changes the other's flows."
    if _redis(one) and _redis(one) == _redis(other):
        yield f"{both} have one Redis database: each reads what the other cached."
    if one.release.namespace == other.release.namespace:
        yield (
            f"{both} have the namespace {one.release.namespace}: right only where they are in "
            "different clusters, for their objects have the same names."
        )


def _hosts(plan: Plan) -> tuple[str, ...]:
    hosts = plan.ingress.hosts
    served = (
        hosts.api,
        hosts.ui if plan.topology.web else "",
        hosts.docs if plan.topology.docs else "",
    )
    return tuple(host for host in served if host)


def _database(plan: Plan) -> tuple[object, ...]:
    database = plan.database
    if database.mode != "external" or not database.host:
        return ()
    return (database.host, database.port, database.name)


def _redis(plan: Plan) -> tuple[object, ...]:
    redis = plan.redis
    if redis.mode != "external" or not redis.host:
        return ()
    return (redis.host, redis.port, redis.db)
