"""The schemas of the API's responses, as its OpenAPI description shows them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

import generators
from configurator.api.problems import Problem
from configurator.models import Configuration as Row
from configurator.models import Review
from configurator.models import Revision as Saved
from configurator.reviews.state import review_state

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
        owner = Owner(
            person=row.person.username if row.person else None,
            team=row.team.slug if row.team else None,
        )
        own = ("id", "name", "topology", "environment", "state", "latest", "approved")
        columns = {name: getattr(row, name) for name in (*own, "archived", "updated")}
        environments = ApprovedEnvironment.all_of(row)
        return cls(owner=owner, environment_approvals=environments, **columns)


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
    generator: str
    guide: str
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
    guide: list[str]
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
        )


class LineParameters(Schema):
    """The query parameters of an explanation."""

    file: str = Field(description="A path inside the bundle, such as base/backend-service.yaml.")
    line: int | None = Field(None, ge=1, description="A line, from 1; all lines without it.")


class ExplainedLine(Schema):
    """A line of a YAML, env or conf file, and why it is there."""

    file: str
    line: int
    text: str
    choices: list[str] = Field(
        description="The paths of which another valid value changes or removes the line."
    )
    guide: list[str] = Field(description="The statements of the guide that they answer.")
    why: str

    @classmethod
    def all_of(
        cls, plan_file: generators.PlanFile, parameters: LineParameters
    ) -> list[ExplainedLine]:
        """Explain a file or a line; 404 names the files where there is no such file or line."""
        lines = [
            cls(**{**asdict(line), "choices": list(line.choices), "guide": list(line.guide)})
            for line in generators.explain(plan_file, parameters.file)
            if parameters.line in (None, line.line)
        ]
        if not lines:
            known = ", ".join(generators.explained_files(plan_file))
            raise Problem(404, f"There is no such file or line. Files: {known}.")
        return lines
