from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.examples import DOCS
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Docs from an image that is not the docs image",
    about=("release.docs.image",),
    severity=Severity.ERROR,
    why="Readers get another service, or pages that nobody rebuilds when the product changes.",
    fix="Use ghcr.io/cwinux/skillflaw_docs, or a mirror that keeps its last name.",
    because="The guide names the published docs image as the one supported way.",
    guide=("delivery.image", "delivery.separate"),
    bad={**DOCS, "release.docs.image": "ghcr.io/cwinux/skillflaw_frontend"},
)
def docs_from_another_image(plan: Plan) -> Iterator[Remark]:
    image = plan.release.docs.image
    last = re.sub(r"[^a-z0-9]+", "_", image.rpartition("/")[2])
    if plan.topology.docs and not last.endswith("skillflaw_docs"):
        yield Remark(
            f"{image} is not the docs image, nor a mirror that bears its name.",
            change={"release.docs.image": "ghcr.io/cwinux/skillflaw_docs"},
        )
