"""PostgreSQL: how the backend reaches it, and the server itself where the bundle runs it."""

from __future__ import annotations

from itertools import chain

from generators.manifests.database import cloudnative_pg
from generators.manifests.database import external
from generators.manifests.database import in_cluster
from generators.manifests.database.downgrade import downgrade
from generators.manifests.database.migrate import migrate
from generators.manifests.database.settings import settings
from generators.manifests.images import BUSYBOX
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import because
from generators.plan import Plan

MODES = {
    "external": external.external,
    "cloudnative-pg": cloudnative_pg.cloudnative_pg,
    "in-cluster": in_cluster.in_cluster,
}

REQUIRED = {
    "external": external.required,
    "cloudnative-pg": cloudnative_pg.required,
    "in-cluster": in_cluster.required,
}

ASSUMED = Note(
    "assumed",
    "SKILLFLAW_DB_CONNECTION_SETTINGS and SKILLFLAW_DATABASE_CONNECTION_RETRY are upstream's "
    "settings with SkillFlaw's prefix.",
    ("database.poolSize", "database.maxOverflow"),
    ("postgres.core",),
)


def database(plan: Plan) -> Part:
    """Make what connects the backend to PostgreSQL, and PostgreSQL where it runs in the cluster."""
    server, *jobs = parts = (MODES[plan.database.mode](plan), migrate(plan), downgrade(plan))
    return Part(
        files=(
            *because(server.files, "database.mode"),
            *chain.from_iterable(job.files for job in jobs),
        ),
        settings=settings(plan),
        config_maps=(
            *because(server.config_maps, "database.mode"),
            *chain.from_iterable(job.config_maps for job in jobs),
        ),
        secrets=server.secrets,
        images=(BUSYBOX, *chain.from_iterable(part.images for part in parts)),
        notes=(ASSUMED, *chain.from_iterable(part.notes for part in parts)),
        crds=server.crds,
    )


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets that PostgreSQL and its clients count on."""
    return REQUIRED[plan.database.mode](plan)
