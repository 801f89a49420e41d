from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="State directory is not shared by the backend replicas",
    about=("storage.accessMode", "scaling.backend.replicas"),
    severity=Severity.ERROR,
    why="The second pod waits for a volume that the first one holds; if both run on one node, it "
    "fails when one of them moves.",
    fix="Set storage.accessMode to ReadWriteMany, with a storage class that supports it, or run "
    "one replica.",
    because="The guide requires that no state is pod-local before a second replica.",
    guide=("state.config-dir", "state.first", "postgres.replicas"),
    reference="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    bad={"storage.accessMode": "ReadWriteOnce"},
)
def state_directory_not_shared(plan: Plan) -> Iterator[Remark]:
    storage = plan.storage
    shared = storage.mode == "ephemeral" or storage.access_mode == "ReadWriteMany"
    if plan.scaling.backend.most == 1 or shared:
        return
    holder = "pod" if storage.access_mode == "ReadWriteOncePod" else "node"
    yield Remark(
        f"A {storage.access_mode} volume is mounted by one {holder} at a time, so the state "
        f"directory is pod-local, and {backends(plan)}.",
        at=("storage.accessMode", count_of_backends(plan)),
    )
