"""An alert on backups that stopped: nobody misses one before the day it is needed."""

from __future__ import annotations

from generators.manifests.database.dump import NAME as DUMPS
from generators.manifests.database.object_store import backed_up
from generators.manifests.operations.alerts.alert import WARNING
from generators.manifests.operations.alerts.alert import Alert
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.alert import namespace
from generators.manifests.operations.alerts.alert import scrape
from generators.plan import Plan
from generators.plan.scalars import interval_seconds

# The longest that a backup may take: a dump is stopped after as much.
LONGEST_SECONDS = 6 * 3600


def backup(plan: Plan) -> Group:
    """Make the alert on the age of the last backup; an empty group where others make them."""
    last = _last(plan)
    return Group("backup", (_old(plan, last),) if last else ())


def _last(plan: Plan) -> str:
    """Write the time of the last good backup in PromQL; nothing where nobody tells it."""
    if plan.database.mode == "in-cluster" and plan.database.backup.schedule:
        job = f'{{{namespace(plan)}, cronjob="{DUMPS}"}}'
        # A CronJob that never succeeded has no such time, but a beginning.
        return (
            f"(kube_cronjob_status_last_successful_time{job}\n"
            f"or on (namespace, cronjob) kube_cronjob_created{job})"
        )
    measured = plan.database.monitoring and plan.operations.alerts == "prometheus-operator"
    if plan.database.mode == "cloudnative-pg" and backed_up(plan) and measured:
        metric = "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp"
        return f"max({metric}{{{scrape(plan, 'postgres')}}})"
    return ""


def _old(plan: Plan, last: str) -> Alert:
    age = interval_seconds(plan.database.backup.schedule) + LONGEST_SECONDS
    return Alert(
        "SkillFlawPostgresBackupOld",
        f"time() - {last} > {age}",
        "30m",
        WARNING,
        "The last successful PostgreSQL backup is too old.",
        f"The schedule allows an age of {age // 3600} hours, which includes six hours for the "
        "backup itself. Data written since the last backup has no copy.",
        "Read the logs of the last backups, then start a backup by hand.",
    )
