"""Who wrote what in a revision: pressing the button makes nobody the writer of a whole draft."""

from __future__ import annotations

import generators
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.plans.parsing import BLANK
from configurator.plans.steps import METADATA


def wrote(configuration: Configuration, plan: generators.Plan, author: User) -> dict[str, int]:
    """Say by choice who wrote what the next revision changes, and what nobody else approved before.

    Where the draft does not tell, as for a plan that a program sent, it is the author.
    """
    latest = configuration.revisions.filter(number=configuration.latest).first()
    before = _plan(latest)
    changes = {
        each.path: _writer(configuration, each.path) or author.pk
        if each.of(configuration.plan) == each.of(plan)
        else author.pk
        for each in (*METADATA, *generators.choices())
        if each.of(plan) != each.of(before)
    }
    return changes if latest is None or _approved(latest) else {**latest.wrote, **changes}


def _plan(revision: Revision | None) -> generators.Plan:
    try:
        return revision.plan if revision else generators.read_document(BLANK)
    except generators.Unreadable:
        return generators.read_document(BLANK)


def _writer(configuration: Configuration, path: str) -> int | None:
    by: int | None = configuration.writes.get(path, {}).get("by")
    return by


def _approved(revision: Revision) -> bool:
    """Tell whether a revision is approved, and by others: an own approval looked at nothing new."""
    own = revision.reviews.filter(verdict=Review.Verdict.APPROVE, own=True)
    return revision.state == State.APPROVED and not own.exists()
