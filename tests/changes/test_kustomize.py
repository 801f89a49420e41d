"""The bundle's own reading of its files against the real kustomize, in several environments.

The bundles of one plan each are looked at in `tests/test_bundles.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import generators
from generators.changes.kustomize import CannotRender
from generators.changes.kustomize import overlays
from generators.changes.kustomize import rendered_objects
from tests import machine
from tests.environments.test_bundles import SETS
from tests.environments.test_bundles import file_of
from tests.environments.test_bundles import objects
from tests.environments.test_bundles import write


@pytest.mark.usefixtures("kustomize_build")
@pytest.mark.parametrize("name", SETS)
def test_every_environment_renders_as_kustomize_renders_it(name: str, tmp_path: Path) -> None:
    made = generators.bundle_of(file_of(name))
    files = {file.path: file.text for file in made.files}
    write(made.files, tmp_path)
    folders = [f"overlays/{environment}" for environment in overlays(files)]

    built = machine.rendered_together(tmp_path, *folders)

    ours = [entry for folder in folders for entry in rendered_objects(files, folder)]
    assert objects(ours) == objects(built)


def test_a_field_that_no_bundle_uses_is_refused_by_name() -> None:
    files = {"overlays/a/kustomization.yaml": "namePrefix: x-\n"}

    with pytest.raises(CannotRender, match="namePrefix"):
        rendered_objects(files, "overlays/a")


def test_a_missing_file_is_named() -> None:
    files = {"overlays/a/kustomization.yaml": "resources: [b.yaml]\n"}

    with pytest.raises(CannotRender, match=r"b\.yaml"):
        rendered_objects(files, "overlays/a")
