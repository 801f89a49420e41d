from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

OURS = ("app.kubernetes.io/name", "app.kubernetes.io/component", "app.kubernetes.io/part-of")


@rule(
    title="Pod label is one of the bundle's own",
    about=("operations.podLabels",),
    severity=Severity.ERROR,
    why="Services, disruption budgets and network policies find the pods by this label. It cannot "
    "have another value, so the bundle keeps its own.",
    fix="Remove the label from operations.podLabels, or use a key with your own prefix.",
    because="The plan asks for a label that the pods will not have.",
    reference="https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/",
    bad={"operations.podLabels": {"app.kubernetes.io/name": "flows"}},
)
def pod_label_reserved(plan: Plan) -> Iterator[Remark]:
    labels = plan.operations.pod_labels
    for key in labels:
        if key in OURS:
            others = {other: value for other, value in labels.items() if other not in OURS}
            yield Remark(
                f"The bundle sets the label {key}.", change={"operations.podLabels": others}
            )
