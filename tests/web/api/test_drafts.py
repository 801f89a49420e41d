"""Drafts and files by programs."""

from __future__ import annotations

import hashlib
from io import BytesIO
from tarfile import TarFile
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.models import Event
from tests.web.test_environments import two

JSON, YAML = "application/json", "application/yaml"
WARNED = generators.revised(generators.recommended(), {"redis.tls": False})


@pytest.fixture
def top(saved: Configuration) -> str:
    """Return the URL of a configuration with one revision."""
    return f"/api/v1/configurations/{saved.pk}"


def post(program: Client, path: str, body: Any) -> Any:
    return program.post(path, body, content_type=JSON)


def put(program: Client, top: str, plan: generators.Plan, **headers: str) -> Any:
    text = generators.plan_yaml(plan)
    return program.put(f"{top}/draft/plan", text, content_type=YAML, headers=headers)


def test_a_draft_is_replaced_fixed_and_saved(program: Client, top: str) -> None:
    larger = generators.revised(WARNED, {"scaling.backend.replicas": 4})
    replaced = put(program, top, larger).json()
    fixes = [finding["fix_id"] for finding in replaced["findings"] if finding["fix_id"]]

    for fix in fixes:
        post(program, f"{top}/draft/fixes", {"fix_id": fix})
    saved = post(program, f"{top}/draft/save", {"note": "Fixed."})

    assert replaced["changed"]
    assert fixes
    assert (saved.status_code, saved.json()["note"]) == (201, "Fixed.")
    assert not program.get(f"{top}/draft").json()["changed"]
    assert post(program, f"{top}/draft/fixes", {"fix_id": fixes[0]}).status_code == 409


def test_a_draft_that_changed_meanwhile_is_not_overwritten(program: Client, top: str) -> None:
    seen = program.get(f"{top}/draft").headers["ETag"]
    put(program, top, WARNED, **{"If-Match": seen})

    answer = put(program, top, generators.recommended(), **{"If-Match": seen})

    assert (answer.status_code, answer.headers["Content-Type"]) == (412, "application/problem+json")


def test_a_revision_is_restored_once_unsaved_changes_are_decided(program: Client, top: str) -> None:
    put(program, top, WARNED)

    undecided = post(program, f"{top}/draft/restore", {"revision": 1})
    saved = post(program, f"{top}/draft/restore", {"revision": 1, "unsaved": "save"})

    assert undecided.status_code == 409
    assert saved.json()["latest"] == 2
    assert post(program, f"{top}/draft/restore", {"revision": 9}).status_code == 404


def test_environments_of_a_draft_are_added_ordered_promoted_and_removed(
    program: Client, top: str
) -> None:
    program.put(f"{top}/draft/plan", generators.plan_file_yaml(two()), content_type=YAML)
    environments = f"{top}/draft/environments"

    added = post(program, environments, {"name": "qa", "before": "staging", "start": "staging"})
    moved = post(program, f"{environments}/qa/move", {"direction": "down"}).json()

    assert (added.status_code, added.json()["environments"]) == (
        201,
        ["qa", "staging", "production"],
    )
    assert moved["environments"] == ["staging", "qa", "production"]
    renamed = program.patch(f"{environments}/qa", {"name": "test"}, content_type=JSON).json()
    assert renamed["environments"] == ["staging", "test", "production"]
    ends = {"source": "staging", "target": "production"}
    assert post(program, f"{top}/draft/promotion", ends).status_code == 200
    assert program.delete(f"{environments}/test").json()["environments"] == [
        "staging",
        "production",
    ]
    assert post(program, environments, {"name": "staging"}).status_code == 422
    assert program.delete(f"{environments}/none").status_code == 404


def test_a_blocked_draft_has_no_files(program: Client, top: str) -> None:
    put(program, top, generators.revised(WARNED, {"redis.mode": "none"}))

    assert program.get(f"{top}/draft").json()["verdict"] == "blocked"
    assert program.get(f"{top}/draft/bundle.zip").status_code == 409
    assert program.get(f"{top}/draft/files").status_code == 409


def test_the_zip_and_the_tar_hold_the_files_that_are_listed(program: Client, top: str) -> None:
    revision = f"{top}/revisions/1"
    listed = program.get(f"{revision}/files").json()

    zipped = ZipFile(BytesIO(program.get(f"{revision}/bundle.zip").content))
    packed = program.get(f"{revision}/bundle.tar").content
    with TarFile(fileobj=BytesIO(packed)) as tar:
        names = tar.getnames()

    assert zipped.namelist() == names
    assert listed["digest"] == program.get(revision).json()["digest"]
    for file in listed["files"]:
        text = program.get(f"{revision}/files/{file['path']}").content
        assert hashlib.sha256(text).hexdigest() == file["sha256"]
    assert generators.received(packed).digest == listed["digest"]


def test_a_bundle_that_the_program_has_is_not_sent_again(program: Client, top: str) -> None:
    url = f"{top}/revisions/1/bundle.zip"
    etag = program.get(url).headers["ETag"]

    answer = program.get(url, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content) == (304, b"")
    assert Event.objects.filter(verb="downloaded").count() == 1


def test_a_bundle_is_verified_by_its_files(program: Client, top: str) -> None:
    packed = program.get(f"{top}/revisions/1/bundle.tar").content

    answer = program.post("/api/v1/verify", packed, content_type="application/x-tar").json()

    assert (answer["verdict"], answer["known"][0]["revision"]) == ("not-approved", 1)
    broken = program.post("/api/v1/verify", b"no", content_type="application/zip")
    assert broken.status_code == 422


def test_two_revisions_are_compared_and_patched(
    program: Client, saved: Configuration, top: str
) -> None:
    put(program, top, WARNED)
    sides = f"left={saved.pk}:1&right={saved.pk}:draft"

    differences = program.get(f"/api/v1/compare?{sides}").json()
    patch = program.get(f"/api/v1/compare/patch?{sides}").content.decode()

    assert [row["path"] for row in differences["choices"]] == ["redis.tls"]
    assert all(f"b/{row['path']}" in patch for row in differences["files"])
    assert program.get(f"/api/v1/compare/release-notes?{sides}").status_code == 200
    assert program.get(f"/api/v1/compare?left={saved.pk}:9&right=preset:none").status_code == 404


def test_a_bundle_is_generated_without_saving(program: Client) -> None:
    text = generators.plan_yaml(generators.recommended())
    blocked = generators.plan_yaml(generators.revised(WARNED, {"redis.mode": "none"}))

    packed = program.post("/api/v1/generate", text, content_type=YAML).content

    assert packed == generators.bundle(generators.recommended()).zipped()
    refused = program.post("/api/v1/generate", blocked, content_type=YAML)
    assert (refused.status_code, bool(refused.json()["problems"])) == (409, True)
    assert not Configuration.objects.exists()


def test_a_preset_is_a_plan_to_start_from(program: Client) -> None:
    for preset in program.get("/api/v1/presets").json()["presets"]:
        plan = program.get(f"/api/v1/presets/{preset['name']}").content

        assert generators.read_plan_file(plan).name == preset["name"]
