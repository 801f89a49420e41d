from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import foreign_family
from generators.guide.environment_names import own_labels
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import choice_at

FIELDS = (
    "redis.host",
    "database.host",
    "database.name",
    "database.backup.destination",
    "secrets.remotePath",
    "release.namespace",
)


@rule(
    title="Resource name belongs to another environment",
    about=(*FIELDS, "ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.WARNING,
    why="Two environments that share one PostgreSQL, Redis or backup destination overwrite each "
    "other's data. A test run can delete production data.",
    fix="Enter the name of this environment's own resource. If only the name is misleading, "
    "rename the resource.",
    because="The plan can be deployed. Only the name suggests that the resource is the wrong one.",
    guide=("topology.explicit",),
    bad={"redis.host": "redis.staging.acme.net"},
)
def resource_environment_mismatch(plan: Plan) -> Iterator[Remark]:
    for path, name in _names(plan):
        other = foreign_family(plan, name)
        if other:
            yield Remark(
                f"{choice_at(path).of(plan)} names {other}, but the environment is "
                f"{plan.release.environment}.",
                at=(path, "release.environment"),
            )


def _names(plan: Plan) -> Iterator[tuple[str, str]]:
    for path in FIELDS:
        choice = choice_at(path)
        value = choice.of(plan)
        if choice.applies(plan):
            yield path, own_labels(value) if path.endswith(".host") else value
    for host in published(plan):
        yield host.path, own_labels(host.name)
