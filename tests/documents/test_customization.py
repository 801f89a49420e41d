"""The team's own folder over the overlay, and each example in its README, built by kustomize."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import generators
from cli import folder as bundle_folder
from generators.plan import recommended

Build = Callable[[Path], list[dict[str, Any]]]
PLAN = recommended()
BUNDLE = generators.bundle(PLAN)
OVERLAY = f"overlays/{PLAN.release.environment}"
CUSTOM = f"custom/{PLAN.release.environment}"
README = BUNDLE.file(f"{CUSTOM}/README.md").text
EXAMPLES = dict(re.findall(r"## (.+?)\n\n```yaml\n(.+?)```", README, re.DOTALL))


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Return the folder of a bundle that was just generated."""
    return bundle_folder.write(BUNDLE, tmp_path).folder


def backend_of(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the Deployment of the backend."""
    return next(
        made
        for made in objects
        if (made["kind"], made["metadata"]["name"]) == ("Deployment", "skillflaw-backend")
    )


def test_a_new_folder_changes_nothing(written: Path, kustomize_build: Build) -> None:
    assert kustomize_build(written / CUSTOM) == kustomize_build(written / OVERLAY)


def test_there_are_five_examples() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("title", EXAMPLES)
def test_an_example_builds_and_changes_the_backend_alone(
    title: str, written: Path, kustomize_build: Build
) -> None:
    path = written / CUSTOM / "kustomization.yaml"
    kustomization = yaml.safe_load(path.read_text()) | yaml.safe_load(EXAMPLES[title])
    path.write_text(yaml.safe_dump(kustomization))

    before, after = kustomize_build(written / OVERLAY), kustomize_build(written / CUSTOM)

    changed = [made for made in after if made not in before]
    assert [made["metadata"]["name"] for made in changed] == ["skillflaw-backend"]
    containers = backend_of(after)["spec"]["template"]["spec"]["containers"]
    assert containers[0]["name"] == "backend" or title == "A sidecar"
    assert {container["name"] for container in containers} >= {"backend"}


@pytest.mark.parametrize("title", EXAMPLES)
def test_an_example_meets_its_target(title: str) -> None:
    files = {file.path: file.text for file in BUNDLE.files}
    environment = PLAN.release.environment

    assert generators.unmet_targets(EXAMPLES[title], files, environment) == ()
    other = (
        EXAMPLES[title].replace("skillflaw-backend}", "gone}").replace("name: ghcr.io", "name: x")
    )
    assert len(generators.unmet_targets(other, files, environment)) == 1


@pytest.mark.parametrize(
    ("kustomization", "count"),
    [
        ("patches: [{target: {kind: Deploy.*, group: apps}, patch: x}]", 0),
        ("patches: [{target: {kind: Deploy}, patch: x}]", 1),
        ("patches: [{target: {kind: '('}, patch: x}]", 0),
        ("patches: [{path: mine.yaml}]", 0),
        ("patches: 3", 0),
        ("[", 0),
    ],
)
def test_only_a_target_that_selects_nothing_is_told(kustomization: str, count: int) -> None:
    files = {file.path: file.text for file in BUNDLE.files}

    unmet = generators.unmet_targets(kustomization, files, PLAN.release.environment)

    assert len(unmet) == count


@pytest.mark.parametrize("tool", ["argo-cd", "flux", "none"])
def test_what_applies_the_bundle_names_the_folder_in_use(tool: str) -> None:
    changes: dict[str, Any] = {
        "operations.gitops": tool,
        "operations.gitUrl": "https://git.acme.com/p.git",
    }
    used = generators.bundle(
        generators.revised(PLAN, {**changes, "operations.customOverlay": True})
    )
    readers = [file for file in used.files if file.path.startswith("gitops/")]
    texts = "".join(file.text for file in readers or [used.file("README.md")])

    assert CUSTOM in texts
    assert f"-k {OVERLAY}" not in used.file("README.md").text
    assert not readers or f"{OVERLAY}\n" not in texts
