from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import OPERATOR
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

OFFICIAL = ("docker.io/library/postgres:", "library/postgres:", "postgres:")


@rule(
    title="PostgreSQL image does not fit the way it is run",
    about=("database.image", "database.mode"),
    severity=Severity.ERROR,
    why="The pod runs with the user that the bundle knows, and an image with another user or "
    "layout stops at its first start.",
    fix="Choose an image of ghcr.io/cloudnative-pg for CloudNativePG, and a Debian image of "
    "PostgreSQL for the single pod.",
    because="The container fails before PostgreSQL starts.",
    guide=("postgres.core",),
    reference="https://cloudnative-pg.io/documentation/current/container_images/",
    bad={**OPERATOR, "database.image": "docker.io/library/postgres:17.11"},
)
def database_image_unsupported(plan: Plan) -> Iterator[Remark]:
    image = plan.database.image
    operator = plan.database.mode == "cloudnative-pg"
    if operator and image.startswith(OFFICIAL):
        yield Remark(
            f"{image} is the official image, whose user is not the one that CloudNativePG runs.",
            fix="Set database.image to an image such as "
            "ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie, or leave it empty.",
            change={"database.image": ""},
        )
    elif operator and image and not _tag(image)[:1].isdigit():
        yield Remark(
            f"{image} has the tag {_tag(image)}, in which CloudNativePG finds no version of "
            "PostgreSQL.",
            fix="Choose a tag that begins with the version, such as 17.11-standard-trixie.",
        )
    elif plan.database.mode == "in-cluster" and "alpine" in _tag(image):
        yield Remark(
            f"{image} is an Alpine image, in which PostgreSQL has the user ID 70, not 999.",
            fix="Set database.image to a Debian image, such as "
            "docker.io/library/postgres:17.11-trixie, or leave it empty.",
            change={"database.image": ""},
        )


def _tag(image: str) -> str:
    return image.partition("@")[0].rpartition(":")[2]
