"""What README and runbook say about a plan that takes more than a look at one choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generators.documents.alerts import Alert
from generators.documents.alerts import alerts
from generators.documents.commands import Commands
from generators.documents.components import purpose
from generators.documents.looks import primary
from generators.documents.looks import psql
from generators.documents.made import Made
from generators.documents.made import pods
from generators.documents.needed import PATH
from generators.documents.needed import needed
from generators.documents.recovery import Recovery
from generators.documents.secrets import Secrets
from generators.documents.shell import word
from generators.layout import Layout
from generators.manifests.part import Note
from generators.manifests.scaling.scale import scales
from generators.plan import Plan


@dataclass(frozen=True)
class Part:
    """A part of SkillFlaw that runs, with its image, its count, and where a rollback takes it."""

    name: str
    workload: str
    image: str
    repository: str
    pods: str
    back: str


@dataclass(frozen=True)
class Facts:
    """Names and lists that the templates print."""

    plan: Plan
    layout: Layout

    @cached_property
    def made(self) -> Made:
        return Made(self.plan, self.layout)

    @cached_property
    def run(self) -> Commands:
        return Commands(self.made)

    @cached_property
    def secrets(self) -> Secrets:
        return Secrets(self.run)

    @cached_property
    def recovery(self) -> Recovery:
        return Recovery(self.run)

    @cached_property
    def alerts(self) -> tuple[Alert, ...]:
        return alerts(self.run)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """List the parts that run, the backend first."""
        return tuple(
            self._part(each.component, each.least, each.most) for each in scales(self.plan)
        )

    def _part(self, name: str, least: int, most: int) -> Part:
        release = self.plan.release
        image = getattr(release, name)
        back = "with-backend" if name == "backend" else getattr(release.rollback, name)
        count = f"{least} to {most}" if most > least else str(least)
        return Part(name, f"deployment/skillflaw-{name}", image.reference, image.image, count, back)

    @property
    def needed(self) -> tuple[str, ...]:
        return needed(self.made.text(PATH))

    @property
    def components(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, purpose(name)) for name in self.made.components)

    @property
    def migrates(self) -> bool:
        """Tell whether a Job migrates the schema."""
        return "migrate" in self.made.jobs

    @property
    def smoke(self) -> Mapping[str, str]:
        """Give what the smoke test is told: addresses, the flow, what is asked."""
        job = next(each for each in self.made.of("Job") if "smoke" in each["metadata"]["name"])
        container = job["spec"]["template"]["spec"]["containers"][0]
        return {each["name"]: each.get("value", "") for each in container["env"]}

    @property
    def flow(self) -> str:
        """Write the flow of the smoke test as a word of the shell."""
        return word(self.plan.operations.smoke_flow) if self.plan.operations.smoke_flow else ""

    @property
    def unseen(self) -> tuple[Note, ...]:
        """List what the guide wants watched and this plan does not watch."""
        return tuple(
            note
            for note in self.layout.whole.notes
            if note.kind == "limit" and any(each.startswith("health.") for each in note.guide)
        )

    @property
    def primary(self) -> str:
        return "\n".join(primary(self.run))

    def psql(self, program: str = "psql --dbname=postgres", option: str = "") -> str:
        return psql(self.run, program, option)

    def pods(self, component: str) -> str:
        return pods(component)
