"""The Git repository of a configuration as it is read: its commits, and packs of its objects."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from configurator.git import pack
from configurator.git.history import LATEST
from configurator.git.history import CommitRow
from configurator.git.history import History
from configurator.git.history import Selection
from configurator.git.objects import GitObject
from configurator.git.objects import commit
from configurator.models import Commit
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models.revision import snapshot_of

COLUMNS = ("digest", "branch", "position", "tree", "revision__number")
LOADED = 100  # commits with their objects in memory at once


def lacks_commits(configuration: Configuration) -> bool:
    """Tell whether a revision or an approval of it has no commit, as of an older version."""
    revisions = configuration.revisions.filter(archive__isnull=False)
    if revisions.exclude(commits__branch=LATEST).exists():
        return True
    approved = configuration.approved
    commits = configuration.commits.exclude(branch=LATEST)
    return bool(approved) and not commits.filter(revision__number__gte=approved).exists()


def history(configuration: Configuration) -> History:
    """Load the commits of a configuration, without their content."""
    rows = configuration.commits.values_list(*COLUMNS)
    return History(tuple(CommitRow(*row) for row in rows))


def packed(configuration: Configuration, selection: Selection) -> Iterator[bytes]:
    """Write the pack of what a client lacks, a few commits at a time.

    A pack begins with the number of its objects, so they are counted before they are written.
    """
    count = sum(1 for _ in _objects(configuration, selection))
    return pack.pack(count, map(_entry, _objects(configuration, selection)))


def _entry(made: GitObject | bytes) -> bytes:
    return made if isinstance(made, bytes) else pack.entry(made)


def _objects(configuration: Configuration, selection: Selection) -> Iterator[GitObject | bytes]:
    """Yield the objects to send, or their stored entries: each once, and none that is owned."""
    known = set(selection.owned) | _owned_objects(configuration, selection)
    for row, content in _with_content(configuration, selection.commits):
        if row.tree not in known:
            for oid, made in _tree(configuration, row, content, stored=selection.stored):
                if oid not in known:
                    known.add(oid)
                    yield made
        yield commit(content.text)


def _with_content(
    configuration: Configuration, rows: Sequence[CommitRow]
) -> Iterator[tuple[CommitRow, Commit]]:
    for at in range(0, len(rows), LOADED):
        part = rows[at : at + LOADED]
        loaded = configuration.commits.order_by().filter(digest__in=[row.oid for row in part])
        by_digest = {content.digest: content for content in loaded}
        yield from ((row, by_digest[row.oid]) for row in part)


def _tree(
    configuration: Configuration, row: CommitRow, content: Commit, *, stored: bool
) -> Iterator[tuple[str, GitObject | bytes]]:
    if stored and row.branch == LATEST:
        return pack.entries(bytes(content.packed))
    made = snapshot_of(_revision(configuration, row))
    return ((item.oid, item) for item in made.values())


def _owned_objects(configuration: Configuration, selection: Selection) -> set[str]:
    """Return the objects of the newest commit of each branch that the client has.

    Stored entries need none: they hold what their parent lacks.
    """
    if selection.stored:
        return set()
    newest = {row.branch: row for row in sorted(selection.common, key=lambda owned: owned.position)}
    return {
        made.oid
        for row in newest.values()
        for made in snapshot_of(_revision(configuration, row)).values()
    }


def _revision(configuration: Configuration, row: CommitRow) -> Revision:
    rows = configuration.revisions.select_related("archive").only("archive")
    return rows.get(number=row.revision)
