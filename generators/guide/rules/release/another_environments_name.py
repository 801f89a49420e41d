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
    title="Something of another environment",
    about=(*FIELDS, "ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.WARNING,
    why="Two environments on one store overwrite each other, and a test deletes what customers "
    "wrote.",
    fix="Name this environment's own, or rename it if only the name misleads.",
    because="It works, and only the name tells that it is the wrong one.",
    guide=("topology.explicit",),
    bad={"redis.host": "redis.staging.acme.net"},
)
def another_environments_name(plan: Plan) -> Iterator[Remark]:
    for path, words in _named(plan):
        other = foreign_family(plan, words)
        if other:
            yield Remark(
                f"{choice_at(path).of(plan)} speaks of {other}, and the environment is "
                f"{plan.release.environment}.",
                at=(path, "release.environment"),
            )


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    for path in FIELDS:
        choice = choice_at(path)
        value = choice.of(plan)
        if choice.applies(plan):
            yield path, own_labels(value) if path.endswith(".host") else value
    for host in published(plan):
        yield host.path, own_labels(host.name)
