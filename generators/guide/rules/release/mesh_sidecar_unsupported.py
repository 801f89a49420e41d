from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import minor_of

# Native sidecars are on by default since then:
# https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
SIDECARS_SINCE = 29


@rule(
    title="Namespace in a sidecar mesh needs Kubernetes 1.29",
    about=("release.mesh", "release.kubernetes"),
    severity=Severity.ERROR,
    why="Without native sidecars the init containers that wait for PostgreSQL and Redis have no "
    "network, and a Job never ends because its proxy runs on.",
    fix="Upgrade the cluster to 1.29 or newer, or set release.mesh to istio-ambient.",
    because="No pod becomes ready.",
    reference="https://github.com/istio/istio/issues/40010",
    bad={"release.mesh": "istio-sidecar", "release.kubernetes": "1.28"},
)
def mesh_sidecar_unsupported(plan: Plan) -> Iterator[str]:
    kubernetes = plan.release.kubernetes
    if plan.release.mesh == "istio-sidecar" and minor_of(kubernetes) < SIDECARS_SINCE:
        yield f"release.mesh is istio-sidecar, and the cluster runs Kubernetes {kubernetes}."
