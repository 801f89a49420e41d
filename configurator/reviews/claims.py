"""The claims of a revision: what it states of the world outside, and who stated it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import generators
from configurator.models import Revision
from configurator.models import User
from configurator.plans.environments import SHARED
from configurator.plans.environments import key_of
from configurator.plans.environments import parts_of
from configurator.wording.values import value_text


@dataclass(frozen=True)
class RevisionClaim:
    """A claim of an environment: its value as text, the person and the revision that stated it.

    ``value`` is empty where nobody stated the claim, and ``revision`` is 0 where it is not known.
    """

    label: str
    path: str
    value: str
    environment: str = ""
    person: str = ""
    revision: int = 0


def revision_claims(revision: Revision) -> tuple[RevisionClaim, ...]:
    """List the claims that a revision's plan is asked for; two queries, however many there are."""
    try:
        file = generators.read_plan_document(revision.written)
    except generators.Unreadable:
        return ()
    writers = _writers(revision)
    people = User.objects.filter(pk__in={key for key, _ in writers.values()})
    names = dict(people.values_list("pk", "username"))
    return tuple(
        _revision_claim(
            claim,
            SHARED if file.single else name,
            *writers.get(_key(file, name, claim), (0, 0)),
            names,
        )
        for name, plan in file.plans.items()
        for claim in generators.claims(plan)
    )


def _key(file: generators.PlanFile, environment: str, claim: generators.Claim) -> str:
    """Give the key under which a claim of an environment is stated: its own, or the shared one."""
    own = claim.path in file.own.get(environment, {})
    return key_of(environment if own else SHARED, claim.path)


def _revision_claim(
    claim: generators.Claim, environment: str, writer: int, number: int, names: Mapping[int, str]
) -> RevisionClaim:
    if not claim.stated:
        return RevisionClaim(claim.label, claim.path, "", environment)
    value = value_text(claim.choice, claim.value)
    person = names.get(writer, "")
    return RevisionClaim(claim.label, claim.path, value, environment, person, number)


def _writers(revision: Revision) -> dict[str, tuple[int, int]]:
    """Map each key of a claim to the person who wrote it last, and the revision that took it up.

    ``writers`` of a revision repeats what no other person approved: the oldest revision in a row
    with the same writer is the one that stated the claim.
    """
    claimed = {choice.path for choice in generators.choices() if choice.ask.claimable}
    earlier = Revision.objects.filter(
        configuration=revision.configuration_id, number__lte=revision.number
    ).order_by("number")
    stated: dict[str, tuple[int, int]] = {}
    before: set[tuple[str, int]] = set()
    for number, writers in earlier.values_list("number", "writers"):
        now = {(key, person) for key, person in writers.items() if parts_of(key)[1] in claimed}
        stated |= {key: (person, number) for key, person in now - before}
        before = now
    return stated
