"""Every branch of the contract, built by a real kustomize and held to a real API server's rules.

That the product's own reading of a bundle gives what kustomize gives is looked at on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generators
from cli import folder as bundle_folder
from generators.changes.kustomize import rendered_objects
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests import machine
from tests.admission import newest
from tests.admission import refusals
from tests.environments.test_bundles import objects
from tests.plans import NASTY
from tests.plans import branches

Build = Callable[[Path], list[dict[str, Any]]]
BRANCHES = branches()
EXISTING = ("PersistentVolumeClaim/team-claim", "ConfigMap/acme-ca")


def rendered(plan: Plan, folder: Path, build: Build) -> list[dict[str, Any]]:
    """Write the bundle of a plan and let kustomize render its overlay."""
    bundle_folder.write(generators.bundle(plan), folder)
    return build(folder / plan.name / "overlays" / plan.release.environment)


@pytest.mark.usefixtures("kustomize_build")
@pytest.mark.parametrize("name", BRANCHES)
def test_a_bundle_builds_as_the_product_reads_it_and_nothing_in_it_is_refused(
    name: str, tmp_path: Path
) -> None:
    plan = BRANCHES[name]
    bundle = generators.bundle(plan)
    bundle_folder.write(bundle, tmp_path)
    root = tmp_path / plan.name
    overlay = f"overlays/{plan.release.environment}"

    built = machine.rendered_together(root, overlay, "jobs")

    files = {file.path: file.text for file in bundle.files}
    ours = list(rendered_objects(files, overlay))
    jobs = [entry for job in (root / "jobs").iterdir() for entry in of_job(files, job.name)]
    assert objects([*ours, *jobs]) == objects(built)
    assert refusals(ours, plan.release.kubernetes, EXISTING) == []
    assert refusals(built, plan.release.kubernetes, EXISTING) == []


def of_job(files: dict[str, str], name: str) -> tuple[dict[str, Any], ...]:
    """Render a job as the product reads it."""
    return rendered_objects(files, f"jobs/{name}")


@pytest.mark.parametrize("minor", range(27, newest() + 1))
def test_the_largest_bundle_is_valid_for_each_kubernetes(
    minor: int, tmp_path: Path, kustomize_build: Build
) -> None:
    plan = revised(BRANCHES["everything"], {"release.kubernetes": f"1.{minor}"})

    objects = rendered(plan, tmp_path, kustomize_build)

    assert refusals(objects, plan.release.kubernetes, EXISTING) == []


@pytest.mark.parametrize("name", BRANCHES)
def test_a_bundle_made_from_its_own_plan_is_the_same(name: str) -> None:
    first = generators.bundle(BRANCHES[name])

    again = generators.bundle(generators.read(first.file("plan.yaml").text.encode()))

    assert again.zipped() == first.zipped()


@pytest.mark.parametrize("text", NASTY)
def test_free_text_comes_out_of_kustomize_as_it_went_in(
    text: str, tmp_path: Path, kustomize_build: Build
) -> None:
    changes = {"release.change": text, "operations.settings": {"GREETING": text}}
    plan = revised(recommended(), changes | {"topology.audience.api": text})

    objects = {
        f"{manifest['kind']}/{manifest['metadata']['name'].partition('-config-')[0]}": manifest
        for manifest in rendered(plan, tmp_path, kustomize_build)
    }

    backend = objects["Deployment/skillflaw-backend"]["metadata"]["annotations"]
    service = objects["Service/skillflaw-backend"]["metadata"]["annotations"]
    assert objects["ConfigMap/skillflaw-backend"]["data"]["GREETING"] == text
    assert backend["kubernetes.io/change-cause"] == text
    assert service["kubernetes.io/description"] == text


def test_an_error_blocks_the_bundle() -> None:
    plan = revised(recommended(), {"release.backend.tag": "", "release.backend.digest": ""})

    with pytest.raises(generators.Blocked):
        generators.bundle(plan)
