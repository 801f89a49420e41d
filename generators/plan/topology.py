"""Which workloads of SkillFlaw run, and who uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.primitives import Flag
from generators.plan.scalars import Text

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _web(plan: Plan) -> bool:
    return plan.topology.web


def _docs(plan: Plan) -> bool:
    return plan.topology.docs


def _source(plan: Plan) -> bool:
    return plan.topology.delivery == "source"


class Audience(Topic):
    api: Text = choice(
        "",
        "Who calls the API",
        "Describe the API clients in one sentence. The rationale quotes it.",
        guide=("topology.capability",),
        example="our billing and support services",
        multiline=True,
    )
    ui: Text = choice(
        "",
        "Who uses the UI",
        "Describe in one sentence who opens the UI in a browser. The rationale quotes it.",
        guide=("topology.capability",),
        applies=_web,
        example="120 analysts in the company network",
        multiline=True,
    )
    docs: Text = choice(
        "",
        "Who reads the docs",
        "Describe the readers in one sentence. The rationale quotes it.",
        guide=("topology.capability", "topology.docs"),
        applies=_docs,
        example="developers of our customers",
        multiline=True,
    )


class Topology(Topic):
    pattern: Literal["api-first", "full-web"] = choice(
        "api-first",
        "Topology pattern",
        "Which workloads of SkillFlaw run in the cluster.",
        guide=("topology.capability", "topology.api-first", "topology.full-web"),
        options={
            "api-first": Option("API-first", "The backend runs with PostgreSQL and Redis."),
            "full-web": Option("Full web", "The backend runs, and the frontend serves the UI."),
        },
    )
    docs: Flag = choice(
        False,
        "Public docs service",
        "Deploy the documentation service. Leave it off if only your own team reads the docs.",
        guide=("topology.docs", "delivery.image"),
    )
    responses_api: Flag = choice(
        True,
        "OpenAI-compatible API is used",
        "Turn this on if clients call /api/v1/responses. The smoke test then calls it too.",
        guide=("validation.responses",),
    )
    mcp: Flag = choice(
        False,
        "Expose MCP tools",
        "Publish /api/v1/mcp/streamable. The bundle adds a separate route for its long-lived "
        "streams.",
        guide=("validation.mcp",),
    )
    delivery: Literal["image", "source"] = choice(
        "image",
        "Image source",
        "Who builds the container images.",
        guide=("delivery.separate", "delivery.source", "delivery.image"),
        options={
            "image": Option("Published images", "You deploy the images that SkillFlaw publishes."),
            "source": Option("Built from source", "Your team builds the images from the source."),
        },
    )
    ui_rebuilt: Flag = choice(
        False,
        "UI is rebuilt in each build",
        "Confirm that each build copies newly built UI files into the backend source tree.",
        guide=("delivery.source",),
        applies=_source,
        claim=_source,
    )
    audience: Audience = group(Audience, "Audience")

    @property
    def web(self) -> bool:
        """Whether the browser UI runs."""
        return self.pattern == "full-web"

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of SkillFlaw itself that run, in the order people name them."""
        frontend = ("frontend",) if self.web else ()
        return ("backend", *frontend, *(("docs",) if self.docs else ()))
