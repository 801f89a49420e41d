"""Alerts on volumes that fill up."""

from __future__ import annotations

from generators.manifests.database.dump import NAME as DUMPS
from generators.manifests.operations.alerts.alert import CRITICAL
from generators.manifests.operations.alerts.alert import WARNING
from generators.manifests.operations.alerts.alert import Alert
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.alert import namespace
from generators.manifests.redis.server import persistent
from generators.manifests.storage import CLAIM
from generators.plan import Plan

LOW = 0.15
FULL = 0.05


def volumes(plan: Plan) -> Group:
    """Make the alerts on the plan's claims; an empty group where it has none."""
    names = claims(plan)
    if not names:
        return Group("volumes", ())
    return Group("volumes", (_low(plan, names), _full(plan, names)))


def claims(plan: Plan) -> tuple[str, ...]:
    """List the PersistentVolumeClaims of a plan, as regular expressions of their names."""
    state = {"claim": CLAIM, "existing-claim": plan.storage.claim_name}.get(plan.storage.mode, "")
    dumped = plan.database.mode == "in-cluster" and plan.database.backup.schedule
    names = {
        state: bool(state),
        "data-postgres-0": plan.database.mode == "in-cluster",
        DUMPS: bool(dumped),
        # CloudNativePG names a claim after its instance.
        "postgres-[0-9]+": plan.database.mode == "cloudnative-pg",
        "data-cache-0": plan.redis.mode == "in-cluster" and persistent(plan),
    }
    return tuple(name for name, used in names.items() if used)


def _free(plan: Plan, names: tuple[str, ...]) -> str:
    """Write the free share of each claim. Every node that mounts a claim reports it."""
    claim = f'{namespace(plan)}, persistentvolumeclaim=~"{"|".join(names)}"'
    return (
        "min by (namespace, persistentvolumeclaim) (\n"
        f"  kubelet_volume_stats_available_bytes{{{claim}}}\n"
        f"  / kubelet_volume_stats_capacity_bytes{{{claim}}}\n"
        ")"
    )


def _low(plan: Plan, names: tuple[str, ...]) -> Alert:
    return Alert(
        "SkillFlawVolumeFillsUp",
        f"{_free(plan, names)} < {LOW}",
        "15m",
        WARNING,
        "A volume is almost full.",
        f"Less than {LOW * 100:.0f} % of a volume is free. The label `persistentvolumeclaim` names "
        "it.",
        "Grow it as “Grow a volume” in RUNBOOK.md says, or delete what is not needed.",
    )


def _full(plan: Plan, names: tuple[str, ...]) -> Alert:
    return Alert(
        "SkillFlawVolumeFull",
        f"{_free(plan, names)} < {FULL}",
        "5m",
        CRITICAL,
        "A volume is full.",
        f"Less than {FULL * 100:.0f} % of a volume is free. When it is full, writes fail: "
        "PostgreSQL stops, uploads and backups fail.",
        "Grow it now, as “Grow a volume” in RUNBOOK.md says.",
    )
