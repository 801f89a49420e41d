from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="State directory is ephemeral",
    about=("storage.mode",),
    severity=Severity.ERROR,
    why="Uploaded files are lost when a pod is replaced, and flows with these files fail with not "
    "found.",
    fix="Set storage.mode to claim, with a storage class for durable volumes.",
    because="The guide requires durable storage for this directory. A single replica also loses "
    "its files at each rollout, so in production the replica count makes no difference. One "
    "replica in a non-production environment works until its pod is replaced, and gets a warning.",
    guide=("state.config-dir", "state.first"),
    reference="https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    bad={"storage.mode": "ephemeral"},
)
def state_directory_ephemeral(plan: Plan) -> Iterator[Remark]:
    if plan.storage.mode != "ephemeral":
        return
    replicated = plan.scaling.backend.most > 1
    count = count_of_backends(plan)
    replicas = f", and {backends(plan)}, each with its own files" if replicated else ""
    yield Remark(
        f"The state directory is an emptyDir of one pod{replicas}.",
        at=("storage.mode", *([count] if replicated else [])),
        severity=Severity.WARNING if rehearsal(plan) and not replicated else None,
    )
