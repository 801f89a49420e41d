from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.part import ImagePin
from generators.manifests.release import release
from generators.manifests.topology.workload import described
from generators.plan import recommended
from generators.plan import revised
from tests.plans import NASTY


def made(**changes: Any) -> dict[str, Any]:
    plan = revised(recommended(), {f"release.{name}": value for name, value in changes.items()})
    return {file.path: file.content[0] for file in release(plan).files}


def test_a_dedicated_namespace_admits_restricted_pods_by_the_rules_of_this_version() -> None:
    namespace = made(namespace="acme", kubernetes="1.31")["overlays/production/namespace.yaml"]

    assert namespace["metadata"]["name"] == "acme"
    for mode in ("enforce", "audit", "warn"):
        labels = namespace["metadata"]["labels"]
        assert labels[f"pod-security.kubernetes.io/{mode}"] == "restricted"
        assert labels[f"pod-security.kubernetes.io/{mode}-version"] == "v1.31"


def test_a_namespace_with_other_tenants_is_left_alone() -> None:
    plan = revised(recommended(), {"release.namespaceDedicated": False})

    assert "overlays/production/namespace.yaml" not in made(namespaceDedicated=False)
    assert [note.kind for note in release(plan).notes] == ["limit"]
    assert release(recommended()).notes == ()


def test_the_overlay_is_named_after_the_environment() -> None:
    assert set(made(environment="staging")) == {
        "overlays/staging/namespace.yaml",
        "overlays/staging/backend-release.yaml",
    }


@pytest.mark.parametrize("change", NASTY)
def test_what_changes_is_noted_on_the_deployment_and_rolls_its_pods(change: str) -> None:
    patch = made(change=change)["overlays/production/backend-release.yaml"]
    template = patch["spec"]["template"]["metadata"]["annotations"]

    assert patch["metadata"]["annotations"] == {"kubernetes.io/change-cause": change}
    assert template == {"skillflaw.io/change": change}


def test_a_release_that_changes_nothing_notes_nothing() -> None:
    assert "overlays/production/backend-release.yaml" not in made(change="")


def test_the_description_is_on_the_namespace_or_on_the_backend() -> None:
    about = {"metadata.description": "flows of the claims team", "release.change": ""}
    own = release(revised(recommended(), about)).files
    shared = release(revised(recommended(), {**about, "release.namespaceDedicated": False})).files

    for (file,) in (own, shared):
        manifest: Any = file.content[0]
        annotations = manifest["metadata"]["annotations"]
        assert annotations["kubernetes.io/description"] == "flows of the claims team"


def test_each_image_that_runs_is_pinned_by_tag_and_digest() -> None:
    pinned = release(recommended()).images

    assert pinned == (
        ImagePin(
            "ghcr.io/cwinux/skillflaw_backend",
            tag="1.8.2",
            digest=recommended().release.backend.digest,
        ),
    )


def test_a_part_with_neither_tag_nor_digest_is_not_pinned() -> None:
    plan = revised(recommended(), {"release.backend.tag": "", "release.backend.digest": ""})

    assert release(plan).images == ()


def test_a_sentence_stands_in_annotations_without_the_space_around_it() -> None:
    text = "\tan indented sentence\nand another\n"
    changes = {"release.change": text, "release.namespaceDedicated": False}
    plan = revised(recommended(), changes | {"metadata.description": text})

    patch = next(file for file in release(plan).files if file.filename == "backend-release.yaml")

    assert isinstance(patch.content, tuple)
    annotations = patch.content[0]["metadata"]["annotations"]
    assert set(annotations.values()) == {"an indented sentence\nand another"}
    assert described(text) == {"annotations": {"kubernetes.io/description": text.strip()}}
