"""The alerts of a bundle, each with the commands that show what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.documents.commands import Commands
from generators.documents.diagnostics import DIAGNOSTICS

# The diagnostics of each alert, in this order.
ALERT_DIAGNOSTICS: Mapping[str, tuple[str, ...]] = {
    "SkillFlawApiErrors": ("backend", "errors", "ingress"),
    "SkillFlawApiSlow": ("load", "database"),
    "SkillFlawBackendAtScaleLimit": ("scale", "load", "database"),
    "SkillFlawBackendProbeMissing": ("probes",),
    "SkillFlawBackendUnhealthy": ("backend", "errors"),
    "SkillFlawCertificateExpires": ("certificates",),
    "SkillFlawCertificateExpiresSoon": ("certificates",),
    "SkillFlawContainerCannotStart": ("waiting", "events"),
    "SkillFlawContainerOutOfMemory": ("restarts", "load"),
    "SkillFlawContainerRestarts": ("restarts", "events"),
    "SkillFlawIngress4xxSpike": ("ingress", "ingress-controller"),
    "SkillFlawIngress5xxSpike": ("ingress", "ingress-controller", "workloads"),
    "SkillFlawIngressSlow": ("ingress", "load"),
    "SkillFlawIngressUnreachable": ("ingress", "routes", "ingress-controller"),
    "SkillFlawPodPending": ("waiting", "events"),
    "SkillFlawPostgresArchivingFailed": ("archiver", "volumes"),
    "SkillFlawPostgresBackupOld": ("database", "events"),
    "SkillFlawPostgresDown": ("exporter", "database"),
    "SkillFlawPostgresInstanceMissing": ("database", "events"),
    "SkillFlawPostgresPoolerQueue": ("pooler", "database"),
    "SkillFlawPostgresSaturated": ("database", "scale"),
    "SkillFlawPostgresMetricsMissing": ("exporter", "monitors"),
    "SkillFlawRedisDown": ("cache", "events"),
    "SkillFlawRedisEvicts": ("cache",),
    "SkillFlawRedisFull": ("cache",),
    "SkillFlawRedisRefusesClients": ("cache", "scale"),
    "SkillFlawRedisMetricsMissing": ("cache", "monitors"),
    "SkillFlawReplicasMissing": ("rollouts", "events"),
    "SkillFlawRolloutStuck": ("rollouts", "errors"),
    "SkillFlawVolumeFillsUp": ("volumes",),
    "SkillFlawVolumeFull": ("volumes",),
}
# The diagnostics of an alert that this list does not name.
DEFAULT_DIAGNOSTICS = ("backend", "events")


@dataclass(frozen=True)
class AlertSection:
    """The section of the runbook about one alert."""

    name: str
    severity: str
    waits: str
    summary: str
    description: str
    looks: tuple[str, ...]


def alerts(commands: Commands) -> tuple[AlertSection, ...]:
    """List the alerts in the order of the rule file."""
    files = commands.created.of("PrometheusRule")
    groups = [group for file in files for group in file["spec"]["groups"]]
    rules = [rule for group in groups for rule in group["rules"] if "alert" in rule]
    return tuple(_alert(commands, rule) for rule in rules)


def _alert(commands: Commands, rule: Mapping[str, Any]) -> AlertSection:
    annotations = rule["annotations"]
    names = ALERT_DIAGNOSTICS.get(rule["alert"], DEFAULT_DIAGNOSTICS)
    return AlertSection(
        rule["alert"],
        rule["labels"]["severity"],
        rule.get("for", "0s"),
        annotations["summary"],
        annotations["description"],
        tuple(name for name in names if any(DIAGNOSTICS[name](commands))),
    )


def looks(
    commands: Commands, sections: Iterable[AlertSection]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List the diagnostics that the alerts name, each with its commands, once."""
    names = sorted({name for section in sections for name in section.looks})
    return tuple((name, tuple(DIAGNOSTICS[name](commands))) for name in names)
