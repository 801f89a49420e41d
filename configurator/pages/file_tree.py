"""The files of a bundle as folders in folders."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

import generators

# Characters of all files together that a page shows at once; three environments have 500,000.
MOST_CHARACTERS = 600_000


@dataclass
class Folder:
    """A folder with its folders and its files, each sorted by name.

    ``is_large`` tells that its bundle is, so that a page links to files instead of showing them.
    """

    name: str
    is_large: bool = False
    folders: dict[str, Folder] = field(default_factory=dict)
    files: list[generators.Rendered] = field(default_factory=list)


def tree(bundle: generators.Bundle) -> Folder:
    """Arrange the files of a bundle below its folder."""
    is_large = sum(len(file.text) for file in bundle.files) > MOST_CHARACTERS
    top = Folder(bundle.name, is_large)
    for file in bundle.files:
        folder = top
        for name in file.path.split("/")[:-1]:
            folder = folder.folders.setdefault(name, Folder(name, is_large))
        folder.files.append(file)
    return top
