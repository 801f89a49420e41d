"""An ingress controller that this project does not know."""

from __future__ import annotations

from generators.manifests.ingress.controller import Controller
from generators.manifests.ingress.controllers.other.manifests import COMPONENT
from generators.manifests.ingress.controllers.other.manifests import other

OTHER = Controller(
    component=COMPONENT,
    purpose="Routes as plain Ingress objects.",
    part=other,
)
