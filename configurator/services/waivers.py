"""Waivers given in review: each makes the next revision, with the same plan and one waiver more."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404

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
from configurator.reviews.state import taking_back_refusal
from configurator.reviews.state import waiver_refusal
from configurator.reviews.waivers import WAIVERS
from configurator.services.locking import locked
from configurator.services.reviews import BY_ITS_AUTHOR
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
def give(key: UUID, number: int, rule: str, by: User | Visitor, terms: Terms) -> Revision:
    """Waive a warning of the latest revision, and give the revision that this makes.

    Its author is who answered for the plan before; the shared draft gets the same waiver.
    :class:`Refused` where this person cannot waive that. A second press waives nothing twice.
    A visitor is asked once more whether they may, as for a verdict.
    """
    configuration = locked(key)
    giver = by if isinstance(by, User) else access.find(by, key, Right.REVIEW, number).reviewer
    revision = get_object_or_404(configuration.revisions, number=number)
    if made := _made_before(configuration, number, rule, giver, terms):
        return made
    if why := waiver_refusal(revision, giver, rule):
        raise Refused(why)
    row = {
        "rule": rule,
        "reason": terms.reason,
        "owner": terms.owner,
        "expires": terms.expires.isoformat(),
    }
    note = f"{giver.shown} waived “{rule_title(rule)}”, for which {terms.owner} answers."
    made = _next(configuration, revision, giver, rule, [row], note)
    own = revision.written_by(giver)
    given = {"reason": terms.reason, "owner": terms.owner, "expires": terms.expires}
    made.given_waivers.create(rule=rule, by=giver, own=own, **given)
    log.record_event(
        configuration,
        Verb.WAIVED,
        giver,
        revision=made.number,
        rule=rule,
        owner=terms.owner,
        expires=row["expires"],
        own=BY_ITS_AUTHOR if own else "",
    )
    return made


@transaction.atomic
def take_back(key: UUID, number: int, rule: str, person: User) -> Revision:
    """Take a waiver out of the latest revision's plan, and give the revision that this makes."""
    configuration = locked(key)
    revision = get_object_or_404(configuration.revisions, number=number)
    if why := taking_back_refusal(revision, rule):
        raise Refused(why)
    note = f"{person.shown} took back the waiver of “{rule_title(rule)}”."
    made = _next(configuration, revision, person, rule, [], note)
    log.record_event(configuration, Verb.UNWAIVED, person, revision=made.number, rule=rule)
    return made


def _next(
    configuration: Configuration,
    revision: Revision,
    saver: User,
    rule: str,
    rows: list[dict[str, str]],
    note: str,
) -> Revision:
    """Save the revision's plan once more with these waivers of a rule; the draft gets them too."""
    plan = _read(revision.document, rule, rows)
    configuration.take(_read(configuration.document, rule, rows), configuration.unfinished)
    configuration.version += 1
    made = revise(configuration, plan, author=revision.author, saver=saver, note=note)
    earlier = GivenWaiver.objects.filter(revision__configuration=configuration, rule=rule)
    earlier.filter(until=None).update(until=made.number)
    return made


def _read(document: Mapping[str, Any], rule: str, rows: Iterable[Any]) -> generators.Plan:
    others = [each for each in document.get(WAIVERS, ()) if each["rule"] != rule]
    rest = {key: value for key, value in document.items() if key != WAIVERS}
    kept = [*others, *rows]
    try:
        return generators.read_document({**rest, WAIVERS: kept} if kept else rest)
    except generators.Unreadable as error:
        said = " ".join(dict.fromkeys(each.message for each in error.problems))
        raise Refused(f"The plan cannot be saved with this waiver. {said}") from None


def _made_before(
    configuration: Configuration, number: int, rule: str, giver: User, terms: Terms
) -> Revision | None:
    """Find what the first press of the same button made."""
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
    found = given.select_related("revision").first()
    return found.revision if found else None
