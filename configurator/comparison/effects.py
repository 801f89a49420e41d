"""What applying the right side over the left one does in the cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import generators
from configurator.comparison.side import Side

NO_FILES = "One side has no bundle, so it is not known what applying does."
NOTHING_SHARED = (
    "The two sides have no environment in common, so neither is applied over the other."
)
UNREADABLE = "This version cannot read the files of one side: {}"

# The state whose icon stands before each kind of consequence; the others are for information.
STATES: Mapping[generators.ConsequenceKind, str] = {
    generators.ConsequenceKind.REFUSED: "error",
    generators.ConsequenceKind.OUTAGE: "error",
    generators.ConsequenceKind.DATA: "error",
    generators.ConsequenceKind.SCALES: "warning",
    generators.ConsequenceKind.NEEDS: "warning",
}


@dataclass(frozen=True)
class EffectGroup:
    """The consequences of one kind in one environment, each with its object."""

    title: str
    state: str
    refused: bool
    left: bool
    items: tuple[tuple[generators.ObjectChange, generators.Consequence], ...]


@dataclass(frozen=True)
class EnvironmentEffects:
    """What applying does in one environment."""

    name: str
    changes: generators.AppliedChanges
    groups: tuple[EffectGroup, ...]

    @property
    def moved(self) -> str:
        """Say what a changed namespace means; empty where it is the same."""
        return generators.changed_namespace(self.changes)


@dataclass(frozen=True)
class Effects:
    """What applying does, by environment; ``unknown`` says why that cannot be told."""

    environments: tuple[EnvironmentEffects, ...] = ()
    unknown: str = ""

    @property
    def markdown(self) -> str:
        """Write them as the text of a release."""
        return generators.changes_as_markdown(
            environment.changes for environment in self.environments
        )

    @property
    def empty(self) -> bool:
        """Tell whether applying changes nothing."""
        return not any(environment.changes for environment in self.environments)


def effects(left: Side, right: Side) -> Effects:
    """Say what applying the right side does to something that runs the left one."""
    if not (left.files and right.files):
        return Effects(unknown=NO_FILES)
    before, after = ({file.path: file.text for file in side.files} for side in (left, right))
    try:
        environments = generators.bundle_changes(before, after)
    except generators.CannotRender as error:
        return Effects(unknown=UNREADABLE.format(error))
    if not any(environment.shared for environment in environments):
        return Effects(unknown=NOTHING_SHARED)
    return Effects(tuple(map(_effects, environments)))


def _effects(changes: generators.AppliedChanges) -> EnvironmentEffects:
    groups = tuple(
        EffectGroup(
            generators.CONSEQUENCE_TITLES[kind],
            STATES.get(kind, "info"),
            kind is generators.ConsequenceKind.REFUSED,
            kind is generators.ConsequenceKind.LEFT,
            changes.of(kind),
        )
        for kind in changes.kinds
    )
    return EnvironmentEffects(changes.environment, changes, groups)
