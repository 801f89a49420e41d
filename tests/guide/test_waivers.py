"""Warnings that a team accepts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generators import guide
from generators.guide import Finding
from generators.guide import Waived
from generators.guide import apply_waivers
from tests.guide.conftest import TODAY
from tests.guide.conftest import changed

UNTESTED = {"operations.loadTested": False}
NOTHING: Mapping[str, Any] = {}


def judged(
    rule: str, expires: str, today: date | None = TODAY, choices: Mapping[str, Any] = NOTHING
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    waiver = {"rule": rule, "reason": "soft launch", "owner": "Platform", "expires": expires}
    plan = changed({**UNTESTED, **choices, "waivers": [waiver]})
    return apply_waivers(plan, guide.findings(plan, today), today)


def slugs(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule.slug for finding in findings]


def test_a_waived_warning_is_kept_with_its_waiver() -> None:
    unwaived, waived = judged("load-test-missing", "2026-12-31")

    assert unwaived == ()
    assert [waiver.finding.rule.slug for waiver in waived] == ["load-test-missing"]
    assert waived[0].waiver.owner == "Platform"


def test_a_waiver_holds_on_its_last_day_and_not_after() -> None:
    assert slugs(judged("load-test-missing", "2026-11-24")[0]) == []
    assert slugs(judged("load-test-missing", "2026-11-23")[0]) == [
        "load-test-missing",
        "waiver-expired",
    ]


def test_without_a_day_no_waiver_has_expired() -> None:
    unwaived, waived = judged("load-test-missing", "2020-01-01", today=None)

    assert unwaived == ()
    assert len(waived) == 1


def test_an_error_cannot_be_waived() -> None:
    unwaived, waived = judged(
        "containers-run-as-root", "2026-12-31", choices={"operations.runAsUser": 0}
    )

    assert slugs(unwaived) == ["containers-run-as-root", "load-test-missing", "waiver-not-allowed"]
    assert waived == ()


def test_an_error_that_is_a_warning_in_a_rehearsal_can_be_waived() -> None:
    staging = {"release.environment": "staging", "release.previousBackendTag": ""}

    unwaived, waived = judged("rollback-target-missing", "2026-12-31", choices=staging)

    assert slugs(unwaived) == ["load-test-missing"]
    assert len(waived) == 1


def test_an_unknown_waiver_is_a_finding_that_guesses() -> None:
    unwaived, _ = judged("load-tst-missing", "2026-12-31")

    assert slugs(unwaived) == ["load-test-missing", "waiver-rule-unknown"]
    assert "Did you mean load-test-missing?" in unwaived[1].message


def test_what_is_said_of_waivers_cannot_be_waived() -> None:
    unwaived, waived = judged("waiver-rule-unknown", "2026-12-31")

    assert "waiver-not-allowed" in slugs(unwaived)
    assert waived == ()
