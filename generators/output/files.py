"""A file of a bundle as the text that a reviewer opens."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Patch
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


def rendered(file: File) -> Rendered:
    """Write a file; Kubernetes objects get a head that says why they are there."""
    return Rendered(file.path, _text(file), file.why, file.choices, file.guide, file.executable)


def _text(file: File) -> str:
    if isinstance(file, Patch) and file.operations:
        return _head(file) + loader.dump([list(file.operations)])
    if isinstance(file.content, str):
        return _head(file) + file.content if file.path.endswith(".env") else file.content
    return _head(file) + loader.dump(file.content)


def _head(file: File) -> str:
    lines = wrap(file.why, WIDTH)
    if file.guide:
        lines += wrap(f"Guide: {', '.join(file.guide)}", WIDTH, break_on_hyphens=False)
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
