"""Which parts of SkillFlaw run, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

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
        "One sentence, such as “our billing services”. The rationale quotes it.",
        guide=("topology.capability",),
        example="our billing and support services",
    )
    ui: Text = choice(
        "",
        "Who uses the UI",
        "One sentence on the people who open it in a browser. The rationale quotes it.",
        guide=("topology.capability",),
        applies=_web,
        example="120 analysts in the company network",
    )
    docs: Text = choice(
        "",
        "Who reads the docs",
        "One sentence on the readers. The rationale quotes it.",
        guide=("topology.capability", "topology.docs"),
        applies=_docs,
        example="developers of our customers",
    )


class Topology(Topic):
    pattern: Literal["api-first", "full-web"] = choice(
        "api-first",
        "Pattern",
        "api-first runs the backend with PostgreSQL and Redis. full-web adds the browser UI.",
        guide=("topology.capability", "topology.api-first", "topology.full-web"),
    )
    docs: Flag = choice(
        False,
        "Public docs",
        "Run the documentation service. Leave it off unless somebody outside needs it.",
        guide=("topology.docs", "delivery.image"),
    )
    responses_api: Flag = choice(
        True,
        "Clients use the OpenAI-compatible API",
        "Clients depend on /api/v1/responses, so the smoke test has to exercise it.",
        guide=("validation.responses",),
    )
    mcp: Flag = choice(
        False,
        "Expose MCP tools",
        "Publish /api/v1/mcp/streamable. Its streams stay open, so it gets routes of its own.",
        guide=("validation.mcp",),
    )
    delivery: Literal["image", "source"] = choice(
        "image",
        "Delivery",
        "image: the published images. source: images that your team builds from the source.",
        guide=("delivery.separate", "delivery.source", "delivery.image"),
    )
    ui_rebuilt: Flag = choice(
        False,
        "The UI is rebuilt into the backend tree",
        "For source delivery: confirm that each build puts fresh UI files into the backend.",
        guide=("delivery.source",),
        applies=_source,
    )
    audience: Audience = group(Audience(), "Audience")

    @property
    def web(self) -> bool:
        """Whether the browser UI runs."""
        return self.pattern == "full-web"

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of SkillFlaw itself that run, in the order people name them."""
        frontend = ("frontend",) if self.web else ()
        return ("backend", *frontend, *(("docs",) if self.docs else ()))
