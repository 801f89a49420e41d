from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

# Names that only OpenShift has:
# https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/networking_operators/configuring-ingress
NAMES = ("openshift-", "openshift.")


@rule(
    title="Cluster is OpenShift, but the platform is Kubernetes",
    about=(
        "release.platform",
        "ingress.className",
        "ingress.controllerNamespace",
        "operations.monitoringNamespace",
        "storage.provisioner",
    ),
    severity=Severity.ERROR,
    why="The security context constraint restricted-v2 refuses every pod with a fixed user ID, and "
    "the network policies ask a DNS that OpenShift does not have.",
    fix="Set release.platform to openshift.",
    because="No pod starts.",
    reference="https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/authentication_and_authorization/managing-pod-security-policies",
    bad={"operations.monitoringNamespace": "openshift-user-workload-monitoring"},
)
def platform_openshift_unset(plan: Plan) -> Iterator[Remark]:
    if plan.release.platform == "openshift":
        return
    for path, name in _names(plan):
        if name.startswith(NAMES):
            yield Remark(
                f"{name} is a name of OpenShift, and release.platform is kubernetes.",
                at=("release.platform", path),
                change={"release.platform": "openshift"},
            )
            return


def _names(plan: Plan) -> Iterator[tuple[str, str]]:
    yield "ingress.className", plan.ingress.class_name
    yield "ingress.controllerNamespace", plan.ingress.controller_namespace
    if plan.operations.alerts != "none":
        yield "operations.monitoringNamespace", plan.operations.monitoring_namespace
    yield "storage.provisioner", plan.storage.provisioner
    if plan.operations.dns == "openshift":
        yield "operations.dns", "openshift-dns"
