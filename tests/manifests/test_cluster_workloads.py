"""The choices of the workloads that differ between clusters, in every object that they change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generators
from cli import folder as bundle_folder
from generators.plan import Plan
from tests.admission import refusals
from tests.cluster_plans import cluster_plans

Build = Callable[[Path], list[dict[str, Any]]]
PLANS = cluster_plans()
EXISTING = ("PersistentVolumeClaim/team-claim", "ConfigMap/acme-ca")


def everything(plan: Plan, folder: Path, build: Build) -> list[dict[str, Any]]:
    """Render the overlay of a plan and each of its jobs, and return all objects."""
    bundle_folder.write(generators.bundle(plan), folder)
    root = folder / plan.name
    jobs = [each for job in sorted((root / "jobs").iterdir()) for each in build(job)]
    return [*build(root / "overlays" / plan.release.environment), *jobs]


@pytest.mark.parametrize("name", PLANS)
def test_an_api_server_takes_every_object(
    name: str, tmp_path: Path, kustomize_build: Build
) -> None:
    objects = everything(PLANS[name], tmp_path, kustomize_build)

    assert refusals(objects, "1.36", EXISTING) == []
