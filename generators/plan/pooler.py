"""The PgBouncer that the operator runs in front of PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.primitives import Count

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _operator(plan: Plan) -> bool:
    return plan.database.mode == "cloudnative-pg"


def _pooled(plan: Plan) -> bool:
    return _operator(plan) and plan.database.pooler.mode != "none"


class Pooler(Topic):
    mode: Literal["none", "session", "transaction"] = choice(
        "none",
        "Connection pooler (PgBouncer)",
        "The pool mode of the PgBouncer that the operator runs in front of PostgreSQL.",
        guide=("postgres.monitoring",),
        applies=_operator,
        options={
            "none": Option("No pooler", "The backend connects to PostgreSQL directly."),
            "session": Option(
                "Session pooling", "Works with migration locks and prepared statements."
            ),
            "transaction": Option(
                "Transaction pooling", "Breaks migration locks and prepared statements."
            ),
        },
    )
    instances: Count = choice(
        2,
        "PgBouncer instances",
        "Number of PgBouncer pods.",
        applies=_pooled,
        at_least=1,
        at_most=100,
    )
    default_pool_size: Count = choice(
        50,
        "default_pool_size: server connections",
        "Connections that each PgBouncer instance opens to PostgreSQL.",
        applies=_pooled,
        at_least=1,
        at_most=10_000,
    )
    max_client_connections: Count = choice(
        400,
        "max_client_conn: client connections",
        "Connections that each PgBouncer instance accepts.",
        applies=_pooled,
        at_least=1,
        at_most=100_000,
    )
