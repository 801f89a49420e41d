from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.rules.release.mesh_sidecar_unsupported import SIDECARS_SINCE
from generators.plan import Plan
from generators.plan.scalars import minor_of


@rule(
    title="Namespace refuses istio-init: the Istio CNI node agent is needed",
    about=("release.mesh", "operations.podSecurity"),
    severity=Severity.INFO,
    why="Without the Istio CNI node agent each pod gets the container istio-init with NET_ADMIN, "
    "which the Pod Security Standard of the namespace refuses, so no pod is created.",
    fix="Check that the DaemonSet istio-cni-node runs in istio-system. If it does not, install the "
    "Istio CNI node agent, or set release.mesh to istio-ambient.",
    because="Most platforms that enforce Pod Security run the CNI node agent.",
    reference="https://istio.io/latest/docs/setup/additional-setup/cni/",
    bad={"release.mesh": "istio-sidecar"},
)
def mesh_sidecar_needs_cni(plan: Plan) -> Iterator[str]:
    able = minor_of(plan.release.kubernetes) >= SIDECARS_SINCE
    if plan.release.mesh == "istio-sidecar" and able and plan.release.namespace_dedicated:
        level = plan.operations.pod_security
        yield f"The namespace enforces {level}, which refuses a container with NET_ADMIN."
