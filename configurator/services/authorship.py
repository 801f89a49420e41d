"""Who wrote which choice of a revision: saving a draft makes nobody the author of all of it."""

from __future__ import annotations

from collections.abc import Mapping

import generators
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.plans.environments import SHARED
from configurator.plans.environments import differing
from configurator.plans.environments import parts_of
from configurator.plans.environments import values_of
from configurator.plans.parsing import BLANK
from configurator.reviews.state import review_state


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
    return {**_unapproved_writers(latest), **changes} if latest else changes


def suggesters_by_choice(
    configuration: Configuration, file: generators.PlanFile, writers: Mapping[str, int]
) -> dict[str, int]:
    """Map the choices that the next revision took from a suggestion to the person who made it.

    ``writers`` are those of that revision: what others approved since has neither.
    """
    latest = configuration.revisions.filter(number=configuration.latest).first()
    values, drafted = values_of(file), values_of(configuration.plan_file)
    elsewhere = set(differing(values, drafted))
    changed = set(differing(values_of(_file(latest)), values))
    earlier = latest.suggesters if latest else {}
    suggesters = {key: earlier[key] for key in writers if key in earlier and key not in changed}
    for key in changed & writers.keys() - elsewhere:
        if person := configuration.writes.get(key, {}).get("suggester"):
            suggesters[key] = person
    return suggesters


def _unapproved_writers(latest: Revision) -> dict[str, int]:
    """Keep the writers of what no other person approved: by environment, where there are some.

    What all environments share is approved where the revision is.
    """
    if not latest.environments:
        return {} if _approved_by_others(latest) else dict(latest.writers)
    review = review_state(latest)
    open_names = {
        row.environment
        for row in review.environments
        if not row.settled or any(approval.own for approval in row.approvals)
    }
    if open_names or review.state != State.APPROVED:
        open_names.add(SHARED)
    return {key: writer for key, writer in latest.writers.items() if parts_of(key)[0] in open_names}


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
