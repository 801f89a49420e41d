"""The frontend: the browser UI behind its own Nginx."""

from __future__ import annotations

from generators.manifests.part import File
from generators.manifests.part import Patch
from generators.manifests.scaling.scale import counted
from generators.manifests.scaling.scale import frontend_scale
from generators.manifests.topology.web import web_deployment
from generators.manifests.topology.web import web_root
from generators.manifests.topology.workload import service
from generators.manifests.topology.workload import service_account
from generators.plan import Plan


def frontend_files(plan: Plan) -> tuple[File, ...]:
    """Make the component of the full web pattern."""
    deployment = web_deployment(
        plan,
        frontend_scale(plan),
        plan.release.frontend,
        plan.scaling.frontend.resources,
        _environment(plan),
    )
    return (
        File(
            path="components/frontend/serviceaccount.yaml",
            content=(service_account("frontend"),),
            why="The frontend's ServiceAccount, without a token.",
        ),
        File(
            path="components/frontend/deployment.yaml",
            content=(deployment,),
            why="The UI, with the Nginx configuration of its image. Its probes do not reach the "
            "backend, so a backend outage does not restart it.",
            choices=(*_CHOICES, *counted(frontend_scale(plan))),
            guide=("topology.full-web", "scaling.independent"),
        ),
        File(
            path="components/frontend/service.yaml",
            content=(service("frontend", 8080, plan.topology.audience.ui),),
            why="The Service through which the UI's route reaches the frontend.",
            choices=("topology.audience.ui",),
            guide=("topology.full-web",),
        ),
    )


def frontend_root() -> Patch:
    """Make the patch that closes the frontend's root filesystem."""
    return web_root("frontend")


def _environment(plan: Plan) -> dict[str, str]:
    return {
        # Without a path or a closing slash: Nginx would rewrite /api with it.
        "BACKEND_URL": "http://skillflaw-backend:7860",
        "FRONTEND_PORT": str(plan.release.frontend.port),
        "SKILLFLAW_MAX_FILE_SIZE_UPLOAD": str(plan.scaling.backend.max_upload_mb),
    }


_CHOICES = (
    "topology.pattern",
    "release.frontend.image",
    "release.frontend.digest",
    "release.frontend.port",
    "release.imagePullSecret",
    "scaling.frontend.nodeSelector",
    "scaling.frontend.tolerations",
    "operations.podAnnotations",
    "operations.podLabels",
    "scaling.frontend.resources.requests.cpu",
    "scaling.frontend.resources.requests.memory",
    "scaling.frontend.resources.limits.cpu",
    "scaling.frontend.resources.limits.memory",
    "scaling.backend.maxUploadMb",
    "scaling.spread",
    "release.kubernetes",
    "operations.runAsUser",
    "operations.fsGroup",
)
