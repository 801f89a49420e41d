"""The commits of a configuration, and which of them a client lacks.

Each branch is a line: every commit but the first has the one before it as its only parent.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from configurator.git.request import FetchRequest

LATEST = "latest"
APPROVED = "approved"
ENVIRONMENTS = "environments/"
HEAD = "HEAD"


class Unadvertised(Exception):
    """The client wants an object that is no commit of this configuration."""


@dataclass(frozen=True)
class CommitRow:
    """A commit with its position on its branch, its tree, and the number of its revision."""

    oid: str
    branch: str
    position: int
    tree: str
    revision: int


@dataclass(frozen=True)
class Selection:
    """What answers a request: the commits to send, and those that client and server both have.

    ``owned`` are the trees that the client has. ``shallow`` and ``unshallow`` are the commits whose
    parents it lacks from now on, and no longer. ``stored`` tells that the stored entries of
    :data:`LATEST` can be sent as they are: the base of each delta is in the pack, or the client
    has it and can use it.
    """

    commits: tuple[CommitRow, ...]
    common: tuple[CommitRow, ...]
    owned: frozenset[str]
    shallow: tuple[str, ...] = ()
    unshallow: tuple[str, ...] = ()
    stored: bool = False


@dataclass(frozen=True)
class History:
    """The commits of all branches, by branch and position."""

    commits: tuple[CommitRow, ...]

    @cached_property
    def branches(self) -> Mapping[str, list[CommitRow]]:
        """List the commits of each branch in their order."""
        branches: dict[str, list[CommitRow]] = {}
        for commit in sorted(
            self.commits, key=lambda row: (row.branch != LATEST, row.branch, row.position)
        ):
            branches.setdefault(commit.branch, []).append(commit)
        return branches

    @cached_property
    def references(self) -> Mapping[str, str]:
        """Map each reference to its commit: the branches, and a tag for each revision."""
        heads = {f"refs/heads/{name}": rows[-1].oid for name, rows in self.branches.items()}
        revisions = self.branches.get(LATEST, [])
        tags = {f"refs/tags/r{row.revision}": row.oid for row in revisions}
        head = {HEAD: revisions[-1].oid} if revisions else {}
        return {**head, **dict(sorted((heads | tags).items()))}

    def select(self, request: FetchRequest) -> Selection:
        """Find what a client lacks; :class:`Unadvertised` where it wants something else."""
        known = {row.oid: row for row in self.commits}
        if unknown := [oid for oid in request.wants if oid not in known]:
            raise Unadvertised(unknown[0])
        common = tuple(known[oid] for oid in request.haves if oid in known)
        borders = [known[oid] for oid in request.shallow if oid in known]
        owned = _owned(common, borders)
        wanted = _wanted([known[oid] for oid in request.wants], borders, request.depth)
        missing = [
            self.branches[branch][at - 1]
            for branch in self.branches
            for at in sorted(wanted.get(branch, set()) - owned.get(branch, set()))
        ]
        whole = not (request.depth or request.shallow)
        thin = "thin-pack" in request.capabilities
        return Selection(
            tuple(missing),
            common,
            frozenset(
                self.branches[branch][at - 1].tree for branch in owned for at in owned[branch]
            ),
            tuple(self._ids(_limits(wanted, request), exclude=request.shallow)),
            tuple(row.oid for row in borders if request.depth and _parent_wanted(row, wanted)),
            stored=whole and (thin or not owned),
        )

    def _ids(self, limits: Iterable[tuple[str, int]], exclude: set[str]) -> Iterator[str]:
        ids = (self.branches[branch][at - 1].oid for branch, at in limits)
        return (oid for oid in ids if oid not in exclude)


def _owned(common: Iterable[CommitRow], borders: Iterable[CommitRow]) -> dict[str, set[int]]:
    """Return the positions that the client has: down to the first, or to where it is shallow."""
    lowest: dict[str, int] = {}
    for row in borders:
        lowest[row.branch] = min(row.position, lowest.get(row.branch, row.position))
    owned: dict[str, set[int]] = {}
    for row in common:
        first = lowest.get(row.branch, 1)
        owned.setdefault(row.branch, set()).update(range(first, row.position + 1))
    return owned


def _wanted(
    wants: Iterable[CommitRow], borders: Iterable[CommitRow], depth: int
) -> dict[str, set[int]]:
    """Return the positions that the client asks for, whether it has them or not."""
    lowest = {row.branch: row.position for row in sorted(borders, key=lambda row: -row.position)}
    wanted: dict[str, set[int]] = {}
    for row in wants:
        first = row.position - depth + 1 if depth else lowest.get(row.branch, 1)
        wanted.setdefault(row.branch, set()).update(range(max(first, 1), row.position + 1))
    return wanted


def _limits(wanted: Mapping[str, set[int]], request: FetchRequest) -> Iterator[tuple[str, int]]:
    """Yield where a request with a depth ends: at commits whose parent is not sent."""
    if request.depth:
        for branch, positions in wanted.items():
            yield from (
                (branch, at) for at in sorted(positions) if at > 1 and at - 1 not in positions
            )


def _parent_wanted(row: CommitRow, wanted: Mapping[str, set[int]]) -> bool:
    return row.position - 1 in wanted.get(row.branch, set())
