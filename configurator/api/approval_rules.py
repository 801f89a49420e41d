"""The endpoints of a team's approval rules: every member reads them, owners change them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query
from ninja import Router
from ninja import Schema
from ninja import Status
from pydantic import Field

from configurator.api.authentication import WriteToken
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.api.pagination import NEXT
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.api.teams import of_token
from configurator.forms.approval_rules import ApprovalRuleForm
from configurator.models import ApprovalRule as RuleRow
from configurator.models import Membership
from configurator.services import approval_rules as services

router = Router(tags=["Approval rules"])

CHOICES = "Topics such as database.*, choices, waivers, or * for any change."
ENVIRONMENT = "Its name; empty for every environment that needs an approval."
TEAM = "The slug of the team whose members can approve; empty for none."
PEOPLE = "Usernames of further people who can approve."


class ApprovalRule(Schema):
    """An approval rule of a team."""

    id: int
    choices: list[str] = Field(description=CHOICES, examples=[["database.*"]])
    environment: str = Field(description=ENVIRONMENT, examples=["production"])
    required: int = Field(description="The approvals that it needs.")
    team: str | None = Field(description="The slug of the team whose members can approve, or null.")
    people: list[str] = Field(description=PEOPLE, examples=[["carol"]])

    @classmethod
    def of(cls, row: RuleRow) -> ApprovalRule:
        """Return the schema of a rule."""
        return cls(
            id=row.pk,
            choices=list(row.patterns),
            environment=row.environment,
            required=row.required,
            team=row.approvers.slug if row.approvers else None,
            people=[person.username for person in row.people.all()],
        )


class ApprovalRulePage(Schema):
    """The approval rules of a team."""

    rules: list[ApprovalRule]
    next: str | None = Field(description=NEXT)


class NewApprovalRule(Body):
    """An approval rule: a team, people, or both can give its approvals."""

    choices: list[str] = Field(description=CHOICES, max_length=20, examples=[["database.*"]])
    environment: str = Field("", description=ENVIRONMENT, examples=["production"])
    required: int = Field(1, description="From 1 to 10.")
    team: str = Field("", description=TEAM, examples=["dba"])
    people: list[str] = Field([], description=PEOPLE, max_length=20, examples=[["carol"]])

    @property
    def posted(self) -> dict[str, Any]:
        """Return the members as the form of the page sends them."""
        return {
            "choices": " ".join(self.choices),
            "environment": self.environment,
            "required": self.required,
            "approvers": self.team,
            "people": ",".join(self.people),
        }


@router.get(
    "/teams/{slug:slug}/approval-rules", response=ApprovalRulePage, summary="List approval rules"
)
def list_approval_rules(
    request: HttpRequest, slug: str, parameters: Query[After]
) -> ApprovalRulePage:
    """List the approval rules of a team, 50 on a page."""
    rows = of_token(request, slug).team.approval_rules.select_related("approvers")
    listed = page(request, rows.prefetch_related("people"), parameters.after)
    return ApprovalRulePage(rules=[ApprovalRule.of(row) for row in listed.rows], next=listed.next)


@router.post(
    "/teams/{slug:slug}/approval-rules",
    auth=WriteToken(),
    response={201: ApprovalRule},
    summary="Add an approval rule",
)
def add_approval_rule(request: HttpRequest, slug: str, body: NewApprovalRule) -> Any:
    """Add a rule; the same rule is added once. What is approved stays approved."""
    membership = of_token(request, slug, owner=True)
    form = ApprovalRuleForm(None, body.posted)
    valid(form)
    row = services.add(membership.team, form.terms, membership.person)
    return Status(HTTPStatus.CREATED, ApprovalRule.of(row))


@router.put(
    "/teams/{slug:slug}/approval-rules/{int:rule_key}",
    auth=WriteToken(),
    response=ApprovalRule,
    summary="Change an approval rule",
)
def change_approval_rule(
    request: HttpRequest, slug: str, rule_key: int, body: NewApprovalRule
) -> ApprovalRule:
    """Replace what a rule says; revisions in review are counted again."""
    membership = of_token(request, slug, owner=True)
    row = _owned(membership, rule_key)
    form = ApprovalRuleForm(row, body.posted)
    valid(form)
    services.change(row, form.terms, membership.person)
    return ApprovalRule.of(row)


@router.api_operation(
    ["DELETE"],
    "/teams/{slug:slug}/approval-rules/{int:rule_key}",
    auth=WriteToken(),
    response={204: None},
    summary="Delete an approval rule",
)
def delete_approval_rule(request: HttpRequest, slug: str, rule_key: int) -> Any:
    """Delete a rule; a revision that only waited for it is approved."""
    membership = of_token(request, slug, owner=True)
    services.delete(_owned(membership, rule_key), membership.person)
    return Status(HTTPStatus.NO_CONTENT, None)


def _owned(membership: Membership, key: int) -> RuleRow:
    return get_object_or_404(membership.team.approval_rules.select_related("team"), pk=key)
