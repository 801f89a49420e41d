"""The rules over all environments of a plan file, written out."""

from __future__ import annotations

from collections.abc import Mapping

from generators.guide.environment_rules.backup_destination_shared_by_environments import (
    backup_destination_shared_by_environments,
)
from generators.guide.environment_rules.database_connections_shared_by_environments import (
    database_connections_shared_by_environments,
)
from generators.guide.environment_rules.database_shared_by_environments import (
    database_shared_by_environments,
)
from generators.guide.environment_rules.environment_rule import EnvironmentRule
from generators.guide.environment_rules.hostname_shared_by_environments import (
    hostname_shared_by_environments,
)
from generators.guide.environment_rules.namespace_shared_by_environments import (
    namespace_shared_by_environments,
)
from generators.guide.environment_rules.redis_database_shared_by_environments import (
    redis_database_shared_by_environments,
)
from generators.guide.environment_rules.secret_path_shared_by_environments import (
    secret_path_shared_by_environments,
)
from generators.guide.rule import Finding
from generators.plan import Plan

ENVIRONMENT_RULES: tuple[EnvironmentRule, ...] = (
    namespace_shared_by_environments,
    database_shared_by_environments,
    database_connections_shared_by_environments,
    backup_destination_shared_by_environments,
    redis_database_shared_by_environments,
    secret_path_shared_by_environments,
    hostname_shared_by_environments,
)


def environment_findings(plans: Mapping[str, Plan]) -> tuple[Finding, ...]:
    """List what two environments have in common and each needs for itself."""
    return tuple(finding for rule in ENVIRONMENT_RULES for finding in rule.compared(plans))
