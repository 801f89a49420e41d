"""How a draft begins."""

from __future__ import annotations

import generators
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.reading import BLANK


def start(who: Visitor, preset: generators.Preset | None = None) -> Configuration:
    """Begin a draft, blank or from a preset."""
    document = preset.document() if preset else dict(BLANK)
    return keep(who, generators.read_document(document), preset.slug if preset else "")


def keep(who: Visitor, plan: generators.Plan, preset: str = "") -> Configuration:
    """Begin a draft with a plan that exists already.

    It belongs to whoever is signed in, else to the browser.
    """
    draft = Configuration(preset=preset, person=who.person, writer=who.person)
    draft.browser = "" if who.person else who.browser
    draft.take(plan, {})
    draft.save()
    return draft
