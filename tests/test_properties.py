"""What holds for any plan that can be read."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings

import generators
from generators.plan import Plan
from tests.strategies import plans

PROPERTY = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@PROPERTY
@given(plans())
def test_any_plan_is_judged_and_covers_the_whole_guide(plan: Plan) -> None:
    judgement = generators.judge(plan, date(2026, 11, 23))

    assert [entry.statement for entry in judgement.coverage] == [
        s.id for s in generators.STATEMENTS
    ]
    assert judgement.verdict in ("ready", "warnings", "blocked")


@PROPERTY
@given(plans())
def test_a_judgement_without_its_day_is_the_one_that_a_bundle_states(plan: Plan) -> None:
    judgement = generators.judge(plan, date(2036, 11, 23))

    assert judgement.undated == generators.judge(plan)


@PROPERTY
@given(plans())
def test_a_plan_without_errors_has_a_bundle_that_makes_itself_again(plan: Plan) -> None:
    if generators.judge(plan).errors:
        return
    bundle = generators.bundle(plan)

    again = generators.read(bundle.file("plan.yaml").text.encode())

    assert generators.bundle(again).zipped() == bundle.zipped()


@PROPERTY
@given(plans())
def test_a_short_plan_file_is_the_same_plan(plan: Plan) -> None:
    assert generators.read(generators.plan_yaml(plan).encode()) == plan
