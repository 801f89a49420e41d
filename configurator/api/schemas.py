"""The schemas of the API's responses, as its OpenAPI description shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Schema
from ninja import Status
from pydantic import Field

from configurator.models import Configuration as Row
from configurator.models import Review
from configurator.models import Revision as Saved
from configurator.reviews.environments import AppliedRule as Rule
from configurator.reviews.state import review_state
from configurator.services.revisions import SaveResult

REVISION = "The number of the latest revision, or 0 without one."


class Owner(Schema):
    """The owner of a configuration: one of the two is null."""

    person: str | None
    team: str | None


class ApprovedEnvironment(Schema):
    """An environment of the latest revision, and the last revision that is approved for it."""

    environment: str
    required: int = Field(description="The number of required approvals; 0 for none.")
    approved: int = Field(description="The number of the last approved revision, or 0.")
    behind: int | None = Field(
        description="How many revisions came after it; null without an approved one."
    )

    @classmethod
    def all_of(cls, row: Row) -> list[ApprovedEnvironment]:
        """Return the environments of a configuration; none where its plan is for one."""
        return [
            cls(**line, behind=row.latest - line["approved"] if line["approved"] else None)
            for line in row.environment_approvals
        ]


class Approval(Schema):
    """An approval; ``own`` where the reviewer is the author of the revision."""

    reviewer: str
    created: datetime
    own: bool
    revision: int = Field(description="The revision that it was given to.")

    @classmethod
    def of(cls, row: Review) -> Approval:
        """Return the schema of an approval."""
        return cls(
            reviewer=row.reviewer.username,
            created=row.created,
            own=row.own,
            revision=row.revision.number,
        )


class AppliedRule(Schema):
    """An approval rule of the team that the changes of a revision fall under."""

    choices: list[str] = Field(examples=[["database.*"]])
    environment: str = Field(examples=["production"])
    required: int
    approvers: str = Field(
        description="Who can approve, in words.", examples=["team Database administrators"]
    )
    approved_by: list[str] = Field(description="Usernames.", examples=[["carol"]])
    met: bool

    @classmethod
    def all_of(cls, rules: Iterable[Rule]) -> list[AppliedRule]:
        """Return the schemas of rules."""
        return [
            cls(
                choices=rule.choices.split(),
                environment=rule.environment,
                required=rule.required,
                approvers=rule.approvers,
                approved_by=list(rule.approved_by),
                met=rule.met,
            )
            for rule in rules
        ]


class EnvironmentApprovals(Schema):
    """The approvals of an environment of a revision, given to it or to the same objects before."""

    environment: str
    sha256: str | None = Field(description="Of the objects that it renders; null without a bundle.")
    state: str = Field(description="open, approved, changes-requested or not-required")
    required: int
    approvals: list[Approval]


class Configuration(Schema):
    """A configuration with its state and latest revision."""

    id: UUID
    name: str
    owner: Owner
    topology: str
    environment: str
    state: str = Field(description="unsaved, saved, in-review, changes-requested or approved")
    latest: int = Field(description=REVISION)
    approved: int = Field(description="The number of the last approved revision, or 0.")
    environment_approvals: list[ApprovedEnvironment] = Field(
        description="By environment, in the order of promotion; empty where the plan is for one."
    )
    archived: datetime | None
    updated: datetime

    @classmethod
    def of(cls, row: Row) -> Configuration:
        """Return the schema of a configuration."""
        return cls(**cls.columns(row))

    @classmethod
    def columns(cls, row: Row) -> dict[str, Any]:
        """Return the fields that every schema of a configuration has."""
        owner = Owner(
            person=row.person.username if row.person else None,
            team=row.team.slug if row.team else None,
        )
        own = ("id", "name", "topology", "environment", "state", "latest", "approved")
        columns = {name: getattr(row, name) for name in (*own, "archived", "updated")}
        environments = ApprovedEnvironment.all_of(row)
        return columns | {"owner": owner, "environment_approvals": environments}


class Page(Schema):
    """A page of configurations, and the URL of the next one."""

    configurations: list[Configuration]
    next: str | None = Field(description="The URL of the next page, or null.")


class Revision(Schema):
    """A revision as a list shows it."""

    number: int
    author: str
    note: str
    created: datetime
    verdict: str = Field(description="The result of the checks: ready, warnings or blocked.")
    state: str = Field(description="saved, in-review, changes-requested or approved")
    digest: str | None = Field(description="The SHA-256 of its bundle; null where errors block it.")
    generator: str = Field(description="The version that made it.", examples=["1.0"])
    guide: str = Field(description="The version of the guide.", examples=["2026-04"])
    environments: list[str] = Field(
        description="In the order of promotion; empty where the plan is for one."
    )

    @classmethod
    def columns(cls, row: Saved) -> dict[str, Any]:
        """Return the fields that every schema of a revision has."""
        own = ("number", "note", "created", "state", "generator", "guide", "environments")
        columns = {name: getattr(row, name) for name in own} | {"verdict": row.result}
        return columns | {"author": row.author.username, "digest": row.digest or None}

    @classmethod
    def of(cls, row: Saved) -> Revision:
        """Return the schema of a revision."""
        return cls(**cls.columns(row))


class Finding(Schema):
    """A finding of a rule."""

    rule: str
    severity: str
    title: str
    paths: list[str]
    message: str
    why: str
    fix: str
    guide: list[str] = Field(examples=[["redis.monitoring"]])
    reference: str
    environments: list[str] = Field(
        default=[], description="Those that it holds in; empty where the plan is for one."
    )


class Waived(Schema):
    """A waived finding."""

    rule: str
    reason: str
    owner: str
    expires: str
    environment: str = Field("", description="The only one that it is for; empty: every one.")
    finding: Finding


class RevisionDetail(Revision):
    """A revision with its findings, waivers and approvals."""

    configuration: UUID
    findings: list[Finding]
    waived: list[Waived]
    required: int = Field(description="The number of required approvals.")
    approvals: list[Approval]
    environment_approvals: list[EnvironmentApprovals] = Field(
        description="By environment, in the order of promotion; empty where the plan is for one."
    )
    approval_rules: list[AppliedRule] = Field(
        description="Those that its changes fall under, in each environment."
    )

    @classmethod
    def of(cls, row: Saved) -> RevisionDetail:
        """Return the schema of a revision with its details."""
        review = review_state(row)
        environments = [
            EnvironmentApprovals(
                environment=environment.environment,
                sha256=environment.digest or None,
                state=environment.state,
                required=environment.required,
                approvals=[Approval.of(approval) for approval in environment.approvals],
            )
            for environment in review.environments
        ]
        return cls(
            **cls.columns(row),
            configuration=row.configuration_id,
            findings=row.findings,
            waived=row.waived,
            required=review.required,
            approvals=[Approval.of(approval) for approval in review.approvals],
            environment_approvals=environments,
            approval_rules=AppliedRule.all_of(review.all_rules),
        )


def saved_response(response: HttpResponse, saved: SaveResult) -> Status[RevisionDetail]:
    """Return a saved revision: 201 with its URL where the request made it, else 200."""
    revision = saved.revision
    keys = [revision.configuration_id, revision.number]
    response["Location"] = reverse("api:get_revision", args=keys)
    status = HTTPStatus.CREATED if saved.new else HTTPStatus.OK
    return Status(int(status), RevisionDetail.of(revision))


def created_response(response: HttpResponse, row: Row) -> Status[Configuration]:
    """Return a new configuration with its URL."""
    response["Location"] = reverse("api:get_configuration", args=[row.pk])
    return Status(int(HTTPStatus.CREATED), Configuration.of(row))
