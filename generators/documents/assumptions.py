"""What a bundle assumes about images nobody has confirmed, the most harmful first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generators.manifests.part import Note
from generators.plan import Plan
from generators.plan import choices

# What is wrong first: requests are lost, a rollback fails, no pod starts, nothing is reachable.
HARM = (
    "scaling.backend.drain",
    "release.schemaMigration",
    "operations.settings",
    "secrets.keyFile.name",
    "database.migrations",
    "database.poolSize",
    "operations.readOnlyRootFilesystem",
    "operations.writablePaths",
    "release.frontend.port",
    "release.docs.port",
)
MOST = 4


@dataclass(frozen=True)
class Assumption:
    """A sentence on what is assumed, and the choices that rest on it."""

    text: str
    choices: tuple[str, ...]

    @property
    def rank(self) -> int:
        """Order assumptions by the harm that they do; those without a rank come last."""
        ranks = [HARM.index(path) for path in self.choices if path in HARM]
        return min(ranks, default=len(HARM))


def assumptions(plan: Plan, notes: Iterable[Note]) -> tuple[Assumption, ...]:
    """List what notes and choices of a plan assume, the most harmful first."""
    declared = (
        Assumption(choice.ask.assumed, (choice.path,))
        for choice in choices()
        if choice.ask.assumed and choice.applies(plan)
    )
    noted = (Assumption(note.text, note.choices) for note in notes if note.kind == "assumed")
    return tuple(sorted((*declared, *noted), key=lambda assumption: assumption.rank))


def hurting(plan: Plan, notes: Iterable[Note]) -> tuple[str, ...]:
    """Give the sentences that do most harm where they are wrong, a few."""
    ranked = [note for note in assumptions(plan, notes) if note.rank < len(HARM)]
    return tuple(assumption.text for assumption in ranked[:MOST])
