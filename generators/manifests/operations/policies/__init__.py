"""Default deny, and one file for each group of pods with what that group may do."""

from __future__ import annotations

from collections.abc import Callable

from generators.manifests.operations.policies.backend import backend
from generators.manifests.operations.policies.backend import backend_notes
from generators.manifests.operations.policies.cilium import GROUP
from generators.manifests.operations.policies.cilium import cilium
from generators.manifests.operations.policies.data import cache
from generators.manifests.operations.policies.data import database
from generators.manifests.operations.policies.data import restore_drill
from generators.manifests.operations.policies.exporters import exporters
from generators.manifests.operations.policies.jobs import backup
from generators.manifests.operations.policies.jobs import downgrade
from generators.manifests.operations.policies.jobs import migrate
from generators.manifests.operations.policies.jobs import smoke_test
from generators.manifests.operations.policies.mesh import meshed
from generators.manifests.operations.policies.mesh import notes as mesh_notes
from generators.manifests.operations.policies.namespace import acme_solver
from generators.manifests.operations.policies.namespace import default_deny
from generators.manifests.operations.policies.notes import notes
from generators.manifests.operations.policies.web import docs
from generators.manifests.operations.policies.web import frontend
from generators.manifests.part import File
from generators.manifests.part import Part
from generators.manifests.part import because
from generators.plan import Plan

GROUPS: tuple[Callable[[Plan], tuple[File, ...]], ...] = (
    default_deny,
    backend,
    frontend,
    docs,
    database,
    restore_drill,
    cache,
    exporters,
    backup,
    acme_solver,
    smoke_test,
    migrate,
    downgrade,
)


def policies(plan: Plan) -> Part:
    """Make the network policies of a plan that wants them."""
    if not plan.operations.network_policies:
        return Part()
    files = because(
        (file for group in GROUPS for file in group(plan)), "operations.networkPolicies"
    )
    of_cilium = because(cilium(plan), "operations.networkPolicies")
    return Part(
        files=(*meshed(plan, files), *of_cilium),
        notes=(*notes(plan), *backend_notes(plan), *mesh_notes(plan)),
        crds=(GROUP,) if of_cilium else (),
    )
