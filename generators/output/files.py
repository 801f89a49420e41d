"""A file of a bundle as the text that a reviewer opens."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.manifests.remembered import remembered
from generators.yaml import loader

WIDTH = 98


@dataclass(frozen=True)
class Rendered:
    """One file of a bundle as text, and what is known of it; ``path`` is inside the folder."""

    path: str
    text: str
    why: str
    choices: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    executable: bool = False


def rendered(file: File | Rendered) -> Rendered:
    """Write a file; Kubernetes objects get a head that says why they are there."""
    if isinstance(file, Rendered):
        return file
    return Rendered(file.path, _text(file), file.why, file.choices, file.guide, file.executable)


def _text(file: File) -> str:
    head = _head(file.why, ", ".join(file.guide))
    if isinstance(file, Patch) and file.operations:
        return head + _operations(file.operations)
    if isinstance(file.content, str):
        return head + file.content if file.path.endswith(".env") else file.content
    return head + _objects(file.content)


@remembered
def _objects(content: tuple[Manifest, ...]) -> str:
    return loader.dump(content)


@remembered
def _operations(operations: tuple[Manifest, ...]) -> str:
    return loader.dump([list(operations)])


@remembered
def _head(why: str, guide: str) -> str:
    lines = wrap(why, WIDTH)
    if guide:
        lines += wrap(f"Guide: {guide}", WIDTH, break_on_hyphens=False)
    return "".join(f"# {line}\n" for line in lines)


def of_config_map(config_map: ConfigMap) -> tuple[Rendered, ...]:
    """Write the files that kustomize puts into a ConfigMap, byte for byte."""
    return tuple(
        Rendered(
            f"{config_map.directory}/{key}",
            content,
            config_map.why,
            config_map.choices,
            config_map.guide,
        )
        for key, content in sorted(config_map.files.items())
    )
