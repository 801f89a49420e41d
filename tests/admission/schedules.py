"""Schedules in cron's form."""

from __future__ import annotations

import re
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cronsim import CronSim
from cronsim import CronSimError

from tests.admission.objects import at
from tests.admission.objects import kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

NAMED = re.compile(r"@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \d+[hms])")
# CloudNativePG's schedules begin with seconds.
FIELDS = {"CronJob": 5, "ScheduledBackup": 6}


def refusals(manifest: Object) -> Iterator[str]:
    """Yield why a CronJob's or a ScheduledBackup's schedule is none."""
    if kind(manifest) not in FIELDS:
        return
    schedule = str(at(manifest, "spec.schedule", ""))
    fields = schedule.split()
    if not NAMED.fullmatch(schedule) and not _is_cron(fields, FIELDS[kind(manifest)]):
        yield f"schedule {schedule!r} is no schedule of {FIELDS[kind(manifest)]} fields"
    try:
        ZoneInfo(at(manifest, "spec.timeZone", "UTC"))
    except (KeyError, ValueError):
        yield f"{at(manifest, 'spec.timeZone')} is no time zone"


def _is_cron(fields: list[str], wanted: int) -> bool:
    try:
        CronSim(" ".join(fields[-5:]), datetime(2026, 1, 1, tzinfo=UTC))
    except CronSimError:
        return False
    return len(fields) == wanted and all(re.fullmatch(r"[0-5]?\d|\*", x) for x in fields[:-5])
