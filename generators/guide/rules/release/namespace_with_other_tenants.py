from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import choice_at


@rule(
    title="A dedicated namespace with other tenants",
    about=("release.namespace", "release.namespaceDedicated"),
    severity=Severity.ERROR,
    why="The default deny and the pod security label hit every pod in the namespace, so the "
    "other tenant stops working at the first apply.",
    fix="Give SkillFlaw a namespace of its own, or say that the namespace is shared.",
    because="The plan contradicts itself: alone in the namespace, and not alone.",
    guide=("security.network",),
    bad={"release.namespace": "monitoring"},
)
def namespace_with_other_tenants(plan: Plan) -> Iterator[Remark]:
    if not plan.release.namespace_dedicated:
        return
    for path, tenant in _tenants(plan):
        if choice_at(path).of(plan) == plan.release.namespace:
            yield Remark(
                f"{plan.release.namespace} is called SkillFlaw's alone, and {tenant} lives there.",
                at=("release.namespace", "release.namespaceDedicated", path),
            )
            return


def _tenants(plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.operations.alerts != "none":
        yield "operations.monitoringNamespace", "Prometheus"
    if plan.operations.network_policies:
        yield "ingress.controllerNamespace", "the ingress controller"
    if plan.database.mode == "cloudnative-pg":
        yield "operations.operatorNamespace", "the CloudNativePG operator"
