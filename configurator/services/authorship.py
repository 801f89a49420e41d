"""Who wrote which choice of a revision: saving a draft makes nobody the author of all of it."""

from __future__ import annotations

import generators
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.plans.environments import differing
from configurator.plans.environments import values_of
from configurator.plans.parsing import BLANK


def writers_by_choice(
    configuration: Configuration, file: generators.PlanFile, author: User
) -> dict[str, int]:
    """Map each choice that the next revision changes to the key of the person who wrote it.

    Changes of earlier revisions that no other person approved are included. Where the draft does
    not tell the writer, as for a plan that a program sent, it is the author.
    """
    latest = configuration.revisions.filter(number=configuration.latest).first()
    values, drafted = values_of(file), values_of(configuration.plan_file)
    elsewhere = set(differing(values, drafted))
    changes = {
        key: author.pk if key in elsewhere else _draft_writer(configuration, key) or author.pk
        for key in differing(values_of(_file(latest)), values)
    }
    if latest is None or _approved_by_others(latest):
        return changes
    return {**latest.writers, **changes}


def _file(revision: Revision | None) -> generators.PlanFile:
    try:
        return revision.plan_file if revision else generators.read_plan_document(BLANK)
    except generators.Unreadable:
        return generators.read_plan_document(BLANK)


def _draft_writer(configuration: Configuration, key: str) -> int | None:
    person: int | None = configuration.writes.get(key, {}).get("by")
    return person


def _approved_by_others(revision: Revision) -> bool:
    """Tell whether a revision is approved, and not by one of its authors."""
    own = revision.reviews.filter(decision=Review.Decision.APPROVE, own=True)
    return revision.state == State.APPROVED and not own.exists()
