"""Who wrote which choice of a revision: saving a draft makes nobody the author of all of it."""

from __future__ import annotations

import generators
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.plans.parsing import BLANK
from configurator.plans.steps import METADATA


def writers_by_choice(
    configuration: Configuration, plan: generators.Plan, author: User
) -> dict[str, int]:
    """Map each choice that the next revision changes to the key of the person who wrote it.

    Changes of earlier revisions that no other person approved are included. Where the draft does
    not tell the writer, as for a plan that a program sent, it is the author.
    """
    latest = configuration.revisions.filter(number=configuration.latest).first()
    before = _plan(latest)
    changes = {
        choice.path: _draft_writer(configuration, choice.path) or author.pk
        if choice.of(configuration.plan) == choice.of(plan)
        else author.pk
        for choice in (*METADATA, *generators.choices())
        if choice.of(plan) != choice.of(before)
    }
    if latest is None or _approved_by_others(latest):
        return changes
    return {**latest.writers, **changes}


def _plan(revision: Revision | None) -> generators.Plan:
    try:
        return revision.plan if revision else generators.read_document(BLANK)
    except generators.Unreadable:
        return generators.read_document(BLANK)


def _draft_writer(configuration: Configuration, path: str) -> int | None:
    key: int | None = configuration.writes.get(path, {}).get("by")
    return key


def _approved_by_others(revision: Revision) -> bool:
    """Tell whether a revision is approved, and not by one of its authors."""
    own = revision.reviews.filter(decision=Review.Decision.APPROVE, own=True)
    return revision.state == State.APPROVED and not own.exists()
