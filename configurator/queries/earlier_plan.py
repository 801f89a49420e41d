"""What a draft is compared with: its latest revision, or the preset that it began as."""

from __future__ import annotations

import json
from dataclasses import dataclass

import generators
from configurator.models import Configuration
from configurator.plans.parsing import BLANK


@dataclass(frozen=True)
class EarlierPlan:
    """An earlier plan as JSON, and the words that say which one it is; both may be empty."""

    document: str | None
    since: str


def earlier_plan(draft: Configuration) -> EarlierPlan:
    """Find what changed lines count from."""
    if draft.latest:
        revision = draft.revisions.get(number=draft.latest)
        return EarlierPlan(json.dumps(revision.written), f"since revision {draft.latest}")
    for preset in generators.PRESETS:
        if preset.slug == draft.preset:
            document = json.dumps(preset.document())
            return EarlierPlan(document, f"since the preset {preset.slug}")
    return EarlierPlan(json.dumps(dict(BLANK)), "since the empty plan")
