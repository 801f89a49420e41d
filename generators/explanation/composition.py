"""The objects of a plan with the choices that each stage read, so that little is made again.

To see what a choice decides, its plan is made again with another value. Only the topics that read
the choice are called, and only what they made otherwise is laid out and compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property

from generators.documents import custom_folder
from generators.documents.release import release_answers
from generators.explanation.tracing import Traced
from generators.explanation.tracing import traced
from generators.layout import Layout
from generators.layout import layout_of
from generators.layout.assembly import TOPICS
from generators.manifests.cluster_fields import with_cluster_fields
from generators.manifests.part import File
from generators.manifests.part import Part
from generators.output.files import Rendered
from generators.plan import Plan

RELEASE = "RELEASE.yaml"
Answers = Mapping[str, object]


@dataclass(frozen=True)
class Composed:
    """What is made of one plan, before it becomes text, each with the choices it was made from."""

    plan: Plan
    parts: tuple[Traced[Part], ...]
    layout: Traced[Layout]
    release: Traced[Answers]
    custom: Traced[tuple[Rendered, ...]]

    @property
    def reads(self) -> frozenset[str]:
        """Name every choice that anything of it was made from."""
        topics = frozenset().union(*(part.reads for part in self.parts))
        return topics | self.layout.reads | self.release.reads | self.custom.reads

    def scope_of(self, path: str) -> Composed | Scope | ReleaseScope:
        """Give no more of it than has to be made again to know one file."""
        if path == RELEASE:
            return ReleaseScope(self)
        for number, part in enumerate(self.parts):
            if path in {file.path for file in part.made.files}:
                return Scope(self, number)
        return self

    def with_plan(self, plan: Plan, changed: AbstractSet[str]) -> Composed:
        """Make the same of a plan that differs in the ``changed`` choices alone."""
        parts = tuple(
            Traced(topic(plan), part.reads) if part.reads & changed else part
            for topic, part in zip(TOPICS, self.parts, strict=True)
        )
        pairs = zip(parts, self.parts, strict=True)
        same = all(new is old or new.made == old.made for new, old in pairs)
        layout = self.layout
        if not same or layout.reads & changed:
            fields = with_cluster_fields if layout.reads & changed else self._fields
            made = layout_of(plan, [part.made for part in parts], fields)
            layout = layout if made == layout.made else Traced(made, layout.reads)
        release, custom = self.release, self.custom
        if release.reads & changed:
            release = Traced(release_answers(plan), release.reads)
        if custom.reads & changed:
            custom = Traced(custom_folder(plan), custom.reads)
        return Composed(plan, parts, layout, release, custom)

    def _fields(self, plan: Plan, files: tuple[File, ...]) -> tuple[File, ...]:
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


@dataclass(frozen=True)
class Scope:
    """One topic of what was composed: to know a file of it, no other topic is made again."""

    whole: Composed
    topic: int

    @property
    def reads(self) -> frozenset[str]:
        """Name every choice that the topic's files were made from."""
        return self.whole.parts[self.topic].reads | self.whole.layout.reads

    def with_plan(self, plan: Plan, changed: AbstractSet[str]) -> Composed:
        """Make the topic of a plan that differs in the ``changed`` choices, and nothing else."""
        part = self.whole.parts[self.topic]
        if not self.reads & changed:
            return self.whole
        made = TOPICS[self.topic](plan) if part.reads & changed else part.made
        files = with_cluster_fields(plan, made.files)
        layout = Layout(replace(made, files=files), files)
        return replace(self.whole, layout=Traced(layout, self.whole.layout.reads))


@dataclass(frozen=True)
class ReleaseScope:
    """The answers of RELEASE.yaml alone, for which no topic is made again."""

    whole: Composed

    @property
    def reads(self) -> frozenset[str]:
        """Name every choice that the answers were made from."""
        return self.whole.release.reads

    def with_plan(self, plan: Plan, changed: AbstractSet[str]) -> Composed:
        """Answer for a plan that differs in the ``changed`` choices."""
        if not self.reads & changed:
            return self.whole
        return replace(self.whole, release=Traced(release_answers(plan), self.reads))


def composed(plan: Plan) -> Composed:
    """Make everything of a plan, and note what each stage read of it."""
    parts = tuple(traced(topic, plan) for topic in TOPICS)
    made = [part.made for part in parts]
    return Composed(
        plan,
        parts,
        traced(lambda read: layout_of(read, made), plan),
        traced(release_answers, plan),
        traced(custom_folder, plan),
    )
