"""Which nodes may run a pod, and with which Secret its images are pulled."""

from __future__ import annotations

from generators.manifests.part import Manifest
from generators.plan import Plan
from generators.plan.placement import Placed

PULLED_WITH = ("release.imagePullSecret",)
PLACED_AS_BACKEND = ("scaling.backend.nodeSelector", "scaling.backend.tolerations")


def placement(plan: Plan, workload: str) -> Manifest:
    """Make ``nodeSelector`` and ``tolerations`` of a pod, where the plan has any.

    What starts, measures or tests the backend runs where the backend does.
    """
    scaling = plan.scaling
    others: dict[str, Placed] = {"frontend": scaling.frontend, "docs": scaling.docs}
    placed = others.get(workload, scaling.backend)
    fields = {
        "nodeSelector": dict(placed.node_selector),
        # In full, because a plan file that says a default makes the same objects.
        "tolerations": [
            toleration.model_dump(by_alias=True, mode="json") for toleration in placed.tolerations
        ],
    }
    return {name: value for name, value in fields.items() if value}


def pull_secrets(plan: Plan) -> Manifest:
    """Make ``imagePullSecrets`` of a pod, where the plan names a Secret for the registry."""
    secret = plan.release.image_pull_secret
    return {"imagePullSecrets": [{"name": secret}]} if secret else {}
