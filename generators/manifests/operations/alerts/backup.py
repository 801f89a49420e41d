"""Alerts on backups that stopped: nobody misses one before the day it is needed."""

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
    """Make the alerts on backups; an empty group where others make them."""
    last = _last(plan)
    archived = (_archiving(plan),) if _measured(plan) else ()
    return Group("backup", (*((_old(plan, last),) if last else ()), *archived))


def _measured(plan: Plan) -> bool:
    """Tell whether Prometheus scrapes a CloudNativePG cluster that is backed up."""
    monitored = plan.database.monitoring and plan.operations.alerts == "prometheus-operator"
    return plan.database.mode == "cloudnative-pg" and backed_up(plan) and monitored


def _last(plan: Plan) -> str:
    """Write the time of the last good backup in PromQL; nothing where nobody tells it."""
    if plan.database.mode == "in-cluster" and plan.database.backup.schedule:
        job = f'{{{namespace(plan)}, cronjob="{DUMPS}"}}'
        # A CronJob that never succeeded has no such time, but a beginning.
        return (
            f"(kube_cronjob_status_last_successful_time{job}\n"
            f"or on (namespace, cronjob) kube_cronjob_created{job})"
        )
    if _measured(plan):
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


def _archiving(plan: Plan) -> Alert:
    job = scrape(plan, "postgres")
    return Alert(
        "SkillFlawPostgresArchivingFailed",
        f"cnpg_pg_stat_archiver_last_failed_time{{{job}}}\n"
        f"> cnpg_pg_stat_archiver_last_archived_time{{{job}}}",
        "10m",
        WARNING,
        "WAL archiving fails.",
        "The last attempt to archive a WAL file failed. PostgreSQL keeps every file that is not "
        "archived, so its volume fills up, and a restore ends at the last archived file.",
        "Read the log of the primary, then check the credentials and the address of the object "
        "store.",
    )
