"""What the rules say of any plan that can be read."""

from __future__ import annotations

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings

from generators import guide
from generators.guide import Finding
from generators.guide import Severity
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import revised
from tests.guide.conftest import TODAY
from tests.strategies import plans

PROPERTY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

# Rules about a value that should not be there, because its choice does not apply.
ABOUT_THE_UNASKED = {
    "host-for-a-part-that-does-not-run",
    "pooler-in-transaction-mode",
    "pooler-that-nobody-runs",
}


def errors(findings: tuple[Finding, ...]) -> set[str]:
    return {each.rule.slug for each in findings if each.severity is Severity.ERROR}


@PROPERTY
@given(plans())
def test_no_rule_ever_raises(plan: Plan) -> None:
    for finding in guide.findings(plan, TODAY):
        assert finding.message
        assert len(set(finding.paths)) == len(finding.paths) > 0


@PROPERTY
@given(plans())
def test_a_finding_is_at_a_choice_that_this_plan_is_asked(plan: Plan) -> None:
    for finding in guide.findings(plan, TODAY):
        if finding.rule.slug not in ABOUT_THE_UNASKED:
            assert choice_at(finding.paths[0]).applies(plan), finding


@PROPERTY
@given(plans())
def test_a_fix_never_raises_another_error(plan: Plan) -> None:
    found = guide.findings(plan, TODAY)
    for finding in found:
        if finding.change:
            after = errors(guide.findings(revised(plan, finding.change), TODAY))
            assert after <= errors(found), finding
