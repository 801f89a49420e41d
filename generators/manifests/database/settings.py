"""The backend's settings for PostgreSQL that are no secret."""

from __future__ import annotations

import json

from generators.plan import Plan


def settings(plan: Plan) -> dict[str, str]:
    """List the settings: the pool of a worker process, and patience when PostgreSQL is away."""
    database = plan.database
    pool = connection_settings(pool_size=database.pool_size, max_overflow=database.max_overflow)
    return {
        "SKILLFLAW_DATABASE_CONNECTION_RETRY": "true",
        "SKILLFLAW_DB_CONNECTION_SETTINGS": pool,
    }


def connection_settings(*, pool_size: int, max_overflow: int) -> str:
    """Write the pool as JSON, every key of it: what is set replaces upstream's defaults whole.

    Timeouts are upstream's, in seconds.
    """
    return json.dumps(
        {
            "pool_size": pool_size,
            "max_overflow": max_overflow,
            "pool_timeout": 30,
            "pool_pre_ping": True,
            "pool_recycle": 1800,
            "echo": False,
        }
    )
