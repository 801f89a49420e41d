from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Alert rules and monitors have no label for Prometheus",
    about=("operations.monitorLabels", "operations.alerts"),
    severity=Severity.INFO,
    why="kube-prometheus-stack selects rules, monitors and probes by the label release. Without "
    "the label it loads none of them, and no alert ever fires.",
    fix="Look at the selectors with kubectl get prometheus -A -o yaml | grep -A 3 Selector, and "
    "set operations.monitorLabels to the labels that they ask for, such as release: NAME.",
    because="Prometheus may select every object; scripts/preflight.sh compares the labels.",
    guide=("health.backend",),
    reference="https://github.com/prometheus-operator/prometheus-operator/issues/3636",
    bad={"operations.monitorLabels": {}},
)
def monitor_labels_missing(plan: Plan) -> Iterator[str]:
    if plan.operations.alerts != "none" and not plan.operations.monitor_labels:
        yield "operations.monitorLabels is empty, so rules, monitors and probes have no such label."
