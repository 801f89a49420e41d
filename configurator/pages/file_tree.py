"""The files of a bundle as folders in folders."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

import generators


@dataclass
class Folder:
    """A folder with its folders and its files, each sorted by name."""

    name: str
    folders: dict[str, Folder] = field(default_factory=dict)
    files: list[generators.Rendered] = field(default_factory=list)


def tree(bundle: generators.Bundle) -> Folder:
    """Arrange the files of a bundle below its folder."""
    top = Folder(bundle.name)
    for file in bundle.files:
        folder = top
        for name in file.path.split("/")[:-1]:
            folder = folder.folders.setdefault(name, Folder(name))
        folder.files.append(file)
    return top
