"""Rules that took long. They have no clock: it is put around them here, where metrics are on."""

from __future__ import annotations

from datetime import date
from functools import wraps
from time import perf_counter

from prometheus_client import Counter

import generators
from generators import Finding
from generators import Rule

# A whole plan takes about as long.
SLOW = 0.02  # seconds

SLOW_RULES = Counter(
    "configurator_slow_rules",
    f"Times that a rule took more than {SLOW * 1000:.0f} ms for one plan.",
    ("rule",),
)


def watch_rules() -> None:
    """Measure every rule from now on."""
    findings = Rule.findings

    @wraps(findings)
    def measured(rule: Rule, plan: generators.Plan, today: date | None) -> tuple[Finding, ...]:
        start = perf_counter()
        try:
            return findings(rule, plan, today)
        finally:
            if perf_counter() - start > SLOW:
                SLOW_RULES.labels(rule.slug).inc()

    Rule.findings = measured  # type: ignore[method-assign, assignment] # measured where it is called
