"""The Job that takes the schema back: when there is one, and what it does."""

from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.database.downgrade import UNRECORDED
from generators.manifests.database.downgrade import downgrade
from generators.manifests.part import Manifest
from generators.plan import recommended
from generators.plan import revised


def job(**changes: Any) -> Manifest | None:
    """Make the Job of the recommended plan with other choices; ``__`` stands for a dot."""
    plan = revised(recommended(), {path.replace("__", "."): to for path, to in changes.items()})
    contents = [file.content for file in downgrade(plan).files if not isinstance(file.content, str)]
    manifests = [entry for content in contents for entry in content]
    return next((entry for entry in manifests if entry["kind"] == "Job"), None)


def container(**changes: Any) -> Manifest:
    made = job(**changes)
    assert made
    (only,) = made["spec"]["template"]["spec"]["containers"]
    pod: Manifest = only
    return pod


@pytest.mark.parametrize("migration", ["backward-compatible", "breaking", "unknown"])
def test_a_release_that_may_migrate_has_a_way_back(migration: str) -> None:
    assert job(release__schemaMigration=migration)


def test_without_a_migration_or_a_release_before_there_is_no_way_back() -> None:
    assert job(release__schemaMigration="none") is None
    assert job(release__firstInstall=True) is None


def test_it_runs_the_image_of_the_newer_release_and_never_twice() -> None:
    made = job()
    assert made

    assert container()["image"].startswith("ghcr.io/cwinux/skillflaw_backend:")
    assert made["spec"]["backoffLimit"] == 0


@pytest.mark.parametrize("recorded", ["", "182e5471b900"])
def test_it_goes_back_to_the_revision_of_the_plan(recorded: str) -> None:
    variables = container(release__previousSchemaRevision=recorded)["env"]

    values = {variable["name"]: variable.get("value") for variable in variables}

    assert values["REVISION"] == (recorded or UNRECORDED)
    assert "SKILLFLAW_DATABASE_URL" in values


def test_the_script_is_python_that_checks_both_revisions_before_it_changes_anything() -> None:
    (text,) = downgrade(recommended()).config_maps[0].files.values()
    compile(text, "downgrade.py", "exec")

    assert text.index("Nothing was changed") < text.index("command.downgrade")
    assert text.index("(before, revision)") < text.index("command.downgrade")
