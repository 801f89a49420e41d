from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_stores
from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan.scalars import service_namespace


@rule(
    title="Namespace is marked as dedicated but holds other workloads",
    about=("release.namespace", "release.namespaceDedicated"),
    severity=Severity.ERROR,
    why="The bundle's default-deny policy and pod security label apply to every pod in the "
    "namespace. The other workload stops working at the first apply.",
    fix="Set release.namespace to a namespace for SkillFlaw alone, or turn "
    "release.namespaceDedicated off.",
    because="The plan contradicts itself: it calls the namespace dedicated and puts another "
    "workload into it.",
    guide=("security.network",),
    bad={"release.namespace": "monitoring"},
)
def namespace_not_dedicated(plan: Plan) -> Iterator[Remark]:
    if not plan.release.namespace_dedicated:
        return
    for path, workload in _other_workloads(plan):
        value = choice_at(path).of(plan)
        beside = path.endswith(".host") and service_namespace(value, own=plan.release.namespace)
        if plan.release.namespace in (value, beside):
            yield Remark(
                f"The namespace {plan.release.namespace} is marked as dedicated, but {workload} "
                "runs there.",
                at=("release.namespace", "release.namespaceDedicated", path),
            )
            return


def _other_workloads(plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.operations.network_policies:
        for store in external_stores(plan):
            # With networks it is a Service without pods, for a server somewhere else.
            if not store.cidrs and not inside_the_pod(store.host):
                yield store.at("host"), f"{store.name} ({store.host})"
    if plan.operations.alerts != "none":
        yield "operations.monitoringNamespace", "Prometheus"
    if plan.operations.network_policies:
        yield "ingress.controllerNamespace", "the ingress controller"
    if plan.database.mode == "cloudnative-pg":
        yield "operations.operatorNamespace", "the CloudNativePG operator"
