"""Who wrote what in a revision: pressing the button makes nobody the writer of a whole draft."""

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


def wrote(configuration: Configuration, file: generators.PlanFile, author: User) -> dict[str, int]:
    """Say by choice who wrote what the next revision changes, and what nobody else approved before.

    Where the draft does not tell, as for a plan that a program sent, it is the author.
    """
    latest = configuration.revisions.filter(number=configuration.latest).first()
    values, drafted = values_of(file), values_of(configuration.plan_file)
    elsewhere = set(differing(values, drafted))
    changes = {
        key: author.pk if key in elsewhere else _writer(configuration, key) or author.pk
        for key in differing(values_of(_file(latest)), values)
    }
    return changes if latest is None or _approved(latest) else {**latest.wrote, **changes}


def _file(revision: Revision | None) -> generators.PlanFile:
    try:
        return revision.plan_file if revision else generators.read_plan_document(BLANK)
    except generators.Unreadable:
        return generators.read_plan_document(BLANK)


def _writer(configuration: Configuration, key: str) -> int | None:
    by: int | None = configuration.writes.get(key, {}).get("by")
    return by


def _approved(revision: Revision) -> bool:
    """Tell whether a revision is approved, and by others: an own approval looked at nothing new."""
    own = revision.reviews.filter(verdict=Review.Verdict.APPROVE, own=True)
    return revision.state == State.APPROVED and not own.exists()
