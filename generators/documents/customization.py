"""The team's own kustomization over an overlay: ``custom/<environment>/``.

It is generated once and never again, so that a patch in it outlives every new release of the
bundle. Kustomize applies it over the overlay: ``kubectl apply -k custom/<environment>``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.output.checksums import CUSTOM
from generators.output.files import Rendered

if TYPE_CHECKING:
    from jinja2 import Environment

WHY = "Your own changes over the overlay. It is generated once and then never changed."
FILES = ("README.md", "kustomization.yaml")


def custom_files(
    templates: Environment, environment: str, backend_image: str
) -> Iterator[Rendered]:
    """Write the kustomization over an environment's overlay, and its README with examples."""
    for name in FILES:
        template = templates.get_template(f"custom/{name}.j2")
        text = template.render(environment=environment, image=backend_image)
        yield Rendered(f"{CUSTOM}/{environment}/{name}", text, WHY, ("release.environment",))
