"""The endpoints that explain the lines of a file: of a revision, or of a plan that nobody saved."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import HttpRequest
from ninja import Query
from ninja import Router
from ninja import Schema
from pydantic import Field

import generators
from configurator import access
from configurator.api import plans
from configurator.api.authentication import visitor
from configurator.api.problems import Problem
from configurator.plans.explanations import explain

router = Router(tags=["Plans"])


class LineParameters(Schema):
    """The query parameters of an explanation."""

    file: str = Field(
        description="A path inside the bundle.", examples=["base/backend-service.yaml"]
    )
    line: int | None = Field(
        None, ge=1, description="A line, from 1; all lines without it.", examples=[12]
    )


class ExplainedLine(Schema):
    """A line of a YAML, env or conf file, and why it is there."""

    file: str = Field(examples=["base/backend-deployment.yaml"])
    line: int = Field(examples=[12])
    text: str = Field(examples=["  replicas: 3"])
    choices: list[str] = Field(
        description="The paths of which another valid value changes or removes the line.",
        examples=[["scaling.backend.replicas"]],
    )
    guide: list[str] = Field(
        description="The statements of the guide that they answer.", examples=[["state.first"]]
    )
    why: str

    @classmethod
    def all_of(
        cls, plan_file: generators.PlanFile, parameters: LineParameters
    ) -> list[ExplainedLine]:
        """Explain a file or a line; 404 names the files where there is no such file or line."""
        lines = [
            cls(**{**asdict(line), "choices": list(line.choices), "guide": list(line.guide)})
            for line in explain(plan_file, parameters.file)
            if parameters.line in (None, line.line)
        ]
        if not lines:
            known = ", ".join(generators.explained_files(plan_file))
            raise Problem(404, f"There is no such file or line. Files: {known}.")
        return lines


@router.get(
    "/configurations/{uuid:key}/revisions/{int:number}/explain",
    response=list[ExplainedLine],
    summary="Explain a file of a revision",
)
def explain_revision(
    request: HttpRequest, key: UUID, number: int, parameters: Query[LineParameters]
) -> list[ExplainedLine]:
    """Explain each line of a file of the revision's plan, or one line of it, as of this version."""
    plan_file = access.find(visitor(request), key).revision(number).plan_file
    return ExplainedLine.all_of(plan_file, parameters)


@router.post(
    "/explain",
    response=list[ExplainedLine],
    openapi_extra=plans.plan_body(),
    summary="Explain a file of a plan",
)
def explain_plan(request: HttpRequest, parameters: Query[LineParameters]) -> list[ExplainedLine]:
    """Explain each line of a file, or one line of it, without saving the plan. A plan with errors
    is explained too, with placeholders for what it leaves open.
    """
    return ExplainedLine.all_of(plans.read_plan(request), parameters)
