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
    title="Secret path shared by environments",
    about=("secrets.remotePath", "secrets.store.name"),
    severity=Severity.WARNING,
    why="Both environments read one database URL and one key, so that one can change the data of "
    "the other.",
    fix="Give each environment its own path in the store. If each cluster has its own store of "
    "this name, waive this and say so.",
    because="It works if each cluster has its own store, which the plan does not say.",
    guide=("security.secrets",),
    bad={
        f"environments.{name}.secrets": {
            "provider": "external-secrets",
            "store": {"name": "vault"},
            "remotePath": "platform/skillflaw",
        }
        for name in ("staging", "production")
    },
)
def secret_path_shared_by_environments(plans: Mapping[str, Plan]) -> Iterator[Overlap]:
    for (_, store, path), environments in in_common(plans, _paths):
        message = f"{named(environments)} read their Secrets at “{path}” in the store {store}."
        yield Overlap(message, environments)


def _paths(plan: Plan) -> tuple[tuple[str, str, str], ...]:
    secrets = plan.secrets
    if secrets.provider != "external-secrets":
        return ()
    return ((secrets.store.kind, secrets.store.name, secrets.remote_path.strip("/")),)
