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
    title="Namespace shared by environments",
    about=("release.namespace",),
    severity=Severity.WARNING,
    why="In one cluster the objects have the same names, so that applying one environment "
    "overwrites the other.",
    fix="Give each environment its own namespace. If they are in different clusters, waive this "
    "and say so.",
    because="It works if the environments are in different clusters, which the plan does not say.",
    guide=("topology.explicit",),
    bad={
        "environments.staging.release.namespace": "skillflaw",
        "environments.production.release.namespace": "skillflaw",
    },
)
def namespace_shared_by_environments(plans: Mapping[str, Plan]) -> Iterator[Overlap]:
    for namespace, environments in in_common(plans, lambda plan: (plan.release.namespace,)):
        yield Overlap(f"{named(environments)} have the namespace {namespace}.", environments)
