"""What the rules say of any plan that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from generators import guide
from generators.guide import Finding
from generators.guide import Severity
from generators.guide.examples import DOCS
from generators.guide.examples import OPERATOR
from generators.guide.examples import POSTGRES_POD
from generators.guide.examples import REDIS_POD
from generators.guide.examples import SOURCE
from generators.guide.examples import TRAEFIK
from generators.guide.examples import WEB
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import choices
from generators.plan import revised
from tests.guide.conftest import TODAY
from tests.guide.conftest import changed
from tests.strategies import values

PROPERTY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

BASES: tuple[Mapping[str, Any], ...] = (
    {},
    WEB,
    {**WEB, **DOCS, **TRAEFIK},
    {**OPERATOR, "database.pooler.mode": "session"},
    POSTGRES_POD,
    REDIS_POD,
    SOURCE,
    {"release.environment": "staging"},
    {"scaling.backend.autoscaling.enabled": True},
    {"tls.mode": "cert-manager"},
)


@st.composite
def plans(draw: DrawFn) -> Plan:
    """Make a plan that differs from one of the bases in up to two dozen choices."""
    base = draw(st.sampled_from(BASES))
    chosen = draw(st.lists(st.sampled_from(choices()), max_size=24, unique_by=lambda c: c.path))
    return changed({**base, **{choice.path: draw(values(choice)) for choice in chosen}})


# Rules about a value that should not be there, because its choice does not apply.
ABOUT_THE_UNASKED = {
    "hostname-without-workload",
    "pooler-transaction-mode-unsupported",
    "pooler-missing",
}


def errors(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule.slug for finding in findings if finding.severity is Severity.ERROR}


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
    findings = guide.findings(plan, TODAY)
    for finding in findings:
        if finding.change:
            after = errors(guide.findings(revised(plan, finding.change), TODAY))
            assert after <= errors(findings), finding
