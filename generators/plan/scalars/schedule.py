"""Cron lines as a Kubernetes CronJob reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import Annotated

from cronsim import CronSim
from cronsim import CronSimError
from pydantic import AfterValidator

from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

_MACROS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_FIELDS = 5
_LONGEST = 200
_FIELD = re.compile(r"[0-9A-Za-z*?,/-]+")
# Kubernetes' parser knows no last day, nearest weekday or nth weekday, and counts weekdays to 6.
_NAMES = re.compile(r"JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT")
_SUNDAY_AS_SEVEN = re.compile(r"(?:^|[,-])0*7(?:$|[,/-])")

# From here on gaps are measured: nine years hold two whole leap cycles.
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)
_DAYS = 9 * 366
_DAY = 86_400


def _expanded(line: str) -> str:
    return _MACROS.get(line.strip().lower(), " ".join(line.split()).upper()).replace("?", "*")


def cron_line(text: str) -> str:
    """Check a schedule: five fields, or a macro such as @daily; single spaces between fields."""
    line = " ".join(text.split())
    if line.startswith("@"):
        if line in _MACROS:
            return line
        raise ValueError(
            f"{shown(text)} is not a known macro. Write {', '.join(_MACROS)}, or five fields."
        )
    if "TZ=" in line:
        raise ValueError(
            f"{shown(text)} sets a time zone. Schedules are in UTC. Remove the time zone."
        )
    fields = line.split()
    if len(fields) == _FIELDS + 1:
        raise ValueError(
            f"{shown(text)} has six fields. Remove the seconds: write {' '.join(fields[1:])}."
        )
    if len(fields) != _FIELDS or len(line) > _LONGEST:
        raise ValueError(
            f"{shown(text)} is not a schedule. Write minute, hour, day, month and weekday, "
            "such as 15 2 * * *."
        )
    _check(fields, text)
    return line


def _check(fields: list[str], text: str) -> None:
    if _SUNDAY_AS_SEVEN.search(fields[4]):
        raise ValueError(
            f"{shown(text)} uses 7 for Sunday, which Kubernetes does not accept. Write 0."
        )
    for field in fields:
        letters = re.sub(_NAMES, "", field.upper())
        if not _FIELD.fullmatch(field) or re.search("[A-Z]", letters):
            raise ValueError(
                f"{shown(text)} is not a schedule: {shown(field)} is not a valid field."
            )
    try:
        next(CronSim(_expanded(text), _FIRST))
    except CronSimError as error:
        reason = str(error).removeprefix("Bad ")
        raise ValueError(
            f"{shown(text)} is not a schedule: its {reason} is not valid. Correct it."
        ) from None
    except StopIteration:
        raise ValueError(
            f"{shown(text)} never runs, because its day does not exist. Correct it."
        ) from None


@lru_cache(maxsize=256)
def interval_seconds(line: str) -> int:
    """Measure the longest time between two runs, in seconds, in years that never change."""
    schedule = CronSim(_expanded(line), _FIRST)
    times = sorted(h * 3600 + m * 60 for h in schedule.hours for m in schedule.minutes)
    within = max((later - earlier for earlier, later in pairwise(times)), default=0)
    apart = max(later - earlier for earlier, later in pairwise(_days(schedule)))
    return max(within, apart * _DAY - times[-1] + times[0])


def _days(schedule: CronSim) -> Iterator[int]:
    """Yield the ordinals of the days on which a schedule runs."""
    for number in range(_FIRST.toordinal(), _FIRST.toordinal() + _DAYS):
        day = date.fromordinal(number)
        if day.month in schedule.months and schedule.match_day(day):
            yield number


def six_fields(line: str) -> str:
    """Write a schedule with seconds in front, as CloudNativePG wants it."""
    return f"0 {_expanded(line)}"


CronLine = Annotated[str, AfterValidator(cron_line)]
OptionalCronLine = Annotated[str, AfterValidator(or_empty(cron_line))]
