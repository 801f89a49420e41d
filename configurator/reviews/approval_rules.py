"""Who must approve a revision: the approval rules of its team that its changes fall under.

The changes are those since the last revision that is approved for the environment. Without one,
everything is new, so that every rule applies.
"""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

import generators
from configurator.models import ApprovalRule
from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Review
from configurator.models import Revision
from configurator.models import User
from configurator.plans.environments import differing
from configurator.plans.steps import METADATA
from configurator.reviews.environments import AppliedRule
from configurator.reviews.environments import last_approved
from configurator.wording.labels import choice_title
from configurator.wording.plurals import counted
from configurator.wording.plurals import listed

NAMED = 3
WAIVERS = "waivers"
NOBODY = "nobody: its team was deleted"


@dataclass(frozen=True)
class RulePeople:
    """Everybody who can give the approvals of a rule, and how the rule names them."""

    keys: frozenset[int]
    title: str


class RulesOfRevision:
    """The approval rules that a revision has to meet; no plan is read where a team has none."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self._changes: dict[str, list[str] | None] = {}

    def of(
        self, environment: str, approvals: Iterable[Review], *, required: int
    ) -> tuple[AppliedRule, ...]:
        """List the rules that apply in an environment, with the approvals that count for each.

        Where an environment needs no approval, only the rules that name it apply.
        """
        given = tuple(approvals)
        return tuple(
            self._applied(rule, environment, changed, given)
            for rule in self._rules
            if rule.environment == environment or (required and not rule.environment)
            if (changed := self._changed(rule, environment)) is not None
        )

    def _applied(
        self,
        rule: ApprovalRule,
        environment: str,
        changed: tuple[str, ...],
        approvals: Iterable[Review],
    ) -> AppliedRule:
        people = self.people[rule.pk]
        return AppliedRule(
            choices=rule.choices,
            environment=environment,
            required=rule.required,
            approvers=people.title,
            approved_by=tuple(
                review.reviewer.username
                for review in approvals
                if review.reviewer_id in people.keys
            ),
            changed=changed,
            people=people.keys,
        )

    def _changed(self, rule: ApprovalRule, environment: str) -> tuple[str, ...] | None:
        """List what a rule is about and the revision changes; nothing where it changes nothing.

        Where nothing was approved before, everything is new, and no choice is named.
        """
        if environment not in self._changes:
            self._changes[environment] = self._changes_in(environment)
        changes = self._changes[environment]
        if changes is None:
            return ()
        return tuple(path for path in changes if rule.covers(path)) or None

    @cached_property
    def _rules(self) -> list[ApprovalRule]:
        team = self.revision.configuration.team
        return list(team.approval_rules.select_related("approvers")) if team else []

    @cached_property
    def people(self) -> Mapping[int, RulePeople]:
        """Map each rule to the people who can give its approvals, with two queries for all."""
        teams = {rule.approvers_id for rule in self._rules}
        members: dict[int | None, set[int]] = {}
        rows = Membership.objects.filter(team__in=[key for key in teams if key])
        for team, person in rows.values_list("team", "person"):
            members.setdefault(team, set()).add(person)
        links = ApprovalRule.people.through.objects.filter(approvalrule__in=self._rules)
        named: dict[int, dict[int, str]] = {}
        for rule, person, username in links.order_by("user__username").values_list(
            "approvalrule", "user", "user__username"
        ):
            named.setdefault(rule, {})[person] = username
        return {
            rule.pk: RulePeople(
                frozenset(members.get(rule.approvers_id, set()) | set(named.get(rule.pk, {}))),
                _title(rule, named.get(rule.pk, {}).values()),
            )
            for rule in self._rules
        }

    @cached_property
    def _bases(self) -> Mapping[str, Revision]:
        """Map each environment to the last revision before this one that is approved for it."""
        numbers = last_approved(self.revision.configuration, self.revision.number)
        rows = self.revision.configuration.revisions.filter(number__in=set(numbers.values()))
        revisions = {row.number: row for row in rows}
        return {name: revisions[number] for name, number in numbers.items()}

    def _changes_in(self, environment: str) -> list[str] | None:
        """List the paths that differ from the approved plan; ``None`` where everything is new."""
        base = self._bases.get(environment)
        if base is None:
            return None
        try:
            left, right = _values(base, environment), _values(self.revision, environment)
        except (generators.Unreadable, KeyError):
            return None
        return differing(left, right)


def rules_of_draft(
    draft: Configuration, required: Mapping[str, int], settled: Container[str] = ()
) -> tuple[AppliedRule, ...]:
    """List the rules that the draft would have to meet as the next revision.

    ``required`` is the number of approvals that each environment needs; those in ``settled`` keep
    an approval that they have.
    """
    file = draft.plan_file
    complete, names = generators.complete_file(file), list(file.own)
    revision = Revision(
        configuration=draft, number=draft.latest + 1, complete=complete, environments=names
    )
    rules = RulesOfRevision(revision)
    return tuple(
        rule
        for name, count in required.items()
        if name not in settled
        for rule in rules.of(name, (), required=count)
    )


def environment_of(revision: Revision) -> str:
    """Name the environment of a plan for one; empty where an older version stored no such name."""
    release = revision.complete.get("spec", {}).get("release", {})
    return str(release.get("environment", ""))


def stored_rules(rows: Iterable[Mapping[str, Any]], environment: str) -> tuple[AppliedRule, ...]:
    """Read the rules that an approved revision met, as they were stored with it."""
    return tuple(
        AppliedRule(
            choices=row["choices"],
            environment=environment,
            required=row["required"],
            approvers=row["approvers"],
            approved_by=tuple(row["approvedBy"]),
        )
        for row in rows
    )


def candidates(
    rules: Iterable[AppliedRule], revision: Revision, reader: User | None
) -> list[tuple[User, ...]]:
    """List for each rule the people who can give an approval that it lacks; one query for all.

    Only members of a team see its other members. Who wrote a part of the revision cannot approve.
    """
    unmet = [() if rule.met else rule.people for rule in rules]
    able = User.objects.filter(pk__in={key for keys in unmet for key in keys}, is_active=True)
    teams = Membership.objects.filter(person=reader).values("team")
    seen = Q(memberships__team__in=teams) | Q(shares__configuration=revision.configuration_id)
    people = list(able.filter(seen).distinct().order_by("username"))
    return [
        tuple(person for person in people if _can_add(person, rule, revision)) for rule in rules
    ]


def _can_add(person: User, rule: AppliedRule, revision: Revision) -> bool:
    if rule.met or person.pk not in rule.people or person.username in rule.approved_by:
        return False
    return not revision.written_by(person, [rule.environment])


def changed_titles(rule: AppliedRule) -> str:
    """Name some of the choices that a rule is about and that changed."""
    titles = list(dict.fromkeys(_path_title(path) for path in rule.changed))
    more = len(titles) - NAMED
    return listed([*titles[:NAMED], f"{more} more"]) if more > 0 else listed(titles)


def _path_title(path: str) -> str:
    return "Waivers" if path == WAIVERS else choice_title(path)


def rule_text(rule: ApprovalRule) -> str:
    """Write what a rule asks for: “database.* in production: 1 approval from team DBA”."""
    names = rule.people.order_by("username").values_list("username", flat=True)
    return f"{rule}: {counted(rule.required, 'approval')} from {_title(rule, names)}"


def _title(rule: ApprovalRule, usernames: Iterable[str]) -> str:
    """Write who can give the approvals: “Database administrators (dba) or carol”."""
    names = [f"team {rule.approvers.name}"] if rule.approvers else []
    return " or ".join([*names, *usernames]) or NOBODY


def _values(revision: Revision, environment: str) -> dict[str, Any]:
    file = revision.plan_file
    plan = file.shared if file.single else file.plan_of(environment)
    return dict(_values_of(plan))


def _values_of(plan: generators.Plan) -> Iterator[tuple[str, Any]]:
    """Yield the value of each choice; a claim that nobody stated has none."""
    yield from ((choice.path, choice.of(plan)) for choice in METADATA)
    for choice in generators.choices():
        if generators.confirmed(plan, choice.path):
            yield choice.path, choice.of(plan)
    yield WAIVERS, plan.waivers
