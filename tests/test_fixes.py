"""Fixes that can be taken: each mends what it was offered for, and breaks nothing."""

from __future__ import annotations

import pytest

import generators
from generators.guide import RULES
from generators.guide import Rule
from generators.guide import Severity
from generators.plan import recommended
from generators.plan import revised


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.slug))
def test_taking_every_fix_never_raises_an_error(rule: Rule) -> None:
    plan = revised(recommended(), rule.bad)
    before = {error.rule.slug for error in generators.judge(plan).errors}

    better, _ = generators.fixed(plan)

    assert {error.rule.slug for error in generators.judge(better).errors} <= before


def test_a_fix_mends_what_it_was_offered_for() -> None:
    plan = revised(recommended(), {"scaling.backend.maxUnavailable": 0})

    better, fixes = generators.fixed(plan)

    assert [(fix.path, fix.before, fix.after) for fix in fixes] == [
        ("scaling.backend.maxUnavailable", 0, 1)
    ]
    assert generators.judge(better).verdict == "ready"


def test_a_good_plan_is_left_as_it_is() -> None:
    assert generators.fixed(recommended()) == (recommended(), ())


def test_some_findings_offer_no_fix() -> None:
    plan = revised(recommended(), {"release.backend.tag": "", "release.backend.digest": ""})

    assert generators.fixed(plan) == (plan, ())
    assert generators.judge(plan).errors[0].severity is Severity.ERROR
