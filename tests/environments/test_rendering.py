"""The objects of each environment as one text: what kustomize renders, and nothing besides."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings

import generators
from generators.plan import PlanFile
from tests.environments.files import two
from tests.environments.test_bundles import SEARCH
from tests.environments.test_bundles import SETS
from tests.environments.test_bundles import built_set
from tests.environments.test_bundles import bundle_of_set
from tests.environments.test_bundles import file_of
from tests.environments.test_bundles import objects
from tests.environments.test_bundles import write
from tests.kubernetes_yaml import documents
from tests.strategies import plan_files

HASH = re.compile(r"-[0-9a-z]{10}$")


def rendered(file: PlanFile) -> dict[str, str]:
    return generators.renderings(generators.judge_file(file))


def without_hashes(built: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Name ConfigMaps, and what refers to them, as they are called before kustomize."""
    text = json.dumps(built)
    for entry in built:
        if entry["kind"] == "ConfigMap":
            text = text.replace(entry["metadata"]["name"], HASH.sub("", entry["metadata"]["name"]))
    unhashed: list[dict[str, Any]] = json.loads(text)
    return unhashed


@pytest.mark.usefixtures("kustomize_build")
@pytest.mark.parametrize("name", SETS)
def test_the_text_holds_exactly_what_kustomize_renders(name: str, tmp_path: Path) -> None:
    file = file_of(name)
    folder = write(bundle_of_set(name).files, tmp_path)

    for environment, text in rendered(file).items():
        built = [*built_set(name)[environment]]
        for entry in sorted((folder / "gitops").glob(f"*{environment}*")):
            for path in sorted(entry.rglob("*.yaml")) if entry.is_dir() else [entry]:
                built += documents(path.read_text(encoding="utf-8"))
        assert objects(documents(text)) == objects(without_hashes(built))


@pytest.mark.parametrize(
    "changes",
    [
        {"database.failoverPlan": "The provider promotes the standby."},
        {"operations.loadTested": True},
        {"database.backup.restoreTested": "2026-11-01"},
    ],
)
def test_what_only_documents_say_changes_no_text(changes: dict[str, Any]) -> None:
    file = two()

    assert rendered(file.revised("", changes)) == rendered(file)


def test_a_change_of_one_environment_changes_its_text_alone() -> None:
    before = rendered(two())
    after = rendered(two(staging={"scaling.backend.resources.requests.cpu": "500m"}))

    assert before["staging"] != after["staging"]
    assert before["production"] == after["production"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("release.backend.tag", "1.9.3"),
        ("release.namespace", "acme-other"),
        ("scaling.backend.resources.limits.memory", "6Gi"),
        ("operations.settings", {"SKILLFLAW_LOG_LEVEL": "debug"}),
        ("ingress.hosts.api", "api-other.skillflaw.acme.com"),
    ],
)
def test_a_change_of_an_object_changes_the_text(path: str, value: Any) -> None:
    before = rendered(two())
    after = rendered(two(production={path: value}))

    assert before["production"] != after["production"]


@settings(SEARCH, max_examples=10)
@given(plan_files())
def test_the_text_does_not_depend_on_the_other_environments(file: PlanFile) -> None:
    together = rendered(file)

    for name, own in file.own.items():
        assert rendered(PlanFile(file.shared, {name: own})) == {name: together[name]}
