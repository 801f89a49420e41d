"""What the API answers with, as its OpenAPI description shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from configurator.models import Configuration as Row
from configurator.models import Revision as Saved
from configurator.reviews.state import review_state

REVISION = "The number of the latest revision; 0 while there is none."


class Owner(Schema):
    """Whose a configuration is: one of the two is null."""

    person: str | None
    team: str | None


class Configuration(Schema):
    """Where a configuration stands."""

    id: UUID
    name: str
    owner: Owner
    topology: str
    environment: str
    state: str = Field(description="unsaved, saved, in-review, changes-requested or approved")
    latest: int = Field(description=REVISION)
    approved: int = Field(description="The number of the last approved revision, or 0.")
    archived: datetime | None
    updated: datetime

    @classmethod
    def of(cls, row: Row) -> Configuration:
        """Describe a configuration."""
        owner = Owner(
            person=row.person.username if row.person else None,
            team=row.team.slug if row.team else None,
        )
        own = ("id", "name", "topology", "environment", "state", "latest", "approved")
        said = {name: getattr(row, name) for name in (*own, "archived", "updated")}
        return cls(owner=owner, **said)


class Page(Schema):
    """Some configurations, and where the next ones are."""

    configurations: list[Configuration]
    next: str | None = Field(description="The address of the next page.")


class Revision(Schema):
    """A revision as a list shows it."""

    number: int
    author: str
    note: str
    created: datetime
    verdict: str = Field(description="What the guide makes of it: ready, warnings or blocked.")
    state: str = Field(description="saved, in-review, changes-requested or approved")
    digest: str | None = Field(description="The SHA-256 of its bundle; null where errors block it.")
    generator: str
    guide: str

    @classmethod
    def said(cls, row: Saved) -> dict[str, Any]:
        """Gather what there is to say of every revision."""
        own = ("number", "note", "created", "state", "generator", "guide")
        said = {name: getattr(row, name) for name in own} | {"verdict": row.result}
        return said | {"author": row.author.username, "digest": row.digest or None}

    @classmethod
    def of(cls, row: Saved) -> Revision:
        """Describe a revision."""
        return cls(**cls.said(row))


class Finding(Schema):
    """What a rule said of a plan."""

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
    """A warning that somebody accepted."""

    rule: str
    reason: str
    owner: str
    expires: str
    finding: Finding


class Approval(Schema):
    """Who approved a revision; ``own`` where that was its author."""

    reviewer: str
    created: datetime
    own: bool


class Whole(Revision):
    """A revision with what was said of it, then and since."""

    configuration: UUID
    findings: list[Finding]
    waived: list[Waived]
    required: int = Field(description="How many approvals it takes.")
    approvals: list[Approval]

    @classmethod
    def of(cls, row: Saved) -> Whole:
        """Describe a revision as a whole."""
        review = review_state(row)
        approvals = [
            Approval(reviewer=each.reviewer.username, created=each.created, own=each.own)
            for each in review.approvals
        ]
        return cls(
            **cls.said(row),
            configuration=row.configuration_id,
            findings=row.findings,
            waived=row.waived,
            required=review.required,
            approvals=approvals,
        )
