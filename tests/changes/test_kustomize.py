"""The bundle's own reading of its files against the real kustomize, in several environments.

The bundles of one plan each are looked at in `tests/test_bundles.py`.
"""

from __future__ import annotations

import re

import pytest

from generators.changes.kustomize import CannotRender
from generators.changes.kustomize import overlays
from generators.changes.kustomize import rendered_objects
from tests.environments.test_bundles import SETS
from tests.environments.test_bundles import built_set
from tests.environments.test_bundles import bundle_of_set
from tests.environments.test_bundles import objects


@pytest.mark.usefixtures("kustomize_build")
@pytest.mark.parametrize("name", SETS)
def test_every_environment_renders_as_kustomize_renders_it(name: str) -> None:
    files = {file.path: file.text for file in bundle_of_set(name).files}
    jobs = {re.match(r"overlays/[^/]+/jobs/[^/]+", path) for path in files}

    for environment in overlays(files):
        folder = f"overlays/{environment}"
        within = sorted({job[0] for job in jobs if job and job[0].startswith(f"{folder}/")})
        ours = [entry for path in (folder, *within) for entry in rendered_objects(files, path)]
        assert objects(ours) == objects(built_set(name)[environment])


def test_a_field_that_no_bundle_uses_is_refused_by_name() -> None:
    files = {"overlays/a/kustomization.yaml": "namePrefix: x-\n"}

    with pytest.raises(CannotRender, match="namePrefix"):
        rendered_objects(files, "overlays/a")


def test_a_missing_file_is_named() -> None:
    files = {"overlays/a/kustomization.yaml": "resources: [b.yaml]\n"}

    with pytest.raises(CannotRender, match=r"b\.yaml"):
        rendered_objects(files, "overlays/a")
