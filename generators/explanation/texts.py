"""The files that are explained, before they become text: they are compared first, written last."""

from __future__ import annotations

from collections.abc import Iterator

from generators.explanation.composition import Composed
from generators.manifests.part import File
from generators.manifests.part import Patch
from generators.output.files import Rendered
from generators.output.files import of_config_map
from generators.output.files import rendered

# Every line of a file of these kinds is explained; scripts and documents are read as a whole.
EXPLAINED = (".yaml", ".env", ".conf")

Content = File | Rendered


def is_explained(path: str) -> bool:
    """Tell whether a file's lines are explained one by one."""
    return path.endswith(EXPLAINED)


def contents(composed: Composed) -> dict[str, Content]:
    """Give what each explained file of one plan holds, by path; ``plan.yaml`` is none of them."""
    layout = composed.layout.made
    made: list[Content] = list(layout.files)
    for config_map in layout.whole.config_maps:
        made += of_config_map(config_map)
    made += (*composed.custom.made, composed.release.made)
    return {file.path: file for file in made if is_explained(file.path)}


def differs(one: Content, other: Content) -> bool:
    """Tell whether two contents may have different lines."""
    if one is other:
        return False
    if isinstance(one, File) and isinstance(other, File):
        return any(a != b for a, b in zip(_lines_of(one), _lines_of(other), strict=True))
    return rendered(one).text != rendered(other).text


def _lines_of(file: File) -> Iterator[object]:
    yield from (file.content, file.why, file.guide)
    yield file.operations if isinstance(file, Patch) else ()


def lines(content: Content) -> list[str]:
    """Write a content and split it into lines."""
    return rendered(content).text.splitlines()
