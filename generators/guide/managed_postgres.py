"""Poolers and proxies in front of managed PostgreSQL, by the names that their vendors publish."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generators.guide.data_stores import external_database
from generators.plan import Plan


@dataclass(frozen=True)
class ManagedPooler:
    """A pooler of a vendor: the hostnames and the port that lead to it, and what it does.

    ``port`` is 0 where the hostname alone tells it from the server. A ``configurable`` pooler has a
    session mode, which its users can choose. ``otherwise`` says what to connect to instead.
    """

    name: str
    host: re.Pattern[str]
    port: int
    fault: str
    otherwise: str
    reference: str
    configurable: bool = False


TRANSACTIONS = "gives each transaction another connection"

POOLERS = (
    ManagedPooler(
        "Supabase's transaction pooler",
        re.compile(r".+\.pooler\.supabase\.com|db\.[a-z0-9]+\.supabase\.co"),
        6543,
        TRANSACTIONS,
        "Set database.port to 5432, where Supabase has sessions.",
        "https://supabase.com/docs/guides/database/connecting-to-postgres",
    ),
    ManagedPooler(
        "Neon's pooler",
        re.compile(r"[a-z0-9-]+-pooler\.(?:[a-z0-9-]+\.)+neon\.tech"),
        0,
        TRANSACTIONS,
        "Remove -pooler from database.host.",
        "https://neon.com/docs/connect/connection-pooling",
    ),
    ManagedPooler(
        "Amazon RDS Proxy",
        re.compile(
            r"[a-z0-9-]+\.(?:endpoint\.)?proxy-[a-z0-9]+\.[a-z0-9-]+\.rds\.amazonaws\.com(?:\.cn)?"
        ),
        0,
        "refuses the startup parameter options, which the driver sends",
        "Set database.host to the endpoint of the instance or of the cluster.",
        "https://github.com/psycopg/psycopg2/issues/1577",
    ),
    ManagedPooler(
        "the PgBouncer of Azure Database for PostgreSQL",
        re.compile(r"[a-z0-9-]+\.postgres\.database\.azure\.com"),
        6432,
        "has transaction mode as its default",
        "Set pgbouncer.pool_mode to session and add options to "
        "pgbouncer.ignore_startup_parameters, or set database.port to 5432.",
        "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-pgbouncer",
        configurable=True,
    ),
    ManagedPooler(
        "a connection pool of DigitalOcean",
        re.compile(r"[a-z0-9-]+\.[a-z]\.db\.ondigitalocean\.com"),
        25061,
        "has transaction mode as its default",
        "Choose session mode for the pool, or set database.port to 25060.",
        "https://docs.digitalocean.com/products/databases/postgresql/how-to/"
        "manage-connection-pools/",
        configurable=True,
    ),
    ManagedPooler(
        "Managed Connection Pooling of Cloud SQL",
        re.compile(r"[a-z0-9.-]+\.sql(?:-psc)?\.goog"),
        6432,
        "has transaction mode as its default",
        "Choose session mode for it, or set database.port to 5432.",
        "https://cloud.google.com/sql/docs/postgres/managed-connection-pooling",
        configurable=True,
    ),
    ManagedPooler(
        "the connection pooler of PlanetScale",
        re.compile(r"[a-z0-9.-]+\.psdb\.cloud"),
        6432,
        TRANSACTIONS,
        "Set database.port to 5432.",
        "https://planetscale.com/docs/postgres/connecting/pgbouncer",
    ),
)


def managed_pooler(plan: Plan) -> ManagedPooler | None:
    """Name the vendor's pooler that an external database's host and port lead to, if any."""
    store = external_database(plan)
    if store is None:
        return None
    return next(
        (
            pooler
            for pooler in POOLERS
            if pooler.host.fullmatch(store.host) and pooler.port in (0, store.port)
        ),
        None,
    )
