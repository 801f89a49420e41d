"""The changes of a release as text for its README, a commit or a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from generators.changes.consequence import TITLES
from generators.changes.consequence import Consequence
from generators.changes.consequence import Kind
from generators.changes.objects import AppliedChanges
from generators.changes.objects import ObjectChange

NOTHING = "Applying this changes nothing in the cluster."
HARMLESS = "Applying this restarts no pod, and the API server refuses nothing of it."
REST = "`kubectl apply` applies the other objects and ends with an error."
PRUNED = (
    "`kubectl apply` deletes nothing. Argo CD and Flux prune what the bundle no longer has, except "
    "claims, Secrets, the namespace and old ConfigMaps."
)


def as_markdown(changes: Iterable[AppliedChanges]) -> str:
    """Write what applying does, in each environment, the worst first."""
    environments = tuple(changes)
    sections = ["\n".join(_environment(change, len(environments) > 1)) for change in environments]
    return "# What applying this release does\n\n" + "\n".join(sections).rstrip() + "\n"


def _environment(change: AppliedChanges, named: bool) -> Iterator[str]:
    level = "##"
    if named:
        yield f"## {change.environment}\n"
        level = "###"
    if not change:
        yield f"{NOTHING}\n"
        return
    if note := changed_namespace(change):
        yield f"{note}\n"
    worst = [kind for kind in change.kinds if kind is not Kind.LEFT]
    if not {Kind.REFUSED, Kind.OUTAGE, Kind.DATA, Kind.RESTARTS} & set(worst):
        yield f"{HARMLESS}\n"
    for kind in worst:
        yield f"{level} {TITLES[kind]}\n"
        if kind is Kind.REFUSED:
            yield f"{REST}\n"
        for changed, consequence in change.of(kind):
            yield from _item(changed, consequence)
        yield ""
    if change.removed:
        yield from _left(change, level)


def changed_namespace(change: AppliedChanges) -> str:
    """Say what a changed namespace means; empty where it is the same."""
    if not change.namespaces:
        return ""
    old, new = change.namespaces
    return (
        f"The namespace changes from {old} to {new}. Everything is created anew there, with empty "
        f"volumes and without Secrets. What runs in {old} goes on running."
    )


def _item(changed: ObjectChange, consequence: Consequence) -> Iterator[str]:
    instead = f" {consequence.instead}" if consequence.instead else ""
    yield f"- {changed.kind} `{changed.name}`: {consequence.text}{instead}"
    if consequence.commands:
        yield from _shell(consequence.commands, "  ")


def _shell(commands: Iterable[str], indent: str = "") -> Iterator[str]:
    yield f"\n{indent}```sh"
    for command in commands:
        yield f"{indent}{command}"
    yield f"{indent}```\n"


def _left(change: AppliedChanges, level: str) -> Iterator[str]:
    yield f"{level} {TITLES[Kind.LEFT]}\n"
    yield f"{PRUNED}\n"
    for changed, consequence in change.of(Kind.LEFT):
        yield from _item(changed, consequence)
    if change.delete_commands:
        yield "\nWhen the rollout has ended, delete them:"
        yield from _shell(change.delete_commands)
