"""Waivers: giving or withdrawing one makes the next revision, with otherwise the same plan."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

import generators
from configurator import access
from configurator.access import Right
from configurator.access import Visitor
from configurator.events import log
from configurator.models import Configuration
from configurator.models import GivenWaiver
from configurator.models import Revision
from configurator.models import User
from configurator.models import Verb
from configurator.plans.environments import in_order
from configurator.reviews.state import waiver_refusal
from configurator.reviews.state import withdrawal_refusal
from configurator.reviews.waivers import WAIVERS
from configurator.services.locking import locked
from configurator.services.reviews import AS_AUTHOR
from configurator.services.reviews import Refused
from configurator.services.revisions import revise
from configurator.wording.labels import rule_title


@dataclass(frozen=True)
class Terms:
    """Why a warning is accepted, who answers for it, and until when."""

    reason: str
    owner: str
    expires: date


@transaction.atomic
def waive(key: UUID, number: int, rule: str, by: User | Visitor, terms: Terms) -> Revision:
    """Waive a warning of the latest revision, and return the revision that this makes.

    Its author stays the author of the plan; the shared draft gets the same waiver. The call is
    idempotent. Raise :class:`Refused` where the person cannot waive the warning. A visitor's
    access is checked again here, under the lock on the configuration.
    """
    configuration = locked(key)
    giver = by if isinstance(by, User) else access.find(by, key, Right.REVIEW, number).reviewer
    revision = configuration.revisions.get(number=number)
    if existing := _made_before(configuration, number, rule, giver, terms):
        return existing
    if reason := waiver_refusal(revision, giver, rule):
        raise Refused(reason)
    row = {
        "rule": rule,
        "reason": terms.reason,
        "owner": terms.owner,
        "expires": terms.expires.isoformat(),
    }
    note = f"{giver.display_name} waived “{rule_title(rule)}”, owner: {terms.owner}."
    waived = _next(configuration, revision, giver, rule, [row], note)
    own = revision.written_by(giver)
    given = {"reason": terms.reason, "owner": terms.owner, "expires": terms.expires}
    waived.given_waivers.create(rule=rule, by=giver, own=own, **given)
    log.record_event(
        configuration,
        Verb.WAIVED,
        giver,
        revision=waived.number,
        rule=rule,
        owner=terms.owner,
        expires=row["expires"],
        own=AS_AUTHOR if own else "",
    )
    return waived


@transaction.atomic
def withdraw(key: UUID, number: int, rule: str, person: User) -> Revision:
    """Withdraw a waiver of the latest revision, and return the revision that this makes."""
    configuration = locked(key)
    revision = configuration.revisions.get(number=number)
    if reason := withdrawal_refusal(revision, rule):
        raise Refused(reason)
    note = f"{person.display_name} withdrew the waiver of “{rule_title(rule)}”."
    withdrawn = _next(configuration, revision, person, rule, [], note)
    log.record_event(configuration, Verb.UNWAIVED, person, revision=withdrawn.number, rule=rule)
    return withdrawn


def _next(
    configuration: Configuration,
    revision: Revision,
    saver: User,
    rule: str,
    rows: list[dict[str, str]],
    note: str,
) -> Revision:
    """Save the revision's plan again with these waivers of a rule; the draft gets them too."""
    plan = _with_waivers(revision.written, rule, rows)
    draft = in_order(configuration.document, configuration.environments)
    configuration.take(_with_waivers(draft, rule, rows), configuration.unfinished)
    configuration.version += 1
    revision = revise(configuration, plan, author=revision.author, saver=saver, note=note)
    earlier = GivenWaiver.objects.filter(revision__configuration=configuration, rule=rule)
    earlier.filter(until=None).update(until=revision.number)
    return revision


def _with_waivers(
    document: Mapping[str, Any], rule: str, rows: Iterable[Any]
) -> generators.PlanFile:
    others = [waiver for waiver in document.get(WAIVERS, ()) if waiver["rule"] != rule]
    rest = {key: value for key, value in document.items() if key != WAIVERS}
    waivers = [*others, *rows]
    try:
        return generators.read_plan_document({**rest, WAIVERS: waivers} if waivers else rest)
    except generators.Unreadable as error:
        messages = " ".join(dict.fromkeys(problem.message for problem in error.problems))
        raise Refused(f"The plan cannot be saved with this waiver. {messages}") from None


def _made_before(
    configuration: Configuration, number: int, rule: str, giver: User, terms: Terms
) -> Revision | None:
    """Find the revision that the same request made before: waiving is idempotent."""
    if configuration.latest != number + 1:
        return None
    given = GivenWaiver.objects.filter(
        revision__configuration=configuration,
        revision__number=configuration.latest,
        rule=rule,
        by=giver,
        reason=terms.reason,
        owner=terms.owner,
        expires=terms.expires,
    )
    waiver = given.select_related("revision").first()
    return waiver.revision if waiver else None
