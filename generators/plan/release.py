"""Which images are deployed to which environment, and how a rollback works."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.cluster import Cluster
from generators.plan.image import DocsImage
from generators.plan.image import FrontendImage
from generators.plan.image import Image
from generators.plan.primitives import Flag
from generators.plan.scalars import Line
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import OptionalRegistryPrefix
from generators.plan.scalars import Text

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _web(plan: Plan) -> bool:
    return plan.topology.web


def _docs(plan: Plan) -> bool:
    return plan.topology.docs


def _upgrade(plan: Plan) -> bool:
    return not plan.release.first_install


def _migrates(plan: Plan) -> bool:
    return _upgrade(plan) and plan.release.schema_migration != "none"


class Rollback(Topic):
    frontend: Literal["", "with-backend", "pinned"] = choice(
        "",
        "Frontend rollback",
        "What the frontend does when the backend is rolled back.",
        guide=("rollout.pinning",),
        applies=_web,
        options={
            "": Option("Not decided", "A finding asks you to decide before the rollout."),
            "with-backend": Option(
                "Roll back with the backend",
                "The frontend returns to the version that ran with it.",
            ),
            "pinned": Option("Keep the current version", "The frontend is not changed."),
        },
    )
    docs: Literal["", "with-backend", "pinned"] = choice(
        "",
        "Docs rollback",
        "What the docs service does when the backend is rolled back.",
        guide=("rollout.pinning",),
        applies=_docs,
        options={
            "": Option("Not decided", "A finding asks you to decide before the rollout."),
            "with-backend": Option(
                "Roll back with the backend", "The docs return to the version that ran with it."
            ),
            "pinned": Option(
                "Keep the current version", "The docs are not changed. This is the usual choice."
            ),
        },
    )


class Release(Cluster):
    backend: Image = group(Image, "Backend")
    frontend: FrontendImage = group(FrontendImage, "Frontend", applies=_web)
    docs: DocsImage = group(DocsImage, "Docs", applies=_docs)
    first_install: Flag = choice(
        False,
        "First installation",
        "Turn this on if no earlier release is installed. There is then no rollback target.",
        guide=("rollout.revert",),
    )
    previous_backend_tag: Line = choice(
        "",
        "Rollback target: previous backend tag",
        "The backend tag that runs now. A rollback returns to it.",
        guide=("rollout.revert",),
        applies=_upgrade,
        example="1.8.1",
    )
    previous_schema_revision: Line = choice(
        "",
        "Schema revision before this release",
        "The alembic revision of the database that runs now. The runbook prints it. A rollback "
        "takes the schema back to it.",
        guide=("rollout.revert", "postgres.migrations"),
        applies=_migrates,
        example="182e5471b900",
        assumed="As in the upstream project, the table alembic_version has it.",
    )
    schema_migration: Literal["none", "backward-compatible", "breaking", "unknown"] = choice(
        "unknown",
        "Schema migration in this release",
        "How this release changes the database schema. The rollback procedure depends on it.",
        guide=("postgres.migrations", "rollout.revert"),
        applies=_upgrade,
        options={
            "none": Option("No migration", "The schema does not change."),
            "backward-compatible": Option(
                "Backward-compatible",
                "Pods of the previous version that run keep working. One that starts again on "
                "the new schema does not: a rollback takes the schema back first.",
            ),
            "breaking": Option(
                "Breaking",
                "Pods of the previous version fail on the new schema, so the rollout is an "
                "outage. A rollback takes the schema back first, or restores a backup.",
            ),
            "unknown": Option("Not assessed", "A finding asks you to assess it."),
        },
    )
    change: Text = choice(
        "",
        "Release note",
        "Describe for the reviewer which setting or secret changes with this release.",
        guide=("rollout.change",),
        example="SKILLFLAW_LOG_LEVEL from INFO to DEBUG",
        multiline=True,
    )
    rollback: Rollback = group(Rollback, "Rollback")
    image_pull_secret: OptionalDnsSubdomain = choice(
        "",
        "imagePullSecret",
        "The name of the Secret with the registry's credentials. Leave it empty for a "
        "public registry.",
    )
    registry_mirror: OptionalRegistryPrefix = choice(
        "",
        "Registry mirror for all other images",
        "The registry, and a path in it, that has copies of the images that are not SkillFlaw's: "
        "docker.io/library/busybox is then PREFIX/library/busybox. README.md lists them.",
        example="harbor.acme.com/mirror",
        advanced=True,
    )
