from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="Replicas that cannot share the state directory",
    about=("storage.accessMode", "scaling.backend.replicas"),
    severity=Severity.ERROR,
    why="The second pod waits for a volume that the first one holds, or, on the same node by luck, "
    "works until one of them moves.",
    fix="Choose ReadWriteMany on a class that can share, or run one replica.",
    because="The guide wants no pod-local state before a second replica.",
    guide=("state.config-dir", "state.first", "postgres.replicas"),
    reference="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    bad={"storage.accessMode": "ReadWriteOnce"},
)
def pod_local_state(plan: Plan) -> Iterator[Remark]:
    storage = plan.storage
    shared = storage.mode == "ephemeral" or storage.access_mode == "ReadWriteMany"
    if plan.scaling.backend.most == 1 or shared:
        return
    holder = "pod" if storage.access_mode == "ReadWriteOncePod" else "node"
    yield Remark(
        f"A {storage.access_mode} volume belongs to one {holder} at a time, so the state directory "
        f"is pod-local, and {backends(plan)}.",
        at=("storage.accessMode", count_of_backends(plan)),
    )
