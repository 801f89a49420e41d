"""Cron lines as a Kubernetes CronJob reads them."""

from __future__ import annotations

import pytest

from generators.plan.scalars import interval_seconds
from generators.plan.scalars import six_fields
from generators.plan.scalars.schedule import cron_line

HOUR = 3600
DAY = 24 * HOUR
LONGEST_WAIT = {
    "* * * * *": 60,
    "*/5 * * * *": 300,
    "@hourly": HOUR,
    "15 2 * * *": DAY,
    "@daily": DAY,
    "0 0,6 * * *": 18 * HOUR,
    "0 9-17/4 * * *": 16 * HOUR,
    "0 2 * * MON-FRI": 3 * DAY,
    "0 2 * * 1-5": 3 * DAY,
    "0 2 ? * sat": 7 * DAY,
    "30 3 1 * *": 31 * DAY,
    "@yearly": 366 * DAY,
    "0 0 29 2 *": 4 * 365 * DAY + DAY,
    "0 0 1,15 * 1": 7 * DAY,
    "0 0 1 jan *": 366 * DAY,
}


@pytest.mark.parametrize(("line", "seconds"), LONGEST_WAIT.items())
def test_the_longest_wait_between_two_runs_is_known(line: str, seconds: int) -> None:
    assert cron_line(line) == line
    assert interval_seconds(line) == seconds


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "Write minute, hour"),
        ("daily", "Write minute, hour"),
        ("0 2 * *", "Write minute, hour"),
        ("0 15 2 * * *", r"Remove the seconds: write 15 2 \* \* \*"),
        ("0 0 0 15 2 * *", "Write minute, hour"),
        ("61 * * * *", "its minute is not valid"),
        ("* 24 * * *", "its hour is not valid"),
        ("0 0 0 * *", "its day-of-month is not valid"),
        ("0 0 * 13 *", "its month is not valid"),
        ("0 0 * * 8", "its day-of-week is not valid"),
        ("*/0 * * * *", "its minute is not valid"),
        ("5-1 * * * *", "its minute is not valid"),
        ("0 0 30 2 *", "is not valid|never runs"),
        ("0 0 * * 7", "Write 0"),
        ("0 0 * * 5-7", "Write 0"),
        ("0 0 L * *", "“L” is not a valid field"),
        ("0 0 * * 5L", "is not a valid field"),
        ("0 0 * * 5#2", "is not a valid field"),
        ("a b c d e", "is not a valid field"),
        ("@reboot", "is not a known macro"),
        ("@every 1h", "is not a known macro"),
        ("@Daily", "is not a known macro"),
        ("TZ=Europe/Berlin 0 2 * * *", "in UTC"),
        ("CRON_TZ=UTC 0 2 * * *", "in UTC"),
    ],
)
def test_what_kubernetes_would_refuse_is_refused(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        cron_line(line)


def test_fields_are_separated_by_one_space() -> None:
    assert cron_line("  15\t2  * * * ") == "15 2 * * *"


def test_cloudnativepg_gets_seconds_in_front() -> None:
    assert six_fields("15 2 * * *") == "0 15 2 * * *"
    assert six_fields("@daily") == "0 0 0 * * *"
