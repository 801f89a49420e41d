"""Why a person cannot review a revision, waive its warnings, or withdraw a waiver."""

from __future__ import annotations

from collections.abc import Iterable

from configurator.models import Revision
from configurator.models import User
from configurator.reviews.state import Decision
from configurator.reviews.state import is_team_of_one
from configurator.reviews.state import suggesters_approve
from configurator.reviews.waivers import WAIVERS
from configurator.reviews.waivers import waivable_in


def review_refusal(
    revision: Revision, person: User, decision: str, environments: Iterable[str] = ()
) -> str:
    """Return why a person cannot submit a decision on a revision; empty where they can.

    ``environments`` are those that it is for; without a name it is for all of them.
    """
    if revision.number != revision.configuration.latest:
        return _not_latest(revision)
    if person.pk == revision.author_id and decision == Decision.REQUEST_CHANGES:
        return "You are the author of this revision. Change the draft and save a new revision."
    if decision == Decision.APPROVE and not revision.digest:
        return "A revision with errors cannot be approved. Fix them in the draft."
    if unknown := [name for name in environments if name not in revision.environments]:
        return f"Revision {revision.number} has no environment {unknown[0]}."
    return _own_refusal(revision, person, environments) if decision == Decision.APPROVE else ""


def _own_refusal(revision: Revision, person: User, environments: Iterable[str]) -> str:
    if revision.written_by(person, environments):
        return _author_refusal(revision, person, "approve it")
    return _suggester_refusal(revision) if revision.suggested_by(person, environments) else ""


def _suggester_refusal(revision: Revision) -> str:
    """Return why somebody whose suggestion was taken cannot approve; empty where the team lets."""
    if suggesters_approve(revision.configuration):
        return ""
    return (
        "This revision took a value that you suggested, and the team asks for an approval by "
        "somebody who suggested none."
    )


def waiver_refusal(
    revision: Revision, person: User, rule: str = "", environment: str | None = None
) -> str:
    """Return why a person cannot waive a rule's warnings, or any; empty where they can.

    Without an ``environment`` the question is whether they can in one at least.
    """
    if revision.number != revision.configuration.latest:
        return _not_latest(revision)
    if revision.written_by(person) and (
        reason := _author_refusal(revision, person, "waive its warnings")
    ):
        return reason
    if not rule:
        return ""
    names = waivable_in(revision, rule)
    if not names:
        return (
            "This revision has no such warning. Only warnings can be waived: errors must be "
            "fixed, and an info needs no waiver."
        )
    if environment is not None and environment not in names:
        return _not_waivable_in(environment)
    return ""


def _not_waivable_in(environment: str) -> str:
    if environment:
        return f"This warning cannot be waived in {environment}. Choose another environment."
    return (
        "The rule has an error in an environment, so it cannot be waived in all of them. "
        "Choose an environment."
    )


def withdrawal_refusal(revision: Revision, rule: str, environment: str) -> str:
    """Return why a waiver cannot be withdrawn; empty where it can."""
    if revision.number != revision.configuration.latest:
        return _not_latest(revision)
    waivers = revision.document.get(WAIVERS, ())
    if (rule, environment) not in {(row["rule"], row.get("environment", "")) for row in waivers}:
        return "This revision has no such waiver."
    return ""


def _author_refusal(revision: Revision, person: User, action: str) -> str:
    """Return why an author of a revision, or of a part of it, must leave an action to others."""
    if is_team_of_one(revision.configuration, person):
        return ""
    if person.pk == revision.author_id:
        return f"You are the author of this revision, so somebody else must {action}."
    return f"You wrote a part of this revision, so somebody who did not must {action}."


def _not_latest(revision: Revision) -> str:
    latest = revision.configuration.latest
    return f"Only the latest revision can be reviewed. That is revision {latest}."
