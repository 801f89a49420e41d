"""Days and times as pages write them."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone

from configurator.wording import dates

MORNING = datetime(2026, 11, 25, 8, 5, tzinfo=UTC)


def test_a_time_is_written_in_utc_wherever_it_comes_from() -> None:
    there = MORNING.astimezone(timezone(timedelta(hours=9)))

    assert dates.moment(there) == "25 Nov 2026, 08:05 UTC"


def test_programs_can_read_a_time_in_a_page() -> None:
    assert str(dates.marked(MORNING)) == (
        '<time datetime="2026-11-25T08:05:00+00:00">25 Nov 2026, 08:05 UTC</time>'
    )


def test_a_day_is_written_alike_from_a_plan_and_from_a_row() -> None:
    assert dates.day("2026-03-01") == dates.day(date(2026, 3, 1)) == "1 Mar 2026"
