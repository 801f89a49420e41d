"""A plan that was judged on a day gives the bundle that it gives on any day."""

from __future__ import annotations

from datetime import date

import generators
from tests.plans import everything

LATE = date(2036, 11, 23)
WAIVER = {"rule": "restore-never-drilled", "reason": "r", "owner": "o", "expires": "2026-12-01"}


def test_a_late_day_adds_findings_and_changes_no_byte_of_the_bundle() -> None:
    plan = generators.revised(everything(), {"database.backup.restoreTested": "2026-01-01"})
    judgement = generators.judge(plan, LATE)

    assert judgement.findings != generators.judge(plan).findings
    assert generators.bundle(judgement).zipped() == generators.bundle(plan).zipped()


def test_a_waiver_that_expired_still_waives_in_the_bundle() -> None:
    first = generators.judge(generators.recommended(), date(2026, 11, 23)).plan
    plan = generators.revised(first, {"operations.loadTested": False})
    rule = generators.judge(plan).warnings[0].rule.slug
    waived = generators.revised(plan, {"waivers": [{**WAIVER, "rule": rule}]})
    judgement = generators.judge(waived, LATE)

    assert [finding.rule.slug for finding in judgement.warnings].count(rule)
    assert generators.bundle(judgement).zipped() == generators.bundle(waived).zipped()
