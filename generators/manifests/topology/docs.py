"""The public documentation: the published image, where somebody needs it."""

from __future__ import annotations

from generators.manifests.part import File
from generators.manifests.part import Patch
from generators.manifests.scaling.scale import docs_scale
from generators.manifests.topology.web import web_deployment
from generators.manifests.topology.web import web_root
from generators.manifests.topology.workload import service
from generators.manifests.topology.workload import service_account
from generators.plan import Plan


def docs_files(plan: Plan) -> tuple[File, ...]:
    """Make the component of the public docs."""
    deployment = web_deployment(
        plan, docs_scale(plan), plan.release.docs, plan.scaling.docs.resources, {}
    )
    return (
        File(
            path="components/docs/serviceaccount.yaml",
            content=(service_account("docs"),),
            why="The docs' ServiceAccount, without a token.",
        ),
        File(
            path="components/docs/deployment.yaml",
            content=(deployment,),
            why="The documentation from its image. No volume is mounted over its pages.",
            choices=_CHOICES,
            guide=("topology.docs", "delivery.image"),
        ),
        File(
            path="components/docs/service.yaml",
            content=(service("docs", 8080, plan.topology.audience.docs),),
            why="The Service through which the docs' route reaches them.",
            choices=("topology.docs", "topology.audience.docs"),
            guide=("topology.docs",),
        ),
    )


def docs_root() -> Patch:
    """Make the patch that closes the docs' root filesystem."""
    return web_root("docs")


_CHOICES = (
    "topology.docs",
    "release.docs.image",
    "release.docs.digest",
    "release.docs.port",
    "release.imagePullSecret",
    "scaling.docs.nodeSelector",
    "scaling.docs.tolerations",
    "operations.podAnnotations",
    "operations.podLabels",
    "scaling.docs.resources.requests.cpu",
    "scaling.docs.resources.requests.memory",
    "scaling.docs.resources.limits.cpu",
    "scaling.docs.resources.limits.memory",
    "scaling.spread",
    "scaling.docs.replicas",
    "release.kubernetes",
    "operations.runAsUser",
    "operations.fsGroup",
)
