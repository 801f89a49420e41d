"""The alerts of a bundle, each with the commands that show what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.documents.commands import Commands
from generators.documents.looks import LOOKS

# What each alert makes one look at, in this order.
LOOK_AT: Mapping[str, tuple[str, ...]] = {
    "SkillFlawApiErrors": ("backend", "errors", "edge"),
    "SkillFlawApiSlow": ("load", "database"),
    "SkillFlawBackendAtScaleLimit": ("scale", "load", "database"),
    "SkillFlawBackendProbeSilent": ("probes",),
    "SkillFlawBackendUnhealthy": ("backend", "errors"),
    "SkillFlawCertificateExpires": ("certificates",),
    "SkillFlawCertificateExpiresSoon": ("certificates",),
    "SkillFlawContainerCannotStart": ("waiting", "events"),
    "SkillFlawContainerOutOfMemory": ("restarts", "load"),
    "SkillFlawContainerRestarts": ("restarts", "events"),
    "SkillFlawEdge4xxSpike": ("edge", "controller"),
    "SkillFlawEdge5xxSpike": ("edge", "controller", "parts"),
    "SkillFlawEdgeSlow": ("edge", "load"),
    "SkillFlawEdgeUnreachable": ("edge", "routes", "controller"),
    "SkillFlawPostgresBackupOld": ("database", "events"),
    "SkillFlawPostgresDown": ("database", "exporter"),
    "SkillFlawPostgresInstanceMissing": ("database", "events"),
    "SkillFlawPostgresPoolerQueue": ("pooler", "database"),
    "SkillFlawPostgresSaturated": ("database", "scale"),
    "SkillFlawPostgresUnwatched": ("exporter", "monitors"),
    "SkillFlawRedisDown": ("cache", "events"),
    "SkillFlawRedisEvicts": ("cache",),
    "SkillFlawRedisFull": ("cache",),
    "SkillFlawRedisRefusesClients": ("cache", "scale"),
    "SkillFlawRedisUnwatched": ("cache", "monitors"),
}
# For an alert that is younger than this list.
OTHERWISE = ("backend", "events")


@dataclass(frozen=True)
class Alert:
    """One alert of the bundle, as the person it wakes meets it."""

    name: str
    severity: str
    waits: str
    summary: str
    description: str
    commands: tuple[str, ...]


def alerts(run: Commands) -> tuple[Alert, ...]:
    """List the alerts in the order of the rule file."""
    groups = [group for each in run.made.of("PrometheusRule") for group in each["spec"]["groups"]]
    rules = [rule for group in groups for rule in group["rules"] if "alert" in rule]
    return tuple(_alert(run, rule) for rule in rules)


def _alert(run: Commands, rule: Mapping[str, Any]) -> Alert:
    said = rule["annotations"]
    looked = LOOK_AT.get(rule["alert"], OTHERWISE)
    commands = dict.fromkeys(line for look in looked for line in LOOKS[look](run))
    return Alert(
        rule["alert"],
        rule["labels"]["severity"],
        rule.get("for", "0s"),
        said["summary"],
        said["description"],
        tuple(commands),
    )
