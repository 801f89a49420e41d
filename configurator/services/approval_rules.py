"""Adding, changing and deleting the approval rules of a team. What is approved stays approved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from configurator.events.team_log import record_team_event
from configurator.models import ApprovalRule
from configurator.models import Configuration
from configurator.models import Team
from configurator.models import TeamVerb
from configurator.models import User
from configurator.reviews.approval_rules import rule_text
from configurator.services import reviews


@dataclass(frozen=True)
class RuleTerms:
    """What a rule asks for: approvals of a change of these choices by some people."""

    choices: str
    environment: str
    required: int
    approvers: Team | None
    people: tuple[User, ...]


@transaction.atomic
def add(team: Team, terms: RuleTerms, by: User) -> ApprovalRule:
    """Add a rule; one that says the same is returned instead, as a form may be sent twice."""
    locked_team = Team.objects.select_for_update().get(pk=team.pk)
    for rule in locked_team.approval_rules.filter(
        choices=terms.choices, environment=terms.environment, required=terms.required
    ):
        if rule.approvers == terms.approvers and set(rule.people.all()) == set(terms.people):
            return rule
    rule = ApprovalRule(team=team)
    _save(rule, terms)
    record_team_event(team, TeamVerb.RULE_ADDED, by, rule=rule_text(rule))
    return rule


@transaction.atomic
def change(rule: ApprovalRule, terms: RuleTerms, by: User) -> None:
    """Change a rule; one that says the same afterwards is no event."""
    old = rule_text(rule)
    _save(rule, terms)
    if (new := rule_text(rule)) != old:
        record_team_event(rule.team, TeamVerb.RULE_CHANGED, by, old=old, rule=new)


@transaction.atomic
def delete(rule: ApprovalRule, by: User) -> None:
    """Delete a rule; revisions that only waited for it are approved."""
    record_team_event(rule.team, TeamVerb.RULE_DELETED, by, rule=rule_text(rule))
    rule.delete()
    _recount([rule.team_id])


def recount_for(approvers: int) -> None:
    """Count reviews again where the members of a team can approve, as they are others now."""
    rules = ApprovalRule.objects.filter(approvers=approvers)
    _recount(rules.values_list("team", flat=True).distinct())


def _save(rule: ApprovalRule, terms: RuleTerms) -> None:
    rule.choices, rule.environment = terms.choices, terms.environment
    rule.required, rule.approvers = terms.required, terms.approvers
    rule.save()
    rule.people.set(terms.people)
    _recount([rule.team_id])


def _recount(teams: Iterable[int]) -> None:
    keys = list(teams)
    if keys:
        reviews.recount(Configuration.objects.filter(Q(team__in=keys), deleted=None))
