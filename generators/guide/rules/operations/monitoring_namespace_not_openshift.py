from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Namespace of Prometheus is not OpenShift's",
    about=("operations.monitoringNamespace", "release.platform"),
    severity=Severity.WARNING,
    why="Monitoring for user-defined projects runs in openshift-user-workload-monitoring. The "
    "network policies block its scrapes, so no alert on metrics fires.",
    fix="Set operations.monitoringNamespace to openshift-user-workload-monitoring, or waive this "
    "finding if you run a Prometheus of your own.",
    because="You may run a Prometheus of your own in that namespace.",
    guide=("health.backend",),
    reference="https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/monitoring/configuring-user-workload-monitoring",
    bad={"release.platform": "openshift"},
)
def monitoring_namespace_not_openshift(plan: Plan) -> Iterator[Remark]:
    namespace = plan.operations.monitoring_namespace
    watched = plan.operations.alerts != "none" and plan.operations.network_policies
    if plan.release.platform == "openshift" and watched and namespace == "monitoring":
        yield Remark(
            "release.platform is openshift, and operations.monitoringNamespace is monitoring.",
            change={"operations.monitoringNamespace": "openshift-user-workload-monitoring"},
        )
