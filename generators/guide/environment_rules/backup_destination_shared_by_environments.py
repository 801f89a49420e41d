from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from generators.guide.backups import object_store
from generators.guide.environment_rules.environment_rule import Overlap
from generators.guide.environment_rules.environment_rule import environment_rule
from generators.guide.environment_rules.environment_rule import in_common
from generators.guide.environment_rules.environment_rule import named
from generators.guide.rule import Severity
from generators.plan import Plan


@environment_rule(
    title="Backup destination shared by environments",
    about=("database.backup.destination",),
    severity=Severity.ERROR,
    why="The backups of one environment overwrite those of the other, or a restore takes the "
    "wrong one.",
    fix="Give each environment its own bucket or its own path in it.",
    because="A restore of production can bring back the data of another environment.",
    guide=("postgres.backup",),
    bad={
        "environments.staging.database.backup.destination": "s3://acme-backups/skillflaw",
        "environments.production.database.backup.destination": "s3://acme-backups/skillflaw",
    },
)
def backup_destination_shared_by_environments(plans: Mapping[str, Plan]) -> Iterator[Overlap]:
    for destination, environments in in_common(plans, _destinations):
        message = f"{named(environments)} back up to {destination}."
        yield Overlap(message, environments)


def _destinations(plan: Plan) -> tuple[str, ...]:
    """Give an address; the name of a service that makes backups is no place of its own."""
    destination = plan.database.backup.destination.strip().rstrip("/")
    return (destination,) if object_store(destination) else ()
