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
from configurator.access import Visitor
from configurator.events import log
from configurator.models import Configuration
from configurator.models import GivenWaiver
from configurator.models import Revision
from configurator.models import User
from configurator.models import Verb
from configurator.plans.environments import in_order
from configurator.reviews.refusals import waiver_refusal
from configurator.reviews.refusals import withdrawal_refusal
from configurator.reviews.waivers import EVERYWHERE
from configurator.reviews.waivers import WAIVERS
from configurator.services.locking import locked
from configurator.services.reviews import AS_AUTHOR
from configurator.services.reviews import Refused
from configurator.services.reviews import reviewer_of
from configurator.services.revisions import revise
from configurator.wording.labels import rule_title

# The rule and the environment of a waiver: a plan has one for each pair.
Subject = tuple[str, str]


@dataclass(frozen=True)
class Terms:
    """Why a warning is accepted, who answers for it, until when, and in which environment.

    An empty environment stands for all of them.
    """

    reason: str
    owner: str
    expires: date
    environment: str = EVERYWHERE


@transaction.atomic
def waive(key: UUID, number: int, rule: str, by: User | Visitor, terms: Terms) -> Revision:
    """Waive a warning of the latest revision, and return the revision that this makes.

    Its author stays the author of the plan; the shared draft gets the same waiver. The call is
    idempotent. Raise :class:`Refused` where the person cannot waive the warning. A visitor's
    access is checked again here, under the lock on the configuration.
    """
    configuration = locked(key)
    giver = by if isinstance(by, User) else reviewer_of(by, configuration, number)
    revision = configuration.revisions.get(number=number)
    if existing := _made_before(configuration, number, rule, giver, terms):
        return existing
    if reason := waiver_refusal(revision, giver, rule, terms.environment):
        raise Refused(reason)
    row = {
        "rule": rule,
        "reason": terms.reason,
        "owner": terms.owner,
        "expires": terms.expires.isoformat(),
    }
    if terms.environment:
        row["environment"] = terms.environment
    where = _where(terms.environment)
    note = f"{giver.display_name} waived “{rule_title(rule)}”{where}, owner: {terms.owner}."
    waived = _next(configuration, revision, giver, (rule, terms.environment), [row], note)
    own = revision.written_by(giver)
    waived.given_waivers.create(rule=rule, by=giver, own=own, **vars(terms))
    log.record_event(
        configuration,
        Verb.WAIVED,
        giver,
        revision=waived.number,
        rule=rule,
        owner=terms.owner,
        expires=row["expires"],
        own=AS_AUTHOR if own else "",
        environment=terms.environment,
    )
    return waived


@transaction.atomic
def withdraw(
    key: UUID, number: int, rule: str, person: User, environment: str = EVERYWHERE
) -> Revision:
    """Withdraw a waiver of the latest revision, and return the revision that this makes.

    A waiver of the same rule for another environment stays.
    """
    configuration = locked(key)
    revision = configuration.revisions.get(number=number)
    if reason := withdrawal_refusal(revision, rule, environment):
        raise Refused(reason)
    note = (
        f"{person.display_name} withdrew the waiver of “{rule_title(rule)}”{_where(environment)}."
    )
    withdrawn = _next(configuration, revision, person, (rule, environment), [], note)
    log.record_event(
        configuration,
        Verb.UNWAIVED,
        person,
        revision=withdrawn.number,
        rule=rule,
        environment=environment,
    )
    return withdrawn


def _where(environment: str) -> str:
    return f" in {environment}" if environment else ""


def _next(
    configuration: Configuration,
    revision: Revision,
    saver: User,
    subject: Subject,
    rows: list[dict[str, str]],
    note: str,
) -> Revision:
    """Save the revision's plan again with these waivers of a subject; the draft gets them too."""
    plan = _with_waivers(revision.written, subject, rows)
    draft = in_order(configuration.document, configuration.environments)
    # The draft may have lost the environment since the revision was saved.
    fits = subject[1] in (EVERYWHERE, *configuration.plan_file.environments)
    drafted = _with_waivers(draft, subject, rows if fits else [])
    configuration.take(drafted, configuration.unfinished)
    configuration.version += 1
    revision = revise(configuration, plan, author=revision.author, saver=saver, note=note)
    rule, environment = subject
    earlier = GivenWaiver.objects.filter(
        revision__configuration=configuration, rule=rule, environment=environment
    )
    earlier.filter(until=None).update(until=revision.number)
    return revision


def _with_waivers(
    document: Mapping[str, Any], subject: Subject, rows: Iterable[Any]
) -> generators.PlanFile:
    others = [waiver for waiver in document.get(WAIVERS, ()) if _subject(waiver) != subject]
    rest = {key: value for key, value in document.items() if key != WAIVERS}
    waivers = [*others, *rows]
    try:
        return generators.read_plan_document({**rest, WAIVERS: waivers} if waivers else rest)
    except generators.Unreadable as error:
        messages = " ".join(dict.fromkeys(problem.message for problem in error.problems))
        raise Refused(f"The plan cannot be saved with this waiver. {messages}") from None


def _subject(waiver: Mapping[str, str]) -> Subject:
    return waiver["rule"], waiver.get("environment", EVERYWHERE)


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
        **vars(terms),
    )
    waiver = given.select_related("revision").first()
    return waiver.revision if waiver else None
