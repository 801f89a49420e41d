"""Facts that README.md and RUNBOOK.md print and that follow from several choices of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generators.documents.alerts import AlertSection
from generators.documents.alerts import alerts
from generators.documents.alerts import looks
from generators.documents.assumptions import hurting
from generators.documents.commands import Commands
from generators.documents.components import purpose
from generators.documents.created_objects import CreatedObjects
from generators.documents.created_objects import pods
from generators.documents.diagnostics import primary
from generators.documents.diagnostics import psql
from generators.documents.prerequisites import prerequisite_lines
from generators.documents.recovery import Recovery
from generators.documents.secrets import Secrets
from generators.documents.shell import word
from generators.documents.volumes import Volume
from generators.documents.volumes import grow
from generators.documents.volumes import volumes
from generators.layout import Layout
from generators.manifests.database.downgrade import downgrades
from generators.manifests.images import copies
from generators.manifests.operations.prerequisites import prerequisites
from generators.manifests.part import Note
from generators.manifests.scaling.scale import scales
from generators.manifests.secrets.further import further_secrets
from generators.plan import Plan


@dataclass(frozen=True)
class Workload:
    """A workload of SkillFlaw: its Deployment, its image, its replicas and its rollback.

    ``rollback`` is ``with-backend``, ``pinned``, or empty where the plan does not decide.
    """

    name: str
    deployment: str
    image: str
    replicas: str
    rollback: str


@dataclass(frozen=True)
class Facts:
    """Names and lists that the templates print."""

    plan: Plan
    layout: Layout

    @cached_property
    def created(self) -> CreatedObjects:
        return CreatedObjects(self.plan, self.layout)

    @cached_property
    def commands(self) -> Commands:
        return Commands(self.created)

    @cached_property
    def volumes(self) -> tuple[Volume, ...]:
        """The volumes that can grow."""
        return volumes(self.commands)

    def grow(self, volume: Volume) -> str:
        """Write the commands that grow the volume of a StatefulSet."""
        return grow(self.commands, volume)

    @cached_property
    def secrets(self) -> Secrets:
        return Secrets(self.commands)

    @cached_property
    def recovery(self) -> Recovery:
        return Recovery(self.commands)

    @cached_property
    def alerts(self) -> tuple[AlertSection, ...]:
        return alerts(self.commands)

    @property
    def looks(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return looks(self.commands, self.alerts)

    @property
    def hurting(self) -> tuple[str, ...]:
        """List the assumptions that do most harm where they are wrong."""
        return hurting(self.plan, self.layout.whole.notes)

    @property
    def downgrades(self) -> bool:
        """Tell whether a rollback takes the schema back first."""
        return downgrades(self.plan)

    def handover(self) -> str:
        """Write what keeps the counts of workloads that an autoscaler is about to own."""
        scaled = (scale for scale in scales(self.plan) if scale.autoscaled)
        return "\n".join(self.commands.hand_over_count(scale.component) for scale in scaled)

    @cached_property
    def workloads(self) -> tuple[Workload, ...]:
        """List the workloads of SkillFlaw, the backend first."""
        return tuple(
            self._workload(scale.component, scale.least, scale.most) for scale in scales(self.plan)
        )

    def _workload(self, name: str, least: int, most: int) -> Workload:
        release = self.plan.release
        image = getattr(release, name)
        rollback = "with-backend" if name == "backend" else getattr(release.rollback, name)
        replicas = f"{least} to {most}" if most > least else str(least)
        deployment = f"deployment/skillflaw-{name}"
        return Workload(name, deployment, image.reference, replicas, rollback)

    @property
    def prerequisites(self) -> tuple[str, ...]:
        return prerequisite_lines(prerequisites(self.plan, self.layout.whole.crds))

    @property
    def components(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, purpose(name)) for name in self.created.components)

    @property
    def migrates(self) -> bool:
        """Tell whether a Job migrates the schema."""
        return "migrate" in self.created.jobs

    @property
    def smoke(self) -> Mapping[str, str]:
        """Give the environment of the smoke test: addresses, the flow, and which checks run."""
        job = next(job for job in self.created.of("Job") if "smoke" in job["metadata"]["name"])
        container = job["spec"]["template"]["spec"]["containers"][0]
        return {variable["name"]: variable.get("value", "") for variable in container["env"]}

    @property
    def flow(self) -> str:
        """Write the flow of the smoke test as a word of the shell."""
        return word(self.plan.operations.smoke_flow) if self.plan.operations.smoke_flow else ""

    @property
    def further_secrets(self) -> tuple[str, ...]:
        """Name the Secrets that the plan lists for further variables and volumes."""
        return tuple(dict.fromkeys(secret.name for secret in further_secrets(self.plan)))

    @property
    def mirrored(self) -> tuple[tuple[str, str], ...]:
        """List the images that the registry mirror must have, each with its copy's name."""
        return copies(self.plan, self.layout.whole.images)

    @property
    def unmonitored(self) -> tuple[Note, ...]:
        """List the limits of monitoring: signals of the guide for which the plan has no alert."""
        return tuple(
            note
            for note in self.layout.whole.notes
            if note.kind == "limit" and any(id_.startswith("health.") for id_ in note.guide)
        )

    @property
    def primary(self) -> str:
        return "\n".join(primary(self.commands))

    def psql(self, program: str = "psql --dbname=postgres", option: str = "") -> str:
        return psql(self.commands, program, option)

    def pods(self, component: str) -> str:
        return pods(component)
