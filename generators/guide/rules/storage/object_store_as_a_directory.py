from __future__ import annotations

from collections.abc import Iterator

from generators.guide.csi_drivers import OBJECT_STORES
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An object store in place of a file system",
    about=("storage.provisioner",),
    severity=Severity.WARNING,
    why="Renames, locks and appends fail or are slow there, so uploads break in ways that nobody "
    "can reproduce.",
    fix="Choose file storage, such as EFS, Filestore, Azure Files, CephFS or NFS.",
    because="Reading and whole-file writing work, which is enough to pass a first test.",
    guide=("state.config-dir",),
    reference="https://github.com/awslabs/mountpoint-s3/blob/main/doc/SEMANTICS.md",
    bad={"storage.provisioner": "s3.csi.aws.com"},
)
def object_store_as_a_directory(plan: Plan) -> Iterator[str]:
    if plan.storage.mode != "ephemeral" and plan.storage.provisioner.strip() in OBJECT_STORES:
        yield f"{plan.storage.provisioner.strip()} shows an object store as a directory."
