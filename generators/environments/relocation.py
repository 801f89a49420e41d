"""Where the files of a further environment lie, and the texts that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from generators.manifests.part import File
from generators.manifests.part import Manifest


def entry_of(file: File) -> str:
    """Give the file or folder below ``gitops`` or ``scripts`` that a file belongs to."""
    return "/".join(file.path.split("/")[:2])


def beside(path: str, environment: str) -> str:
    """Name the entry that an environment has for itself: ``scripts/preflight-staging.sh``."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.partition(".")
    return f"{folder}/{stem}-{environment}{dot}{ending}"


def belongings(environment: str, files: Iterable[File]) -> tuple[tuple[File, ...], dict[str, str]]:
    """Give what lies beside the overlays the environment's name; and where each of it goes."""
    made = tuple(files)
    named = tuple(
        renamed(file, environment) if file.path.startswith("gitops/") else file for file in made
    )
    return named, {entry_of(file): beside(entry_of(file), environment) for file in made}


def targets_of(
    environment: str, files: Iterable[File], there: AbstractSet[str]
) -> Iterator[tuple[str, str]]:
    """Tell where each file of a plan alone is in this bundle, of which ``there`` is every path.

    What an overlay says of an object that is shared is among its patches.
    """
    overlay = f"overlays/{environment}"
    for file in files:
        folder = file.directory.rpartition("/")[2]
        stem = file.filename.removesuffix(".yaml")
        possible = (
            f"{overlay}/{file.path}",
            f"{overlay}/{folder}/{file.filename}",
            file.path,
            # What an overlay alone has, such as the settings, is in the base where it is shared.
            file.path.replace(f"{overlay}/", "base/", 1),
            f"{overlay}/components/{stem}/{file.filename}",
            f"components/{stem}/{file.filename}",
        )
        yield file.path, next((path for path in possible if path in there), f"{overlay}/patches")


def folders_of(environment: str, there: Iterable[str]) -> dict[str, str]:
    """Tell which components and jobs an environment has in its own overlay."""
    start = f"overlays/{environment}/"
    inside = (path.removeprefix(start) for path in there if path.startswith(start))
    names = {"/".join(path.split("/")[:2]) for path in inside}
    return {name: start + name for name in names if name.startswith(("components/", "jobs/"))}


def relocated(text: str, moves: Mapping[str, str]) -> str:
    """Name in a text the new place of everything that moved."""
    if not moves:
        return text
    longest_first = sorted(moves, key=lambda path: (-len(path), path))
    pattern = "|".join(re.escape(path) for path in longest_first)
    return re.sub(rf"(?<![\w.-])(?:{pattern})(?![\w-])", lambda match: moves[str(match[0])], text)


def moved(file: File, moves: Mapping[str, str]) -> File:
    """Put a file to its new place, with the new targets in its text or objects."""
    path = relocated(file.path, moves)
    if isinstance(file.content, str):
        return replace(file, path=path, content=relocated(file.content, moves))
    content = tuple(_with_targets(manifest, moves) for manifest in file.content)
    return replace(file, path=path, content=content)


def _with_targets(value: Any, moves: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _with_targets(inner, moves) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with_targets(inner, moves) for inner in value]
    return relocated(value, moves) if isinstance(value, str) else value


def renamed(file: File, environment: str) -> File:
    """Give the objects of a GitOps file names of their own: one controller may hold them all."""
    if isinstance(file.content, str):
        return file
    names = [manifest["metadata"]["name"] for manifest in file.content]
    new = {name: f"{name}-{environment}" for name in names}
    return replace(file, content=tuple(_with_names(manifest, new) for manifest in file.content))


def _with_names(value: Any, new: Mapping[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return [_with_names(inner, new) for inner in value]
    if not isinstance(value, dict):
        return value
    renewed: Manifest = {key: _with_names(inner, new) for key, inner in value.items()}
    name = value.get("name")
    return renewed | {"name": new[name]} if isinstance(name, str) and name in new else renewed
