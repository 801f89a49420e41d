from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.examples import DOCS
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Docs image is not the published docs image",
    about=("release.docs.image",),
    severity=Severity.ERROR,
    why="Readers see another service, or pages that are not rebuilt when the product changes.",
    fix="Set release.docs.image to ghcr.io/cwinux/skillflaw_docs, or to a mirror whose name ends "
    "in skillflaw_docs.",
    because="The guide supports only the published docs image.",
    guide=("delivery.image", "delivery.separate"),
    bad={**DOCS, "release.docs.image": "ghcr.io/cwinux/skillflaw_frontend"},
)
def docs_image_unsupported(plan: Plan) -> Iterator[Remark]:
    image = plan.release.docs.image
    repository = re.sub(r"[^a-z0-9]+", "_", image.rpartition("/")[2])
    if plan.topology.docs and not repository.endswith("skillflaw_docs"):
        yield Remark(
            f"{image} is neither the published docs image nor a mirror with its name.",
            change={"release.docs.image": "ghcr.io/cwinux/skillflaw_docs"},
        )
