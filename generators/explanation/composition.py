"""The objects of a plan with the choices that each stage read, so that little is made again.

To see what a choice decides, its plan is made again with another value. Only the topics that read
the choice are called, and only what they made otherwise is laid out and compared.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from typing import Protocol

from generators.documents import RELEASE
from generators.documents import custom_folder
from generators.documents import release_document
from generators.explanation.tracing import Traced
from generators.explanation.tracing import traced
from generators.layout import Layout
from generators.layout import layout_of
from generators.layout.assembly import TOPICS
from generators.layout.assembly import merged
from generators.manifests.cluster_fields import with_cluster_fields
from generators.manifests.operations import CONCERNS
from generators.manifests.operations import operations
from generators.manifests.part import File
from generators.manifests.part import Part
from generators.output.checksums import CUSTOM
from generators.output.files import Rendered
from generators.output.files import of_config_map
from generators.plan import Plan

# What makes the parts: the topics, of which operations is many things that have little in common.
STAGES: tuple[Callable[[Plan], Part], ...] = (
    *(topic for topic in TOPICS if topic is not operations),
    *CONCERNS,
)


@dataclass(frozen=True)
class Composed:
    """What is made of one plan, before it becomes text, each with the choices it was made from."""

    plan: Plan
    parts: tuple[Traced[Part], ...]
    layout: Traced[Layout]
    release: Traced[Rendered]
    custom: Traced[tuple[Rendered, ...]]

    @property
    def reads(self) -> frozenset[str]:
        """Name every choice that anything of it was made from."""
        return ManifestScope(self).reads | self.release.reads | self.custom.reads

    def stage_scope_of(self, path: str) -> Scope:
        """Give no more of it than has to be made again to know a file of this plan alone."""
        for number, part in enumerate(self.parts):
            if path in _paths_of(part.made):
                return StageScope(self, number)
        return self.scope_of(path)

    def scope_of(self, path: str) -> Scope:
        """Give no more of it than has to be made again to know one file; all without one."""
        if path == RELEASE.path:
            return ReleaseScope(self)
        if path.startswith(f"{CUSTOM}/"):
            return CustomScope(self)
        return ManifestScope(self) if path else self

    def with_plan(self, plan: Plan, changed: AbstractSet[str]) -> Composed:
        """Make the same of a plan that differs in the ``changed`` choices alone."""
        made = ManifestScope(self).with_plan(plan, changed)
        made = ReleaseScope(made).with_plan(plan, changed)
        return CustomScope(made).with_plan(plan, changed)

    def fields(self, plan: Plan, files: tuple[File, ...]) -> tuple[File, ...]:
        """Write what the cluster decides into the files that the topics made otherwise."""
        finished = self.finished
        return tuple(
            finished.get(id(file)) or with_cluster_fields(plan, (file,))[0] for file in files
        )

    @cached_property
    def finished(self) -> Mapping[int, File]:
        """Find a topic's file with what the cluster decides, by the identity of the former."""
        files = [file for part in self.parts for file in part.made.files]
        return {
            id(file): finished
            for file, finished in zip(files, self.layout.made.whole.files, strict=False)
        }


class Scope(Protocol):
    """What of a plan has to be made again to know some of its files."""

    @property
    def reads(self) -> frozenset[str]:
        """Name every choice that these files were made from."""

    def with_plan(self, plan: Plan, changed: AbstractSet[str]) -> Composed:
        """Make them of a plan that differs in the ``changed`` choices, and nothing else."""


@dataclass(frozen=True)
class ManifestScope:
    """Everything that Kubernetes, kustomize and GitOps read.

    It is laid out again only where what is otherwise ``touches`` what is asked for.
    """

    whole: Composed
    touches: Callable[[Part, Part], bool] = lambda new, old: True

    @property
    def reads(self) -> frozenset[str]:
        return self.whole.layout.reads.union(*(part.reads for part in self.whole.parts))

    def with_plan(self, plan: Plan, changed: AbstractSet[str]) -> Composed:
        before = self.whole
        parts = tuple(
            _again(stage, plan, part) if part.reads & changed else part
            for stage, part in zip(STAGES, before.parts, strict=True)
        )
        pairs = [pair for pair in zip(parts, before.parts, strict=True) if pair[0] is not pair[1]]
        layout = before.layout
        if layout.reads & changed or any(self.touches(new.made, old.made) for new, old in pairs):
            fields = with_cluster_fields if layout.reads & changed else before.fields
            made = layout_of(plan, merged(plan, [part.made for part in parts], fields))
            layout = layout if made == layout.made else Traced(made, layout.reads)
        return replace(before, plan=plan, parts=parts, layout=layout)


@dataclass(frozen=True)
class StageScope:
    """One stage of what was composed: to know a file of it, no other is made again."""

    whole: Composed
    stage: int

    @property
    def reads(self) -> frozenset[str]:
        return self.whole.parts[self.stage].reads | self.whole.layout.reads

    def with_plan(self, plan: Plan, changed: AbstractSet[str]) -> Composed:
        part = self.whole.parts[self.stage]
        if not self.reads & changed:
            return self.whole
        made = STAGES[self.stage](plan) if part.reads & changed else part.made
        files = with_cluster_fields(plan, made.files)
        layout = Layout(replace(made, files=files), files)
        return replace(self.whole, layout=Traced(layout, self.whole.layout.reads))


@dataclass(frozen=True)
class ReleaseScope:
    """The answers of RELEASE.yaml alone, for which no stage is made again."""

    whole: Composed

    @property
    def reads(self) -> frozenset[str]:
        return self.whole.release.reads

    def with_plan(self, plan: Plan, changed: AbstractSet[str]) -> Composed:
        if not self.reads & changed:
            return self.whole
        return replace(self.whole, release=Traced(release_document(plan), self.reads))


@dataclass(frozen=True)
class CustomScope:
    """The team's own folder alone, for which no stage is made again."""

    whole: Composed

    @property
    def reads(self) -> frozenset[str]:
        return self.whole.custom.reads

    def with_plan(self, plan: Plan, changed: AbstractSet[str]) -> Composed:
        if not self.reads & changed:
            return self.whole
        return replace(self.whole, custom=Traced(custom_folder(plan), self.reads))


def composed(plan: Plan) -> Composed:
    """Make everything of a plan, and note what each stage read of it."""
    parts = tuple(traced(stage, plan) for stage in STAGES)
    made = [part.made for part in parts]
    return Composed(
        plan,
        parts,
        traced(lambda read: layout_of(read, merged(read, made)), plan),
        traced(release_document, plan),
        traced(custom_folder, plan),
    )


def _paths_of(part: Part) -> set[str]:
    maps = (file.path for made in part.config_maps for file in of_config_map(made))
    return {*(file.path for file in part.files), *maps}


def _again(stage: Callable[[Plan], Part], plan: Plan, before: Traced[Part]) -> Traced[Part]:
    """Make a part again, in which every file that came out the same is the same object."""
    made = stage(plan)
    if made == before.made:
        return before
    known = {file.path: file for file in before.made.files}
    files = tuple(_same(file, known.get(file.path)) for file in made.files)
    return Traced(replace(made, files=files), before.reads)


def _same(file: File, before: File | None) -> File:
    return before if before is not None and file == before else file
