"""Where a folder of a further environment lies: shared, changed after it is read, or apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from generators.environments.change import change
from generators.environments.change import patchable
from generators.environments.change import same
from generators.environments.folder import Folder

CONTENTS = ("resources", "configMapGenerator", "patches")
FIELDS = (
    *("apiVersion", "kind", "namespace", "resources"),
    *("labels", "images", "configMapGenerator", "patches"),
)


@dataclass(frozen=True)
class Use:
    """How an environment uses a folder; both are paths in the bundle, empty where there is none.

    With ``shared`` alone it is read as it is, with ``own`` alone it is the environment's. With both
    the shared one is read first, and ``own`` changes it.
    """

    shared: str = ""
    own: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(path for path in (self.shared, self.own) if path)


@dataclass(frozen=True)
class Placement:
    """A folder's path in a bundle of its own, how it is used here, and what that takes."""

    home: str
    use: Use
    made: Folder | None = None

    @property
    def stands_alone(self) -> bool:
        """Tell whether the environment's own folder is the one that people apply or read."""
        return not self.use.shared or self.home.startswith("jobs/")


def placed(environment: str, folder: Folder, shelf: Mapping[str, Folder]) -> Placement:
    """Find the place of a folder; ``shelf`` holds what earlier environments have, by home."""
    known = shelf.get(folder.path)
    if folder.path.startswith("jobs/"):
        return _job(environment, folder, known)
    if known is None:
        return Placement(folder.path, Use(folder.path), folder)
    if same(known, folder):
        return Placement(folder.path, Use(known.path))
    overlay = f"overlays/{environment}"
    if patchable(known, folder):
        made = change(known, folder, f"{overlay}/changes/{folder.name}")
        return Placement(folder.path, Use(known.path, made.path), made)
    own = folder.moved(f"{overlay}/{folder.path}")
    return Placement(folder.path, Use("", own.path), own)


def _job(environment: str, folder: Folder, known: Folder | None) -> Placement:
    """Give a job a kustomization of its own, for its namespace; upon the known one's, if it can."""
    path = f"{folder.path}-{environment}"
    if known is None or not patchable(known, folder):
        return Placement(folder.path, Use("", path), folder.moved(path))
    made = change(known, folder, path)
    return Placement(folder.path, Use(known.path, path), _upon(known, made, folder))


def _upon(known: Folder, made: Folder, folder: Folder) -> Folder:
    """Read the known job first; namespace, labels and images come after and so win."""
    read = made.body | {"resources": [f"../{known.name}", *made.body.get("resources", [])]}
    given = {field: read if field in CONTENTS else folder.body for field in FIELDS}
    body = {field: source[field] for field, source in given.items() if field in source}
    head = replace(folder.kustomization, path=made.kustomization.path, content=(body,))
    return replace(made, kustomization=head)
