"""The files that are explained, before they become text: they are compared first, written last."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from generators.explanation.composition import RELEASE
from generators.explanation.composition import Composed
from generators.manifests.part import File
from generators.manifests.part import Patch
from generators.output.files import Rendered
from generators.output.files import rendered
from generators.yaml import loader

# Every line of a file of these kinds is explained; scripts and documents are read as a whole.
EXPLAINED = (".yaml", ".env", ".conf")
PLAN = "plan.yaml"

Content = File | Rendered | str | Mapping[str, object]


def is_explained(path: str) -> bool:
    """Tell whether a file's lines are explained one by one."""
    return path.endswith(EXPLAINED)


def contents(composed: Composed) -> dict[str, Content]:
    """Give what each explained file of one plan holds, by path; ``plan.yaml`` is none of them."""
    layout = composed.layout.made
    files: dict[str, Content] = {file.path: file for file in layout.files}
    for config_map in layout.whole.config_maps:
        files |= {f"{config_map.directory}/{key}": text for key, text in config_map.files.items()}
    files |= {file.path: file for file in composed.custom.made}
    files[RELEASE] = composed.release.made
    return {path: content for path, content in files.items() if is_explained(path)}


def differs(one: Content, other: Content) -> bool:
    """Tell whether two contents may have different lines."""
    if one is other:
        return False
    if isinstance(one, File) and isinstance(other, File):
        return any(a != b for a, b in zip(_lines_of(one), _lines_of(other), strict=True))
    if isinstance(one, Rendered) and isinstance(other, Rendered):
        return one.text != other.text
    return one != other


def _lines_of(file: File) -> Iterator[object]:
    yield from (file.content, file.why, file.guide)
    yield file.operations if isinstance(file, Patch) else ()


def lines(content: Content) -> list[str]:
    """Write a content and split it into lines."""
    return text_of(content).splitlines()


def text_of(content: Content) -> str:
    """Write a content as its file has it."""
    if isinstance(content, File):
        return rendered(content).text
    if isinstance(content, Rendered):
        return content.text
    return content if isinstance(content, str) else _dumped(content)


def _dumped(answers: Mapping[str, object]) -> str:
    return loader.dump([answers])
