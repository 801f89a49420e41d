"""The files of several environments: all of the first one's, and of the others what differs."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import replace

from generators.environments.folder import Folder
from generators.environments.folder import folders
from generators.environments.places import belongings
from generators.environments.places import moved
from generators.environments.sharing import Placement
from generators.environments.sharing import Use
from generators.environments.sharing import placed
from generators.layout import Layout
from generators.manifests.part import File
from generators.output.files import Rendered
from generators.output.files import of_config_map
from generators.output.files import rendered

SHAREABLE = ("base/", "components/", "jobs/")


@dataclass(frozen=True)
class Arranged:
    """One environment in the bundle.

    ``uses`` tells where each of its base, components and jobs lies, by the path that it would have
    in a bundle of its own; ``moves`` gives the new place of what a document has to name otherwise.
    """

    environment: str
    files: tuple[Rendered, ...]
    uses: Mapping[str, Use]
    moves: Mapping[str, str]


def arranged(layouts: Mapping[str, Layout]) -> tuple[Arranged, ...]:
    """Arrange layouts by environment in one bundle; the first one's files stay where they are."""
    first, *others = layouts
    reference = layouts[first]
    shelf = {folder.path: folder for folder in _shareable(reference)}
    done = [Arranged(first, tuple(_alone(reference)), {path: Use(path) for path in shelf}, {})]
    for environment in others:
        parts = [placed(environment, each, shelf) for each in _shareable(layouts[environment])]
        there = {file.path for each in done for file in each.files}
        done.append(_further(environment, layouts, parts, there))
        shelf = {each.home: each.made for each in parts if each.made} | shelf
    return tuple(done)


def _shareable(layout: Layout) -> tuple[Folder, ...]:
    return tuple(each for start in SHAREABLE for each in folders(layout, start))


def _alone(layout: Layout) -> Iterator[Rendered]:
    yield from map(rendered, layout.files)
    for each in layout.whole.config_maps:
        yield from of_config_map(each)


def _further(
    environment: str, layouts: Mapping[str, Layout], parts: list[Placement], there: AbstractSet[str]
) -> Arranged:
    """Arrange an environment whose folders have found their places among what is there."""
    layout, reference = layouts[environment], next(iter(layouts.values()))
    files = [each for part in parts if part.made for each in part.made.rendered()]
    files += [rendered(file) for file in _overlay(environment, layout, parts)]
    for each in layout.whole.config_maps:
        if each.directory.startswith("overlays/"):
            files += of_config_map(each)
    moves = dict(_moves(layout, parts, there | {file.path for file in files}))
    own, entries = belongings(environment, layout.files, reference.files)
    moves |= entries
    files += [rendered(moved(file, moves)) for file in own]
    return Arranged(environment, tuple(files), {each.home: each.use for each in parts}, moves)


def _moves(
    layout: Layout, parts: list[Placement], there: AbstractSet[str]
) -> Iterator[tuple[str, str]]:
    """Find the new places: of folders that a reader starts from, and of each file."""
    homes = {part.home: part for part in parts if part.use.own}
    for home, part in homes.items():
        if part.stands_alone:
            yield home, part.use.own
    for file in layout.files:
        if found := homes.get(file.directory):
            use = found.use
            own, shared = (f"{place}/{file.filename}" for place in (use.own, use.shared))
            first, second = (own, shared) if found.stands_alone else (shared, own)
            yield file.path, first if first in there else second


def _overlay(environment: str, layout: Layout, parts: list[Placement]) -> Iterator[File]:
    """Give the files of an overlay, which puts each change right after what it changes."""
    head = f"overlays/{environment}/kustomization.yaml"
    base, *components = (part.use for part in parts if not part.home.startswith("jobs/"))
    after = [*base.paths[1:], *(path for use in components for path in use.paths)]
    for file in layout.files:
        if file.path == head and not isinstance(file.content, str):
            body = dict(file.content[0])
            kept = [each for each in body["resources"] if each != "../../base"]
            body["resources"] = [*kept, _from_overlay(environment, base.paths[0])]
            body["components"] = [_from_overlay(environment, each) for each in after]
            yield replace(file, content=(body,))
        elif file.path.startswith("overlays/"):
            yield file


def _from_overlay(environment: str, path: str) -> str:
    inside = f"overlays/{environment}/"
    return path.removeprefix(inside) if path.startswith(inside) else f"../../{path}"
