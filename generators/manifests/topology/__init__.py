"""The topic *topology*: the parts of SkillFlaw that run."""

from __future__ import annotations

from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import because
from generators.manifests.topology.backend import backend_files
from generators.manifests.topology.backend import backend_root
from generators.manifests.topology.docs import docs_files
from generators.manifests.topology.docs import docs_root
from generators.manifests.topology.frontend import frontend_files
from generators.manifests.topology.frontend import frontend_root
from generators.manifests.topology.settings import backend_settings
from generators.plan import Plan

SETTINGS_ASSUMED = (
    "The documentation names few settings. The others are settings of the upstream project with "
    "SkillFlaw's prefix. The server ignores unknown settings, so verify the effect of each one "
    "on your images."
)
FRONTEND_ASSUMED = (
    "The frontend image reads BACKEND_URL and FRONTEND_PORT, writes to /tmp and /var/cache/nginx "
    "only, and answers / without the backend: upstream's image does."
)
DOCS_ASSUMED = (
    "The docs image serves / on its port as any numeric user and writes to /tmp and "
    "/var/cache/nginx only: it is a static site."
)

SIDECAR = Note(
    "limit",
    "The sidecar keeps idle connections of its own, which hold a stopping pod for up to the "
    "longest flow.",
    ("release.mesh", "scaling.backend.drain"),
)


def topology(plan: Plan) -> Part:
    """Make the workloads that the plan's pattern names, and the backend's own settings."""
    web, docs = plan.topology.web, plan.topology.docs
    read_only = plan.operations.read_only_root_filesystem
    return Part(
        files=(
            *backend_files(plan),
            *because(frontend_files(plan) if web else (), "topology.pattern"),
            *because(docs_files(plan) if docs else (), "topology.docs"),
            *((backend_root(plan),) if read_only else ()),
            *because((frontend_root(),) if read_only and web else (), "topology.pattern"),
            *because((docs_root(),) if read_only and docs else (), "topology.docs"),
        ),
        settings=backend_settings(plan),
        notes=_notes(plan),
    )


def _notes(plan: Plan) -> tuple[Note, ...]:
    frontend = Note("assumed", FRONTEND_ASSUMED, ("release.frontend.port",))
    docs = Note("assumed", DOCS_ASSUMED, ("release.docs.port",))
    sidecar, waits = plan.release.mesh == "istio-sidecar", plan.scaling.backend.drain != "sleep"
    return (
        Note("assumed", SETTINGS_ASSUMED, ("operations.settings",)),
        *((SIDECAR,) if sidecar and waits else ()),
        *((frontend,) if plan.topology.web else ()),
        *((docs,) if plan.topology.docs else ()),
    )
