"""The bundle's own reading of its files against the real kustomize."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generators
from generators.changes.kustomize import CannotRender
from generators.changes.kustomize import overlays
from generators.changes.kustomize import rendered_objects
from tests.environments.test_bundles import SETS
from tests.environments.test_bundles import file_of
from tests.environments.test_bundles import objects
from tests.environments.test_bundles import write
from tests.plans import branches

Build = Callable[[Path], list[dict[str, Any]]]


def _compare(made: generators.Bundle, folder: Path, build: Build) -> None:
    files = {file.path: file.text for file in made.files}
    write(made.files, folder)
    for name in overlays(files):
        overlay = f"overlays/{name}"
        ours = objects(list(rendered_objects(files, overlay)))
        assert ours == objects(build(folder / overlay))


@pytest.mark.parametrize("name", branches())
def test_every_bundle_renders_as_kustomize_renders_it(
    name: str, tmp_path: Path, kustomize_build: Build
) -> None:
    _compare(generators.bundle(branches()[name]), tmp_path, kustomize_build)


@pytest.mark.parametrize("name", SETS)
def test_every_environment_renders_as_kustomize_renders_it(
    name: str, tmp_path: Path, kustomize_build: Build
) -> None:
    _compare(generators.bundle_of(file_of(name)), tmp_path, kustomize_build)


def test_a_field_that_no_bundle_uses_is_refused_by_name() -> None:
    files = {"overlays/a/kustomization.yaml": "namePrefix: x-\n"}

    with pytest.raises(CannotRender, match="namePrefix"):
        rendered_objects(files, "overlays/a")


def test_a_missing_file_is_named() -> None:
    files = {"overlays/a/kustomization.yaml": "resources: [b.yaml]\n"}

    with pytest.raises(CannotRender, match=r"b\.yaml"):
        rendered_objects(files, "overlays/a")
