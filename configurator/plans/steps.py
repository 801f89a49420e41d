"""The wizard's steps in order: the plan's name, then one step per topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import generators


@dataclass(frozen=True, eq=False)
class Step:
    """One page of the wizard. Its slug is the name of its topic."""

    slug: str
    title: str
    sentence: str

    @cached_property
    def choices(self) -> tuple[generators.Choice, ...]:
        """List all choices of this step, whether they apply to a plan or not."""
        if self.slug == "metadata":
            return METADATA
        return tuple(choice for choice in generators.choices() if choice.topic == self.slug)

    @cached_property
    def by_path(self) -> Mapping[str, generators.Choice]:
        """Map the path of each choice of this step to the choice."""
        return {choice.path: choice for choice in self.choices}


class MetadataChoice(generators.Choice):
    """A choice of the plan's metadata: the name or the description."""

    def of(self, plan: generators.Plan) -> Any:
        """Return the value of this choice in a plan."""
        return getattr(plan.metadata, self.names[1])


_METADATA: Any = generators.Plan.model_fields["metadata"].annotation


def _metadata(name: str) -> MetadataChoice:
    field = _METADATA.model_fields[name]
    return MetadataChoice(
        path=f"metadata.{name}",
        names=("metadata", name),
        sections=(),
        label=field.title or name,
        help=field.description or "",
        annotation=field.annotation,
        default=None if field.is_required() else field.default,
        field=field,
        asks=(field.json_schema_extra,),
    )


METADATA = (_metadata("name"), _metadata("description"))

STEPS: tuple[Step, ...] = (
    Step("metadata", "Name", "The plan's name, and what the deployment is for."),
    Step("topology", "Topology", "Which workloads of SkillFlaw run, and who uses them."),
    Step(
        "release",
        "Release",
        "Which images are deployed to which environment, and how they are rolled back.",
    ),
    Step("storage", "Storage", "The volume for the files that the backend writes."),
    Step(
        "database",
        "Database",
        "Who runs PostgreSQL, how the backend connects, and how it is backed up.",
    ),
    Step("redis", "Redis", "Who runs Redis, how the backend connects, and what is stored in it."),
    Step(
        "secrets",
        "Secrets",
        "Where Secrets come from. Enter only their names, never a secret value.",
    ),
    Step("scaling", "Scaling", "Replicas, resources and topology spread of each workload."),
    Step("ingress", "Ingress", "Ingress controller, hostnames, timeout and size limits."),
    Step("tls", "TLS", "Certificates, redirects from HTTP, and HSTS."),
    Step(
        "operations", "Operations", "Network policies, security context, alerts, logs and GitOps."
    ),
)

BY_SLUG: Mapping[str, Step] = {step.slug: step for step in STEPS}


def step_at(slug: str) -> Step:
    """Find a step by its slug; ``KeyError`` where there is none."""
    return BY_SLUG[slug]


def step_of(path: str) -> Step | None:
    """Find the step that asks for a choice; waivers, for one, have none."""
    return BY_SLUG.get(path.partition(".")[0])


def after(step: Step) -> Step | None:
    """Find the step that follows, or nothing after the last: the findings come then."""
    rest = STEPS[STEPS.index(step) + 1 :]
    return rest[0] if rest else None


def before(step: Step) -> Step | None:
    """Find the step before this one, or nothing before the first."""
    position = STEPS.index(step)
    return STEPS[position - 1] if position else None
